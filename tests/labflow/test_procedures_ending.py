"""The record of an end: the numbers on which it rests can be judged again, and a tacit yes stays one."""

import json
from datetime import date

from labflow import council, procedures, requesting, rows, settling
from labflow.queries.council import reglement_of
from labflow.sitting import count_inscribed
from labflow.store import Store
from tests.labflow.council_room import Room, network, room
from tests.labflow.written_round import LAST, LONGER, OVER, Round, a_round


def moved_deadline(at: Room) -> Round:
    """A procedure about moving a date, for which silence may be consent."""
    with at.acts("coordinator") as change:
        change.add(rows.Initiative(
            id="late", slug="laat", title="Laat", workflow="labo", version=1, stage="verduurzaming",
        ))  # fmt: skip
        change.record("open")
    way = network().exact("labo", 1).transitions["deadline-verleggen"]
    asks = dict.fromkeys(way.asks, "2024-06-30")
    number = str(at.does("coordinator", requesting.request, "laat", "deadline-verleggen", asks))
    return Round(at, number, str(at.does("coordinator", procedures.open_, number)))


def judged_again(at: Round) -> tuple[bool, str]:
    """The verdict of the only decision, years later, and how it was counted."""
    (decision,) = at.rows_of(rows.Decision)
    count = count_inscribed(decision.verdict)
    with at.room.store.reading() as conn:
        rules = reglement_of(conn, decision.reglement)
    assert rules is not None
    return council.verdict(rules, count).adopted, count.method


def test_a_decision_in_writing_gives_the_same_verdict_for_ever(store: Store) -> None:
    at = a_round(store).answers("9-3-2-0").on(OVER)
    at.room.does("coordinator", settling.settle)

    assert judged_again(at) == (True, "written")


def test_silence_consents_to_another_date_and_the_record_says_so(store: Store) -> None:
    at = moved_deadline(room(store)).answers("5-0-0-0").on(OVER)
    at.room.does("coordinator", settling.settle)

    assert judged_again(at) == (True, "tacit")
    assert at.room.dossier("laat").requests[0].state == "decided"


def test_one_against_and_silence_is_no_consent(store: Store) -> None:
    at = moved_deadline(room(store)).answers("15-1-0-0").on(date(2023, 9, 27))
    at.room.does("coordinator", settling.settle)

    assert (at.found.ended, at.found.ended_on) == ("agenda", LONGER)


def test_an_item_of_a_meeting_comes_back_as_that_item(store: Store) -> None:
    at = a_round(store)
    with at.room.acts("coordinator") as change:
        change.add(rows.Meeting(id="old", day=date(2023, 9, 8), reglement=1))
        change.add(rows.AgendaItem(id="before", meeting_id="old", n=1, title="Proef"))
        change.put(rows.Procedure, at.found.id, agenda_item_id="before")
        change.record("agenda")
    at.room.convened(date(2023, 10, 12))
    at.on(date(2023, 9, 27)).room.does("coordinator", settling.settle)

    (item,) = at.room.sitting(date(2023, 10, 12)).items
    assert (item.follows_id, at.found.ended) == ("before", "agenda")


def test_what_was_asked_stands_in_the_verdict(store: Store) -> None:
    at = a_round(store).answers("9-0-0-0").on(LAST)
    at.on(OVER).room.does("coordinator", settling.settle)

    (decision,) = at.rows_of(rows.Decision)
    told = json.loads(decision.verdict)
    assert (told["yes"], told["needed"], told["adopted"], decision.text_sha256) == (9, 9, 1, at.found.text_sha256)
