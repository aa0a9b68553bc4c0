"""Dossiers from rows, on both databases: a fixed number of statements, and nothing that may not be seen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from labflow import lifecycle, peopling, requesting, rows, telling
from labflow.access import NOBODY, Actor
from labflow.dossier import Dossier
from labflow.facts import Lead, ParentView
from labflow.queries.initiatives import TABLE, dossier, dossiers, meeting_days
from labflow.queries.people import actor
from labflow.reasons import NotFound
from labflow.store import Store
from labflow.undoing import undo
from tests.labflow.desk import TODAY, Desk, catalogue, desk
from tests.prepared import prepared

Listening = Callable[[], AbstractContextManager[list[str]]]
STATEMENTS = 35


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def seen(at: Desk, who: str | None, **options: bool) -> tuple[Dossier, ...]:
    """All initiatives as somebody sees them today."""
    with at.store.reading() as conn:
        person = actor(conn, catalogue().network, who, TODAY)
        assert person is not None
        return dossiers(conn, catalogue(), person, TODAY, **options)


def test_one_and_fifty_initiatives_take_the_same_number_of_statements(at: Desk, statements: Listening) -> None:
    counted = []
    for n in range(50):
        slug = at.stands(f"labo-{n:02}", "experiment")
        if n not in (0, 49):
            continue
        at.does("trekker-een", lifecycle.note, slug, "Een regel.")
        at.does("coordinator", telling.relate, slug, "feeds", slug)
        at.does("trekker-een", requesting.request, slug, "verlengen", {"einddatum": "2024-06-30"})
        at.decided(slug, "stoppen", f"2023-{n:03}")
        with statements() as ran:
            found = seen(at, None)
        counted.append((len(found), len(ran)))

    assert counted == [(1, STATEMENTS), (50, STATEMENTS)]


def hidden(at: Desk) -> str:
    """A casus with a word in it that nobody else may ever read."""
    at.stands("steun", "experiment")
    at.casework("steun")
    slug = str(at.does("caseteam-1", lifecycle.open_, "casus", "Geheimwoord", parent="steun"))
    at.does("caseteam-1", lifecycle.note, slug, "Geheimwoord in een regel.")
    return slug


def test_what_somebody_may_not_see_is_not_there(at: Desk) -> None:
    slug = hidden(at)

    listed = {who: [d.slug for d in seen(at, who)] for who in (None, "coordinator", "beheerder", "caseteam-1")}

    everybody = ["steun"]
    assert listed == {None: everybody, "coordinator": everybody, "beheerder": everybody, "caseteam-1": [slug, "steun"]}
    assert [d.slug for d in seen(at, "caseteam-1", confidential=False)] == everybody
    assert "eheimwoord" not in str([seen(at, who) for who in (None, "coordinator", "beheerder")])


def test_the_hidden_and_the_absent_give_the_same_answer(at: Desk) -> None:
    slug = hidden(at)

    told = []
    for given in (slug, "niets"):
        with at.store.reading() as conn, pytest.raises(NotFound) as refused:
            dossier(conn, catalogue(), NOBODY, given, TODAY)
        told.append(str(refused.value.reasons).replace(given, "?"))

    assert told[0] == told[1]


def test_who_does_the_casework_sees_the_parent_with_its_pause(at: Desk) -> None:
    slug = hidden(at)
    at.does("coordinator", lifecycle.pause, "steun", "Ziek.", "2023-11-01")

    child, parent = at.dossier(slug, "caseteam-1"), at.dossier("steun")

    assert child.parent == ParentView(
        "steun", "Steun", "labo", parent.stage.title, "experiment", True, "Ziek.", None, True, parent.id
    )
    assert parent.running_children == {"casus": 1}


def test_a_child_that_ended_no_longer_runs(at: Desk) -> None:
    slug = hidden(at)

    at.does("caseteam-1", lifecycle.advance, slug, "afronden")

    assert at.dossier("steun").running_children == {}


def test_a_dossier_is_pinned_to_its_version_and_its_day(at: Desk) -> None:
    slug = at.opened()

    here = at.dossier(slug)

    assert here.workflow is catalogue().exact("labo", 1)
    assert (here.today, here.meetings, here.next_meeting) == (TODAY, (date(2023, 9, 29),), date(2023, 9, 29))
    with at.store.reading() as conn:
        assert meeting_days(conn) == here.meetings


def test_a_decision_that_opened_a_step_is_used_and_keeps_its_conditions(at: Desk) -> None:
    slug = at.stands("oud", "verduurzaming")
    number = at.decided(slug, "deadline-verleggen", einddatum="2024-06-30")
    at.adds(
        lambda change: rows.Outcome(
            id="outcome", agenda_item_id=f"item-{number}", value="approved-with-conditions", by="vote", verdict="{}",
            n=1,
        ),
        lambda change: rows.Condition(
            id="condition", outcome_id="outcome", decision_id=f"decision-{number}", text="Een plan.",
            owner="trekker-een", due_day=TODAY, kind="resolutive",
        ),
    )  # fmt: skip
    before = at.dossier(slug).decisions[0]

    at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen")

    after = at.dossier(slug).decisions[0]
    assert (before.used, after.used, before.asks) == (False, True, {"einddatum": "2024-06-30"})
    assert [(c.text, c.owner, c.met_on) for c in after.conditions] == [("Een plan.", "trekker-een", None)]


def test_who_led_last_is_known_when_nobody_leads_now(at: Desk) -> None:
    before = TODAY - timedelta(days=9)
    left, told = at.opened("Weg", on=before), at.opened("Niemand", on=before)
    never = at.opened("Nooit", lead=None, on=before)
    at.does("coordinator", telling.assign, never, "trekker-twee")
    at.does("coordinator", undo, never)
    at.does("coordinator", telling.assign, told, None)
    assert [at.dossier(slug).lead_left for slug in (left, told, never)] == [None, None, None]

    at.does("coordinator", peopling.end, "trekker-een")

    gone = Lead("trekker-een", "person-trekker-een", from_day=before, until_day=TODAY)
    assert [at.dossier(slug).lead_left for slug in (left, told, never)] == [gone, None, None]
    assert at.dossier(left).lead is None


def test_a_lead_whose_person_ended_leads_no_more(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    with at.acts("coordinator") as change:
        change.put(rows.Person, "person-trekker-een", ended_on=TODAY)
        change.record("people")

    found = at.dossier(slug)

    assert (found.lead, found.lead_left) == (None, Lead("trekker-een", "person-trekker-een", until_day=TODAY))


def test_a_lead_is_the_one_of_that_day(at: Desk) -> None:
    slug = at.opened()
    at.does("coordinator", telling.assign, slug, "trekker-twee")

    with at.store.reading() as conn:
        (today,) = dossiers(conn, catalogue(), Actor(), TODAY, TABLE.c.slug == slug)

    assert today.lead is not None
    assert today.lead.who == "trekker-twee"
