"""A casus under its labo, on both databases: hidden from everybody else, and never out of step with its parent."""

import threading
from collections.abc import Callable
from datetime import date

import pytest

from labflow import lifecycle, record, rows
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.desk import Desk, desk, everything
from tests.prepared import prepared

ROUNDS = 30
INTAKE = ("i1", "i2", "i3", "i4")
HIDDEN = "not_found query.no_initiative"


@prepared
def at(store: Store) -> Desk:
    """A desk with a labo in experiment, that the coordinator brought in, and its casework."""
    made = desk(store)
    made.stands("steun", "experiment")
    made.casework("steun")
    return made


def taken_in(at: Desk, title: str = "Oefening", labo: str = "steun") -> str:
    """A casus that is ready for its first step."""
    slug = str(at.does("caseteam-1", lifecycle.open_, "casus", title, parent=labo))
    for item in INTAKE:
        at.does("caseteam-1", lifecycle.tick, slug, item)
    return slug


def test_the_log_shows_that_there_was_casework_and_nothing_else(at: Desk) -> None:
    before = len(at.log())

    slug = taken_in(at)
    at.does("caseteam-1", lifecycle.advance, slug, "opbouwen")

    entries = at.log()[before:]
    assert len(entries) == 6
    for entry in entries:
        assert entry["act"] == "casework"
        assert entry["rows"] == {}
        assert set(entry) == {"v", "seq", "at", "on", "actor", "via", "act", "com", "rows"}
    assert at.dossier(slug, "caseteam-1").stage_key == "opbouw"


def test_its_address_says_nothing_and_takes_no_name_from_others(at: Desk) -> None:
    slug = taken_in(at, "Een heel bijzondere naam")

    assert slug.startswith("casus-")
    assert "naam" not in slug
    assert at.does("coordinator", lifecycle.open_, "labo", "Een heel bijzondere naam") == "een-heel-bijzondere-naam"


def test_for_everybody_else_it_does_not_exist(at: Desk) -> None:
    slug = taken_in(at)
    before = everything(at.store)

    for who in ("coordinator", "voorzitter", "team", "beheerder", "lid", "trekker-een", "raadslid-een"):
        here, nowhere = (at.refused(who, lifecycle.note, given, "Hallo") for given in (slug, "bestaat-niet"))
        assert here == nowhere == HIDDEN
        assert at.refused(who, lifecycle.advance, slug, "opbouwen") == HIDDEN
        assert at.refused(who, lifecycle.open_, "casus", "Nieuw", parent="steun") == HIDDEN
    assert everything(at.store) == before


def test_the_refusal_is_the_same_word_for_word_but_for_what_was_asked(at: Desk) -> None:
    slug = taken_in(at)

    told = []
    for given in (slug, "x" * len(slug)):
        with pytest.raises(Refusal) as refused:
            at.does("coordinator", lifecycle.note, given, "Hallo")
        told.append(str(refused.value.reasons).replace(given, "?"))

    assert told[0] == told[1]


def test_the_casework_of_another_labo_opens_no_door(at: Desk) -> None:
    at.stands("ander", "experiment")
    slug = taken_in(at)
    at.adds(lambda change: rows.Person(id="person-caseteam-2", key="caseteam-2"))
    at.casework("ander", "caseteam-2")

    assert at.refused("caseteam-2", lifecycle.note, slug, "Hallo") == HIDDEN
    assert at.refused("caseteam-2", lifecycle.open_, "casus", "Nieuw", parent="steun") == HIDDEN
    assert at.refused("caseteam-2", lifecycle.open_, "casus", "Nieuw", parent="ander") == "done"


def test_it_waits_while_its_labo_is_paused_and_then_moves(at: Desk) -> None:
    slug = taken_in(at)
    at.does("coordinator", lifecycle.pause, "steun", "De trekker is ziek.", "2023-11-01")

    paused = at.refused("caseteam-1", lifecycle.advance, slug, "opbouwen")
    at.does("coordinator", lifecycle.resume, "steun")
    moved = at.refused("caseteam-1", lifecycle.advance, slug, "opbouwen")

    assert (paused, moved) == ("blocked requirement.parent_paused", "done")


def test_it_may_always_be_closed_even_while_its_labo_is_paused(at: Desk) -> None:
    slug = taken_in(at)
    at.does("coordinator", lifecycle.pause, "steun", "De trekker is ziek.", "2023-11-01")

    assert at.refused("caseteam-1", lifecycle.advance, slug, "afronden") == "done"


def test_a_labo_does_not_end_while_a_casus_runs(at: Desk) -> None:
    slug = taken_in(at)
    at.decided("steun", "stoppen")

    running = at.refused("coordinator", lifecycle.advance, "steun", "stoppen")
    at.does("caseteam-1", lifecycle.advance, slug, "doorverwijzen")

    assert running == "blocked requirement.children_open"
    assert at.refused("coordinator", lifecycle.advance, "steun", "stoppen") == "done"


def test_an_ended_labo_takes_no_new_casus(at: Desk) -> None:
    at.decided("steun", "stoppen")
    at.does("coordinator", lifecycle.advance, "steun", "stoppen")

    told = at.refused("caseteam-1", lifecycle.open_, "casus", "Te laat", parent="steun")

    assert told == "blocked lifecycle.not_a_parent"


def test_a_labo_with_a_casus_is_not_converted(at: Desk) -> None:
    taken_in(at)
    at.decided("steun", "omzetten-naar-studio")

    told = at.refused("coordinator", lifecycle.advance, "steun", "omzetten-naar-studio")

    assert told == "blocked requirement.children_open"


def together(*acts: Callable[[], str]) -> list[str]:
    """What each of these says when they start at the same moment, each in its own thread."""
    barrier, told = threading.Barrier(len(acts)), [""] * len(acts)

    def run(n: int) -> None:
        barrier.wait()
        told[n] = acts[n]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_a_casus_never_slips_in_while_its_labo_closes(at: Desk) -> None:
    other = Desk(Store(at.store.url))
    outcomes = set()
    for n in range(ROUNDS):
        labo = at.stands(f"labo-{n}", "experiment")
        at.casework(labo)
        at.decided(labo, "stoppen", f"2023-{n + 1:03}")
        first, second = (
            lambda labo=labo: at.refused("coordinator", lifecycle.advance, labo, "stoppen"),
            lambda labo=labo: other.refused("caseteam-1", lifecycle.open_, "casus", "Samen", parent=labo),
        )
        closed, opened = together(*((first, second) if n % 2 else (second, first)))[:: 1 if n % 2 else -1]
        outcomes.add((closed, opened))
    other.store.close()

    assert outcomes <= {
        ("done", "blocked lifecycle.not_a_parent"), ("blocked requirement.children_open", "done"),
    }  # fmt: skip
    with at.store.reading() as conn:
        stages = conn.exec_driver_sql(
            "select count(*) from initiative c join initiative p on p.id = c.parent_id"
            " where c.workflow = 'casus' and p.stage = 'stopgezet'"
        ).scalar_one()
        assert stages == 0
        assert record.verify(conn).problems == ()


def test_a_casus_never_moves_on_under_a_labo_that_is_being_paused(at: Desk) -> None:
    other = Desk(Store(at.store.url))
    slugs = []
    for n in range(5):
        labo = at.stands(f"labo-{n}", "experiment")
        at.casework(labo)
        slugs.append((labo, taken_in(at, f"Samen {n}", labo)))
    told = {
        tuple(together(
            lambda labo=labo: at.refused("coordinator", lifecycle.pause, labo, "Rust.", date(2023, 11, 1)),
            lambda slug=slug: other.refused("caseteam-1", lifecycle.advance, slug, "opbouwen"),
        ))
        for labo, slug in slugs
    }  # fmt: skip
    other.store.close()

    assert told <= {("done", "done"), ("done", "blocked requirement.parent_paused")}
