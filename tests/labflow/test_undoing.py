"""Taking back one's last act, on both databases: a new act that says what stood there before."""

from datetime import timedelta

import pytest

from labflow import lifecycle, record, requesting, rows, telling
from labflow.clock import on_day
from labflow.queries.reading import fetch
from labflow.store import Store
from labflow.undoing import undo
from tests.labflow.desk import SYSTEM, TODAY, Desk, desk
from tests.prepared import prepared

BOSS, LEAD = "coordinator", "trekker-een"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_a_point_says_again_what_it_said_before(at: Desk) -> None:
    slug = at.opened()
    at.does(LEAD, lifecycle.tick, slug, "a1", evidence="Twee scholen vroegen het.")
    before = at.dossier(slug).ticks["a1"]
    at.does(LEAD, lifecycle.tick, slug, "a1", why="Toch niet.", by_day="2023-10-15")

    at.does(LEAD, undo, slug)

    assert at.dossier(slug).ticks["a1"] == before
    assert [entry["act"] for entry in at.log()[-3:]] == ["tick", "tick", "undo"]


@pytest.mark.parametrize(("stands", "state"), [(True, "unknown"), (False, "todo")])
def test_a_first_answer_goes_back_to_no_answer(at: Desk, stands: bool, state: str) -> None:
    slug = at.stands("oud", "verkenning") if stands else at.opened()
    at.does(LEAD, lifecycle.tick, slug, "a1")

    at.does(LEAD, undo, slug)

    assert at.dossier(slug).ticks["a1"].state == state


def test_whose_move_it_was_counts_again(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.turn, slug, "De stad", "Antwoorden.")
    before = at.dossier(slug).turn
    at.does(BOSS, telling.turn, slug, "")

    at.does(BOSS, undo, slug)
    again = at.dossier(slug).turn

    assert again == before


def test_without_an_earlier_word_it_is_not_known_whose_move_it_is(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.turn, slug, "De stad")

    at.does(BOSS, undo, slug)

    assert at.dossier(slug).turn is None


def test_a_letter_that_left_stays_and_one_that_waits_is_withdrawn(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.turn, slug, "trekker-een")
    with at.store.change(SYSTEM) as change:
        (waits,) = fetch(change.conn, rows.Letter, rows.Letter.kind == "turn")
        left = {name: getattr(waits, name) for name in ("kind", "about_id", "on_day", "at_once")}
        change.add(rows.Mail(id="mail", to_id="person-trekker-twee", state="sent", on_day=TODAY, n=1))
        change.add(rows.Letter(id="left", mail_id="mail", to_id="person-trekker-twee", n=99, **left))
        change.record("mail")

    at.does(BOSS, undo, slug)

    with at.store.reading() as conn:
        now = {one.id: one.withdrawn_on for one in fetch(conn, rows.Letter, rows.Letter.kind == "turn")}
    assert now == {waits.id: TODAY, "left": None}


def test_a_rest_ends(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.rest, slug, "Even wachten.", "2023-11-06")

    at.does(BOSS, undo, slug)

    assert at.dossier(slug).rest is None


def test_the_rest_before_it_goes_on(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.rest, slug, "Even wachten.", "2023-11-06")
    before = at.dossier(slug).rest
    at.does(BOSS, telling.rest, slug, "Nog wat.", "2024-01-08")

    at.does(BOSS, undo, slug)

    assert at.dossier(slug).rest == before


def test_what_was_woken_rests_again(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.rest, slug, "Even wachten.", "2023-11-06")
    before = at.dossier(slug).rest
    at.does(BOSS, telling.wake, slug)

    at.does(BOSS, undo, slug)

    assert at.dossier(slug).rest == before


def test_who_led_leads_again(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.assign, slug, "trekker-twee")

    at.does(BOSS, undo, slug)

    lead = at.dossier(slug).lead
    assert lead is not None
    assert lead.who == LEAD


def test_what_was_filled_in_is_not_known_again_and_nothing_else_is_lost(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.does(BOSS, telling.fill_decision, slug, 1, "de raad van 2021")
    before = at.dossier(slug).passages
    at.does(BOSS, telling.fill_since, slug, "2022")

    at.does(BOSS, undo, slug)

    assert at.dossier(slug).passages == before
    assert before[0].told == "de raad van 2021"


def test_only_ones_own_newest_act_of_today_is_taken_back(at: Desk) -> None:
    slug = at.opened()
    at.does(LEAD, lifecycle.tick, slug, "a1")
    by_another = at.refused(BOSS, undo, slug)
    at.does(BOSS, lifecycle.note, slug, "Gezien.")
    built_on = at.refused(LEAD, undo, slug)
    at.does(LEAD, lifecycle.tick, slug, "a2", on=TODAY)
    at.does(LEAD, undo, slug)
    twice = at.refused(LEAD, undo, slug)

    assert {by_another, built_on, twice} == {"blocked undoing.not_this"}


def test_what_others_were_told_of_is_not_taken_back_in_silence(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, requesting.request, slug, "opstarten")

    assert at.refused(BOSS, undo, slug) == "blocked undoing.not_this"


def test_tomorrow_it_stands(at: Desk) -> None:
    slug = at.opened(on=TODAY - timedelta(days=2))
    at.does(LEAD, lifecycle.tick, slug, "a1", on=TODAY - timedelta(days=1))

    assert at.refused(LEAD, undo, slug) == "blocked undoing.not_this"
    assert at.dossier(slug).entered == on_day(TODAY - timedelta(days=2))


def test_the_record_still_proves_everything(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    for act in (
        lambda: at.does(BOSS, telling.fill_since, slug, "2022"),
        lambda: at.does(BOSS, telling.assign, slug, None),
    ):
        act()
        at.does(BOSS, undo, slug)

    with at.store.reading() as conn:
        told = record.verify(conn)

    assert (told.problems, told.ok) == ((), True)
