"""What is written about an initiative makes that it is looked at again, and nothing else does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlalchemy import select

from labflow import closing, lifecycle, meetings, noting, rows
from labflow.change import Change, table_of
from labflow.change_derived import ABOUT, BELONGS, WHOLE, look_again_at_all, look_later, never_look
from labflow.rows import LOGGED
from labflow.store import Store
from tests.labflow.council_room import room
from tests.labflow.writing import SYSTEM, opened

LATER, DAY = date(2030, 1, 1), date(2023, 9, 11)
INITIATIVE = table_of(rows.Initiative)
NOT_OF_ONE = {
    "adoption", "advice", "answer", "attendance", "ballot", "calendar_key", "correction", "definition", "elector",
    "holder", "mail", "mention", "organisation", "organisation_alias", "outcome", "person_address", "position", "seat",
    "vote", "wording",
}  # fmt: skip
"""Tables of which no row changes what is known of an initiative: what follows from a vote is a row of its own."""


def asleep(store: Store) -> set[str]:
    """The initiatives that have a day on which to look."""
    with store.reading() as conn:
        return set(conn.execute(select(INITIATIVE.c.slug).where(INITIATIVE.c.look_at.is_not(None))).scalars())


@pytest.fixture
def two(store: Store) -> tuple[str, str]:
    """Two initiatives that need not be looked at before 2030; of the first a request, a decision and a mandate."""
    one, other = opened(store, "one"), opened(store, "other")
    with store.change(SYSTEM) as change:
        change.add(rows.Person(id="p", key="p"))
        change.add(rows.Lead(id="l", initiative_id=one, person_id="p"))
        change.add(rows.Meeting(id="m", day=DAY, reglement=1))
        change.add(rows.Request(
            id="r", initiative_id=one, number="a-1", transition="go", text_sha256="", on_day=DAY, n=1,
        ))  # fmt: skip
        change.add(rows.AgendaItem(id="a", meeting_id="m", n=1, request_id="r", title="One"))
        change.add(rows.Outcome(id="o", agenda_item_id="a", value="approved", by="vote", verdict="{}", n=1))
        change.add(rows.Decision(
            id="d", number="2023-1", request_id="r", initiative_id=one, outcome="approved", by="vote", verdict="{}",
            reglement=1, on_day=DAY,
        ))  # fmt: skip
        change.add(rows.Condition(
            id="c", outcome_id="o", decision_id="d", text="One", owner="lead", due_day=DAY, kind="suspensive", n=1,
        ))  # fmt: skip
        change.add(rows.Mandate(
            id="x", number="m-1", initiative_id=one, scope="One", cents=1, until_day=DAY, why="One", on_day=DAY,
        ))  # fmt: skip
        change.add(rows.Question(id="q", number="v-1", initiative_id=one, text="One", on_day=DAY, n=1))
        change.record("import")
    with store.change(SYSTEM) as change:
        look_later(change.conn, [(one, LATER), (other, LATER)])
        change.nothing_to_do()
    assert asleep(store) == {"one", "other"}
    return one, other


WRITES: dict[str, Callable[[Change, str], object]] = {
    "a row of its own": lambda change, one: change.add(
        rows.Note(id="n2", initiative_id=one, text="One", kind="nota", on_day=DAY, n=2)
    ),
    "itself": lambda change, one: change.put(rows.Initiative, one, rev=2),
    "a step of its request": lambda change, one: change.add(
        rows.RequestStep(id="s", request_id="r", state="sent", on_day=DAY, n=1)
    ),
    "a place on an agenda": lambda change, one: change.put(rows.AgendaItem, "a", n=2),
    "a condition of its decision": lambda change, one: change.put(rows.Condition, "c", met_on=DAY),
    "a step of a condition": lambda change, one: change.add(
        rows.ConditionStep(id="s", condition_id="c", state="met", on_day=DAY, n=1)
    ),
    "a step of its mandate": lambda change, one: change.add(
        rows.MandateStep(id="s", mandate_id="x", state="granted", on_day=DAY, n=1)
    ),
    "something paid from it": lambda change, one: change.add(
        rows.Spending(id="s", mandate_id="x", cents=1, what="One", on_day=DAY, n=1)
    ),
    "an answer to its question": lambda change, one: change.add(
        rows.QuestionStep(id="s", question_id="q", state="done", on_day=DAY, n=1)
    ),
    "a letter about it": lambda change, one: change.add(
        rows.Letter(id="s", kind="update", about_id=one, to_id="p", on_day=DAY, n=1)
    ),
    "who leads it": lambda change, one: change.put(rows.Person, "p", ended_on=DAY),
    "a meeting, while its request is open": lambda change, one: change.put(rows.Meeting, "m", day=LATER),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_written_about_one_wakes_that_one_only(
    store: Store, two: tuple[str, str], what: str, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with store.change(SYSTEM) as change:
        WRITES[what](change, two[0])
        change.record("import")
        with statements() as ran:
            change.keep_derived()
        assert len(ran) <= 1

    assert asleep(store) == {"other"}


def test_a_meeting_says_nothing_to_a_request_that_is_over(store: Store, two: tuple[str, str]) -> None:
    with store.change(SYSTEM) as change:
        change.add(rows.RequestStep(id="s", request_id="r", state="decided", on_day=DAY, n=1))
        change.record("import")
    with store.change(SYSTEM) as change:
        look_later(change.conn, [(two[0], LATER)])
        change.put(rows.Meeting, "m", day=LATER)
        change.record("plan")

    assert asleep(store) == {"one", "other"}


def test_a_vote_and_a_seat_wake_nothing_and_cost_nothing(
    store: Store, two: tuple[str, str], statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with store.change(SYSTEM) as change:
        change.add(rows.Seat(id="z", key="z", title="Z", votes=True, n=1))
        change.add(rows.Vote(id="v", agenda_item_id="a", seat_id="z", value="yes", n=1))
        change.record("vote")
        with statements() as ran:
            change.keep_derived()

    assert (ran, asleep(store)) == ([], {"one", "other"})


def test_a_demo_that_goes_to_another_day_looks_at_everything(store: Store, two: tuple[str, str]) -> None:
    with store.change(SYSTEM) as change:
        change.add(rows.DemoDay(id="day", today=DAY))
        change.record("day")

    assert asleep(store) == set()


def test_everything_can_be_looked_at_again_and_some_never(store: Store, two: tuple[str, str]) -> None:
    with store.change(SYSTEM) as change:
        look_again_at_all(change.conn)
        never_look(change.conn, ["another"], LATER)
        change.nothing_to_do()
    assert asleep(store) == set()

    with store.change(SYSTEM) as change:
        never_look(change.conn, ["lab"], LATER)
        change.nothing_to_do()
    assert asleep(store) == {"one", "other"}


def test_of_each_table_it_is_known_whether_its_rows_are_about_an_initiative() -> None:
    """Whoever adds a table says so here or in `change_derived`; else the list would not see what is written in it."""
    known = {"initiative", "person", *BELONGS, *ABOUT, *WHOLE}
    unsaid = {
        str(row.__tablename__)
        for row in LOGGED
        if "initiative_id" not in table_of(row).c and str(row.__tablename__) not in known | NOT_OF_ONE
    }

    assert unsaid == set()


def test_an_act_costs_at_most_one_statement_more(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    """Closing a meeting moves and wakes in one change, so it costs two; whatever a lead does costs none."""
    body = room(store)
    extra: dict[str, int] = {}

    def more(name: str, who: str, verb: Callable[..., object], *told: object) -> object:
        with statements() as ran:
            answer = body.does(who, verb, *told)
        extra[name] = sum("stage_count" in one or ("SET look_at" in one and "RETURNING" not in one) for one in ran)
        return answer

    slug = str(more("open", "coordinator", lifecycle.open_, "labo", "Proef", "lead"))
    more("tick", "lead", lifecycle.tick, slug, "a1", "done", "Staat in de map.")
    more("note", "lead", lifecycle.note, slug, "We waren samen.", "realisatie")
    more("plan", "coordinator", meetings.convene, date(2023, 9, 29))
    number = body.asked()
    more("place", "coordinator", meetings.place, date(2023, 9, 29), number)
    body.gathered()
    more("result", "secretary", noting.note, date(2023, 9, 29), 1, "approved")
    more("close", "chair", closing.close, date(2023, 9, 29))

    assert extra == {"open": 1, "tick": 0, "note": 0, "plan": 1, "place": 1, "result": 0, "close": 2}
