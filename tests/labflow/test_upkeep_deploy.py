"""What must be so before people come in: each thing has a test that makes it fail, and one place passes them all."""

import os
import re
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from labflow import clock, founding, heartbeat, peopling
from labflow.access import Actor
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.clock import now
from labflow.store import Store
from labflow.texts import LANGUAGES, say
from labflow.upkeep_deploy import RECENT, Place, unsafe

CATALOGUE = load_catalogue()
SETTINGS: list[tuple[dict[str, object], str]] = [
    ({"address": ""}, "deploy.address_wrong"),
    ({"address": "http://labflow.example"}, "deploy.address_wrong"),
    ({"is_demo": True}, "deploy.demo_wrong"),
    ({"is_false_day": True}, "deploy.day_wrong"),
    ({"hosts": ("labflow.example", "*")}, "deploy.hosts_wrong"),
    ({"proxies": ()}, "deploy.proxies_wrong"),
    ({"proxies": ("*",)}, "deploy.proxies_wrong"),
    ({"proxies": ("127.0.0.1", "0.0.0.0/0")}, "deploy.proxies_wrong"),
    ({"has_mail": False}, "deploy.mail_wrong"),
    ({"is_debug": True}, "deploy.debug_wrong"),
    ({"is_all_powerful": True}, "deploy.user_wrong"),
    ({"backups": None}, "deploy.backups_wrong"),
    ({"administrators": frozenset({"team"})}, "deploy.administrator_wrong"),
]


@pytest.fixture
def fit(migrated_sqlite: Path, tmp_path: Path) -> Place:
    """A place that is fit to be opened."""
    data, copies = tmp_path / "data", tmp_path / "copies"
    for folder in (data, copies):
        folder.mkdir(mode=0o700)
    file = data / "labflow.db"
    file.write_bytes(migrated_sqlite.read_bytes())
    file.chmod(0o600)
    url = f"sqlite:///{file}"
    with closing(Store(url)) as store:
        founding.found(store, CATALOGUE)
        with store.change(Actor("system"), "cli", zone=CATALOGUE.network.zone) as change:
            peopling.add_first(change, CATALOGUE, "beheerder", ("beheerder",))
            heartbeat.beat(change)
    (copies / "today").write_text("a copy")
    return Place(
        url, "https://labflow.example", ("labflow.example",), ("127.0.0.1",), copies,
        CATALOGUE.network.roles_meaning("admin"), has_mail=True,
    )  # fmt: skip


def test_a_place_that_is_fit_passes_everything(fit: Place) -> None:
    assert _wrong(fit) == []
    assert len(unsafe(fit, now())) == 13


@pytest.mark.parametrize(("harm", "code"), SETTINGS)
def test_an_unsafe_setting_is_said(fit: Place, harm: dict[str, object], code: str) -> None:
    assert _wrong(replace(fit, **harm)) == [code]  # type: ignore[arg-type]


def test_folders_that_others_can_open_are_said(fit: Place) -> None:
    assert fit.backups is not None
    fit.backups.chmod(0o750)
    (fit.backups.parent / "data").chmod(0o701)

    assert _wrong(fit) == ["deploy.folder_wrong", "deploy.backups_open"]


def test_a_backup_and_a_daily_run_of_a_day_old_are_recent_and_of_two_days_are_not(fit: Place) -> None:
    assert _wrong(fit, later=RECENT - timedelta(hours=1)) == []
    assert _wrong(fit, later=RECENT + timedelta(hours=1)) == ["deploy.backup_made", "deploy.daily_wrong"]


def test_only_the_newest_backup_counts(fit: Place) -> None:
    assert fit.backups is not None
    old = fit.backups / "older"
    old.write_text("a copy of long ago")
    os.utime(old, (0, 0))

    assert _wrong(fit) == []


def test_a_folder_without_a_backup_is_said(fit: Place) -> None:
    assert fit.backups is not None
    (fit.backups / "today").unlink()

    assert _wrong(fit) == ["deploy.backup_none"]


def test_a_backup_folder_that_is_not_there_is_said(fit: Place, tmp_path: Path) -> None:
    assert _wrong(replace(fit, backups=tmp_path / "none")) == ["deploy.backups_wrong"]


def test_a_database_of_a_demo_is_said(fit: Place) -> None:
    with closing(Store(fit.database)) as store, acting_as(store, CATALOGUE, "beheerder") as change:
        founding.set_day(change, date(2023, 9, 11))

    assert _wrong(fit) == ["deploy.real_wrong"]


@pytest.mark.parametrize("roles", [(), ("beheerder",)])
def test_an_administrator_who_left_is_none(fit: Place, roles: tuple[str, ...]) -> None:
    with closing(Store(fit.database)) as store:
        with acting_as(store, CATALOGUE, "beheerder") as change:
            peopling.add(change, CATALOGUE, "coordinator", ("coordinator",))
        with acting_as(store, CATALOGUE, "coordinator") as change:
            peopling.end(change, CATALOGUE, "beheerder", roles)

    assert _wrong(fit) == ["deploy.administrator_wrong"]


def test_a_database_that_cannot_be_opened_is_said_beside_the_rest(fit: Place, tmp_path: Path) -> None:
    (tmp_path / "data" / "letter.db").write_text("Dear reader, " * 100)

    assert _wrong(replace(fit, database="nonsense")) == ["store.unknown_url"]
    assert _wrong(replace(fit, database=f"sqlite:///{tmp_path / 'data' / 'letter.db'}")) == ["store.not_a_database"]


def test_each_finding_is_a_sentence_and_has_a_short_name(fit: Place) -> None:
    bare = Place("sqlite:///nowhere.db", is_demo=True, is_debug=True, is_false_day=True, is_all_powerful=True)
    for check in (*unsafe(fit, now()), *unsafe(replace(bare, hosts=("*",)), now())):
        for lang in LANGUAGES:
            assert re.search(r"\.$|: (chmod|labflow) ", say(check.found, lang))
            if check.found.code.startswith("deploy."):
                assert say(f"deploy.short.{check.found.code.split('.')[1].split('_')[0]}", lang)


def _wrong(place: Place, later: timedelta = timedelta()) -> list[str]:
    return [check.found.code for check in unsafe(place, clock.now() + later) if not check.ok]
