"""A doctor says what is wrong, all of it, and mends nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from labflow.store import Store
from labflow.texts import LANGUAGES, say
from labflow.upkeep import calendar, doctor
from tests.labflow.dossiers import HOLIDAYS
from tests.labflow.writing import opened


def test_a_new_database_is_in_good_health(store: Store) -> None:
    opened(store)
    checks = doctor(store.url)

    assert [check.found.code for check in checks if not check.ok] == []
    assert [check.found.code for check in checks][-2:] == ["doctor.guards", "doctor.record"]


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("DROP TRIGGER log_update", "doctor.guards_wrong"),
        ("UPDATE initiative SET stage = 'end'", "doctor.record_wrong"),
        ("UPDATE note SET initiative_id = 'none'", "doctor.references_wrong"),
        ("UPDATE alembic_version SET version_num = '9999'", "doctor.schema"),
    ],
)
def test_what_is_wrong_is_said(migrated_sqlite: Path, tmp_path: Path, harm: str, code: str) -> None:
    def harmed(file: Path) -> None:
        with closing(sqlite3.connect(file)) as raw:
            raw.execute(harm)
            raw.commit()

    assert code in _wrong(migrated_sqlite, tmp_path, harmed)


def test_a_file_that_others_can_read_is_said(migrated_sqlite: Path, tmp_path: Path) -> None:
    assert _wrong(migrated_sqlite, tmp_path, lambda file: file.chmod(0o644)) == ["doctor.modes_wrong"]


def test_a_database_that_cannot_be_opened_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader, " * 100)

    for url, code in (
        (f"sqlite:///{tmp_path / 'letter.db'}", "store.not_a_database"),
        (f"sqlite:///{tmp_path / 'none.db'}", "store.unreachable"),
        ("nonsense", "store.unknown_url"),
    ):
        assert [(check.found.code, check.ok) for check in doctor(url)] == [(code, False)]


def test_each_finding_is_a_sentence(store: Store) -> None:
    opened(store)
    for check in doctor(store.url):
        for lang in LANGUAGES:
            assert say(check.found, lang).endswith(".")


def _wrong(template: Path, tmp_path: Path, harm: Callable[[Path], object]) -> list[str]:
    file = tmp_path / "harmed.db"
    file.write_bytes(template.read_bytes())
    file.chmod(0o600)
    with closing(Store(f"sqlite:///{file}", driver=sqlite3)) as store:
        opened(store)
    harm(file)
    return [check.found.code for check in doctor(f"sqlite:///{file}") if not check.ok]


@pytest.mark.parametrize(
    ("today", "code", "ok"),
    [
        (date(2023, 9, 11), "doctor.calendar_ends", True),
        (date(2023, 8, 30), "doctor.calendar", True),
        (date(2024, 9, 1), "doctor.calendar_gap", False),
    ],
)
def test_a_school_calendar_that_ends_is_said_beforehand(today: date, code: str, ok: bool) -> None:
    (check,) = calendar(HOLIDAYS, today)

    assert (check.found.code, check.ok) == (code, ok)
    assert calendar((), today) == ()
