"""What is due at the next meeting: each thing once, in its group, and in a fixed number of statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlmodel import SQLModel

from labflow import agenda, rows
from labflow.queries.due import Due, due
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import AFTER, DAY, SYSTEM, Room, network, room
from tests.prepared import prepared

NEXT = date(2023, 12, 1)
INITIATIVE = {"workflow": "labo", "version": 1, "stage": "experiment"}


def with_rows(body: Room, *made: SQLModel) -> Room:
    with body.store.change(SYSTEM, now=body.noon) as change:
        for row in made:
            change.add(row)
        change.record("import")
    return body


@prepared
def body(store: Store) -> Room:
    """One closed meeting with one decision, and an initiative in experiment."""
    made = with_rows(
        room(store),
        rows.Initiative(id="lab", slug="lab", title="Lab", **INITIATIVE),
        rows.Meeting(id="closed", day=date(2023, 6, 9), reglement=1, closed_on=date(2023, 6, 9)),
        rows.AgendaItem(id="old", meeting_id="closed", n=1, title="Oud punt", title_en="Old item"),
        rows.Outcome(id="result", agenda_item_id="old", value="approved", by="consensus", verdict="{}", n=1),
        decision("2023-001", agenda_item_id="old", meeting_id="closed", initiative_id="lab"),
    )
    return made.convened(NEXT)


def decision(number: str, outcome: str = "approved", **columns: object) -> rows.Decision:
    return rows.Decision(
        id=number, number=number, outcome=outcome, by="consensus", verdict="{}", reglement=1,
        on_day=date(2023, 6, 9), **columns,
    )  # fmt: skip


def procedure(number: str, ended: str | None, **columns: object) -> rows.Procedure:
    return rows.Procedure(
        id=number, number=number, title="Schriftelijk", title_en="In writing", reglement=1, opened_on=date(2023, 8, 20),
        closes_on=date(2023, 8, 30), text_sha256="", ended=ended, ended_on=date(2023, 8, 30), **columns,
    )  # fmt: skip


def request(number: str, state: str) -> tuple[SQLModel, ...]:
    return (
        rows.Request(id=number, initiative_id="lab", number=number, transition="verduurzamen", text_sha256="",
                     on_day=date(2023, 8, 1), n=1),
        rows.RequestStep(id=f"step-{number}", request_id=number, state=state, on_day=date(2023, 8, 1), n=1),
    )  # fmt: skip


def mandate(id: str, *states: str) -> tuple[SQLModel, ...]:
    return (
        rows.Mandate(id=id, number=id, initiative_id="lab", scope="Huur", cents=100, until_day=NEXT, why="Snel",
                     on_day=date(2023, 8, 1)),
        *(rows.MandateStep(id=f"{id}-{n}", mandate_id=id, state=state, on_day=date(2023, 8, 1), n=n)
          for n, state in enumerate(states)),
    )  # fmt: skip


def condition(id: str, due_day: date, *states: str, **columns: object) -> tuple[SQLModel, ...]:
    return (
        rows.Condition(id=id, outcome_id="result", decision_id="2023-001", text=f"Tekst {id}", owner="lead",
                       due_day=due_day, kind="suspensive", **columns),
        *(rows.ConditionStep(id=f"{id}-{n}", condition_id=id, state=state, on_day=date(2023, 8, 1), n=n)
          for n, state in enumerate(states)),
    )  # fmt: skip


def commitment(id: str, ends: date | None) -> rows.Commitment:
    return rows.Commitment(id=id, initiative_id="lab", text="Zaal huren", text_en="Rent a hall", when_end=ends, n=1)


def due_at(body: Room, day: date = NEXT) -> list[Due]:
    with body.store.reading() as conn:
        return list(due(conn, network(), body.today, day))


def told(body: Room, day: date = NEXT) -> list[tuple[str, str | None]]:
    return [(one.kind, one.about_id or one.request_id) for one in due_at(body, day)]


def test_the_minutes_of_the_last_meeting_are_on_a_new_agenda_and_then_no_longer_due(body: Room) -> None:
    (item,) = body.sitting(NEXT).items

    assert (item.kind, item.about_id, item.title) == (
        "minutes", "closed", Words("Verslag van 9 juni 2023", "Minutes of 9 June 2023"),
    )  # fmt: skip
    assert told(body) == []


def test_everything_that_is_due_in_the_order_of_the_agenda(body: Room) -> None:
    with_rows(
        body, *request("a-1", "accepted"), *request("a-2", "accepted"), *mandate("m-1", "asked", "granted"),
        procedure("s-1", "agenda", request_id="a-2", kind="request"), *condition("late", date(2023, 10, 1)),
        rows.Initiative(id="ends", slug="ends", title="Eindigt", **INITIATIVE),
        rows.Commitment(id="c-1", initiative_id="ends", text="Zaal huren", text_en="Rent a hall", n=1,
                        when_end=date(2024, 1, 31)),
        decision("2023-002", title="Proef", review_day=date(2023, 11, 1)),
        procedure("s-2", "adopted", kind="request"),
        decision("2023-003", procedure_id="s-2", title="In de zomer"),
        rows.Correction(id="r-1", decision_id="2023-001", number="2023-001-r1", field="title", before="a", after="b",
                        why="tikfout", on_day=date(2023, 7, 1), n=1),
        rows.AgendaItem(id="left", meeting_id="closed", n=2, title="Bleef liggen"),
        rows.Outcome(id="left-1", agenda_item_id="left", value="not-reached", by="none", verdict="{}", n=1),
    )  # fmt: skip

    found = [(one.kind, one.about_id or one.request_id or one.follows_id, one.title.nl) for one in due_at(body)]

    assert found == [
        ("request", "a-2", "Lab"),
        ("ratification", "m-1", "Bekrachtiging van voorlopig mandaat m-1: Lab"),
        ("condition", "late", "Voorwaarde niet vervuld bij beslissing 2023-001: Tekst late"),
        ("commitment", "c-1", "Eindigt: wat doen we na ‘Zaal huren’?"),
        ("review", "2023-002", "Opnieuw bekijken, beslissing 2023-002: Proef"),
        ("notice", "r-1", "Rechtzetting 2023-001-r1: Oud punt"),
        ("talk", "left", "Bleef liggen"),
        ("request", "a-1", "Lab"),
        ("notice", "2023-003", "Schriftelijk beslist, ter kennisname: In de zomer (2023-003)"),
    ]
    assert [one.first for one in due_at(body)] == [True] + 8 * [False]
    body.does("coordinator", agenda.build, NEXT)
    assert [item.title.nl for item in body.sitting(NEXT).items] == [
        "Lab", "Verslag van 9 juni 2023", *(title for _, _, title in found[1:])]  # fmt: skip
    assert told(body) == []


def test_a_mandate_that_does_not_run_needs_no_ratification(body: Room) -> None:
    with_rows(body, *mandate("asked", "asked"), *mandate("over", "asked", "granted", "ratified"))

    assert told(body) == []
    with_rows(body, *mandate("runs", "asked", "granted", "extended"))
    assert told(body) == [("ratification", "runs")]
    body.today = date(2023, 12, 2)
    assert told(body) == []


def test_a_condition_is_due_when_it_lapsed_or_will_have_by_then(body: Room) -> None:
    with_rows(
        body, *condition("warned", date(2023, 12, 24), "warned"), *condition("past", date(2023, 11, 30)),
        *condition("then", NEXT), *condition("met", date(2023, 9, 1), "met", met_on=date(2023, 9, 1)),
        *condition("fallen", date(2023, 9, 1), "lapsed", "fallen_back"),
    )  # fmt: skip

    assert {about for _, about in told(body)} == {"warned", "past"}


def test_a_condition_of_a_decision_that_was_replaced_is_not_due(body: Room) -> None:
    with_rows(body, *condition("past", date(2023, 10, 1)), decision("2023-002", replaces_id="2023-001"))

    assert told(body) == []


def test_a_promise_is_due_when_it_ends_before_the_meeting_after_this_one(body: Room) -> None:
    with_rows(body, commitment("soon", date(2024, 1, 25)), commitment("later", date(2024, 1, 26)),
              commitment("open", None))  # fmt: skip
    assert told(body) == [("commitment", "soon"), ("commitment", "later")]

    body.convened(date(2024, 1, 26))

    assert told(body) == [("commitment", "soon")]


def test_a_promise_is_not_due_when_its_initiative_asks_what_comes_next_or_has_ended(body: Room) -> None:
    with_rows(body, commitment("soon", date(2023, 12, 20)), *request("a-1", "sent"))
    assert told(body) == []

    with_rows(
        body, rows.Initiative(id="done", slug="done", title="Klaar", **{**INITIATIVE, "stage": "verankerd"}),
        rows.Commitment(id="over", initiative_id="done", text="Huur", when_end=date(2023, 12, 20), n=1),
    )  # fmt: skip
    assert told(body) == []


def test_a_decision_that_was_reviewed_or_replaced_is_not_due_again(body: Room) -> None:
    with_rows(
        body, decision("2023-002", review_day=date(2023, 11, 1)), decision("2023-004", review_day=date(2023, 12, 2)),
        decision("2023-005", review_day=date(2023, 11, 1)), decision("2023-006", "rejected"),
        decision("2023-007", replaces_id="2023-005"),
    )  # fmt: skip
    assert told(body) == [("review", "2023-002")]

    with_rows(
        body, rows.AgendaItem(id="seen", meeting_id="closed", n=5, kind="review", about_id="2023-002", title="Gezien"),
        rows.Outcome(id="seen-1", agenda_item_id="seen", value="noted", by="consensus", verdict="{}", n=1),
    )  # fmt: skip
    assert told(body) == []


def test_a_stopped_procedure_is_due_until_it_stood_on_an_agenda(body: Room) -> None:
    with_rows(body, *request("a-1", "sent"), procedure("s-1", "agenda", request_id="a-1", kind="request"),
              *mandate("m-1", "asked", "granted"),
              procedure("s-2", "agenda", mandate_id="m-1", initiative_id="lab", kind="mandate"))  # fmt: skip
    assert [(one.kind, one.first) for one in due_at(body)] == [("request", True), ("ratification", True)]

    with_rows(body, rows.AgendaItem(id="asked", meeting_id="closed", n=3, kind="request", request_id="a-1",
                                    title="Lab", on_day=date(2023, 9, 1)))  # fmt: skip

    assert [(one.kind, one.first) for one in due_at(body)] == [("ratification", True)]


def test_a_request_that_is_being_decided_in_writing_is_not_due(body: Room) -> None:
    with_rows(body, *request("a-1", "accepted"), procedure("s-1", None, request_id="a-1", kind="request"))

    assert told(body) == []


def test_what_is_confidential_is_never_due(body: Room) -> None:
    with_rows(
        body, rows.Initiative(id="case", slug="case", title="Casus", workflow="casus", version=1, stage="intake",
                              parent_id="lab"),
        rows.Commitment(id="secret", initiative_id="case", text="Huur", when_end=date(2023, 12, 20), n=1),
        rows.Request(id="ask", initiative_id="case", number="a-9", transition="opbouwen", text_sha256="",
                     on_day=date(2023, 8, 1), n=1),
        rows.RequestStep(id="step", request_id="ask", state="accepted", on_day=date(2023, 8, 1), n=1),
    )  # fmt: skip

    assert told(body) == []


def test_an_amendment_does_not_come_back_without_its_item(body: Room) -> None:
    with_rows(
        body, rows.AgendaItem(id="amends", meeting_id="closed", n=4, kind="amendment", amends_id="old", title="Minder"),
        rows.Outcome(id="amends-1", agenda_item_id="amends", value="not-reached", by="none", verdict="{}", n=1),
    )  # fmt: skip

    assert told(body) == []


@pytest.mark.parametrize("many", [1, 50])
def test_what_is_due_is_read_in_fifteen_statements(
    body: Room, many: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with_rows(body, *(row for n in range(many) for row in request(f"a-{n:02}", "accepted")))

    with body.store.reading() as conn, statements() as ran:
        found = due(conn, network(), body.today, AFTER)

    assert (len(found), DAY < AFTER) == (many, True)
    assert len(ran) == 15
