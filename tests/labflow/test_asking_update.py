"""Asking how it stands, on both databases: who is asked, when one may ask again, what answers it, taking it back."""

from datetime import date, timedelta
from typing import Any

import pytest

from labflow import asking_update, lifecycle, rows, telling
from labflow.store import Store
from labflow.undoing import can_undo, undo
from tests.labflow.desk import SYSTEM, TODAY, Desk, desk
from tests.prepared import prepared

BEFORE = TODAY - timedelta(10)
BOSS, LEAD = "coordinator", "trekker-een"
ASKED = "blocked asking_update.asked"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def letters(at: Desk) -> list[Any]:
    """Every letter that asks how it stands."""
    with at.store.reading() as conn:
        table = rows.Letter.__table__  # type: ignore[attr-defined]
        return list(conn.execute(table.select().where(table.c.kind == "update")))


def later(at: Desk, days: int) -> date:
    """It is so many days later."""
    day = TODAY + timedelta(days)
    with at.store.change(SYSTEM) as change:
        change.put(rows.DemoDay, "day", today=day)
        change.record("day")
    return day


def test_everybody_who_leads_gets_a_letter_about_the_initiative(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.adds(lambda change: rows.Lead(id="l-2", initiative_id=at.dossier(slug).id, person_id="person-trekker-twee"))

    at.does(BOSS, asking_update.ask, slug)

    assert {(x.to_id, x.about_id) for x in letters(at)} == {
        ("person-trekker-een", at.dossier(slug).id), ("person-trekker-twee", at.dossier(slug).id),
    }  # fmt: skip
    assert at.dossier(slug).update_asked == TODAY


def test_the_team_may_ask_and_a_lead_may_not(at: Desk) -> None:
    slug = at.opened(on=BEFORE)

    assert at.refused(LEAD, asking_update.ask, slug).startswith("not_allowed")
    assert at.refused("team", asking_update.ask, slug) == "done"


@pytest.mark.parametrize("known", ["nobody", "unknown"])
def test_where_nobody_is_known_to_lead_a_lead_is_named_first(at: Desk, known: str) -> None:
    slug = at.opened(lead=None, on=BEFORE)
    if known == "nobody":
        at.does(BOSS, telling.assign, slug, None)

    assert at.refused(BOSS, asking_update.ask, slug) == "blocked asking_update.nobody"
    assert letters(at) == []


def test_only_the_silent_are_asked_again_and_after_a_week(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)

    assert at.refused(BOSS, asking_update.ask, slug) == ASKED
    later(at, 6)
    assert at.refused(BOSS, asking_update.ask, slug) == ASKED
    later(at, 7)
    assert at.refused(BOSS, asking_update.ask, slug) == "done"


def test_what_is_told_in_the_log_answers_it_on_the_same_day_too(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)
    at.does(LEAD, lifecycle.note, slug, "Ik kijk het na.", "nota")
    still = at.dossier(slug).update_asked

    at.does(LEAD, lifecycle.note, slug, "De school tekende.", "gebeurtenis", "op-koers")

    assert (still, at.dossier(slug).update_asked) == (TODAY, None)
    assert at.refused(BOSS, asking_update.ask, slug) == "blocked asking_update.fresh"


def test_a_new_lead_was_not_asked_yet(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)

    at.does(BOSS, telling.assign, slug, "trekker-twee")

    assert at.dossier(slug).update_asked is None
    assert at.refused(BOSS, asking_update.ask, slug) == "done"


def test_what_was_asked_is_taken_back_while_no_mail_carries_it(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)

    at.does(BOSS, undo, slug)

    assert [x.withdrawn_on for x in letters(at)] == [TODAY]
    assert at.dossier(slug).update_asked is None
    assert at.refused(BOSS, asking_update.ask, slug) == "done"


def test_what_has_left_is_not_taken_back(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)
    (letter,) = letters(at)
    with at.store.change(SYSTEM) as change:
        change.add(rows.Mail(id="mail", to_id=letter.to_id, state="sent", on_day=TODAY, n=1))
        change.put(rows.Letter, letter.id, mail_id="mail")
        change.record("post")

    assert at.refused(BOSS, undo, slug) == "blocked asking_update.has_left"


def test_nothing_is_asked_about_what_is_confidential(at: Desk) -> None:
    labo = at.opened(on=BEFORE)
    at.casework(labo)
    case = str(at.does("caseteam-1", lifecycle.open_, "casus", "Blauw", parent=labo))

    assert at.refused("caseteam-1", asking_update.ask, case).startswith(("not_allowed", "not_found"))
    assert at.refused(BOSS, asking_update.ask, case) == "not_found query.no_initiative"
    at.casework(labo, BOSS)
    assert at.refused(BOSS, asking_update.ask, case) == "not_found query.no_initiative"
    assert letters(at) == []


def test_the_offer_to_take_back_is_for_who_asked_and_for_that_day(at: Desk) -> None:
    slug = at.opened(on=BEFORE)
    at.does(BOSS, asking_update.ask, slug)
    with at.acts(BOSS) as change:
        boss = change.actor
        change.record("look")

    assert can_undo(at.dossier(slug), boss)
    later(at, 1)
    assert at.refused(BOSS, undo, slug) == "blocked undoing.not_this"
