"""Letters that the calendar makes, on both databases: once for each occasion, and only to who has to do something."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from labflow import closing, letters, lifecycle, meetings, reminding, rows, voting
from labflow.access import Actor
from labflow.queries.reading import fetch
from labflow.queries.reminding import Dated
from labflow.store import Store
from labflow.terms import Term
from labflow.texts import LANGUAGES
from tests.labflow.council_room import DAY, SYSTEM, TODAY, Room, network, room
from tests.labflow.mandate_room import granted, waiting_room
from tests.prepared import prepared

JOB = Actor("job")
LATE = date(2030, 1, 1)
STATEMENTS = 53
"""However much the tables hold."""
Statements = Callable[[], AbstractContextManager[list[str]]]


@prepared
def body(store: Store) -> Room:
    """A body, and an initiative that somebody leads since a week."""
    made = room(store)
    made.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")
    return made


def add(at: Room, *made: Any) -> None:
    """Put rows there, as if somebody had said them."""
    with at.store.change(SYSTEM, now=at.noon) as change:
        for row in made:
            change.add(row)
        change.record("open")


def home(at: Room) -> str:
    """The id of the initiative."""
    return at.dossier("proef").id


def reminded(at: Room, day: date) -> list[tuple[str, str]]:
    """What a run on a day writes: to whom, which kind. Each letter reads in both languages."""
    moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    with at.store.reading() as conn:
        before = {row.id for row in fetch(conn, rows.Letter)}
    with at.store.change(JOB, now=lambda: moment) as change:
        count = reminding.remind(change, network())
    with at.store.reading() as conn:
        new = [row for row in fetch(conn, rows.Letter, order="n") if row.id not in before]
        for lang in LANGUAGES:
            for row in new:
                said = [one for one in letters.of(conn, network(), row.to_id, lang) if one.kind == row.kind]
                assert said
                assert not any("{" in line for one in said for line in (one.subject, *one.lines))
    assert count == len(new)
    return sorted((row.to_id.removeprefix("person-"), row.kind) for row in new)


def days_of(at: Room, first: date, count: int) -> dict[str, list[tuple[str, str]]]:
    """The days on which something is written, run day by day."""
    days = (first + timedelta(n) for n in range(count))
    return {day.isoformat(): found for day in days if (found := reminded(at, day))}


def when(day: date) -> dict[str, Any]:
    """The columns of one known day."""
    return {"when_start": day, "when_end": day, "when_precision": "day"}


def test_a_deadline_is_told_to_the_lead_four_weeks_and_a_week_before(body: Room) -> None:
    add(body, rows.Deadline(id="d", initiative_id=home(body), kind="deadline", text="Aanvraag", n=1, **when(DAY)))

    assert days_of(body, TODAY, 25) == {
        "2023-09-11": [("lead", "deadline_near")], "2023-09-22": [("lead", "deadline_near")],
    }  # fmt: skip


def test_a_run_that_was_missed_is_made_up_for_and_never_doubled(body: Room) -> None:
    add(body, rows.Deadline(id="d", initiative_id=home(body), kind="deadline", text="Aanvraag", n=1, **when(DAY)))

    assert reminded(body, date(2023, 9, 26)) == [("lead", "deadline_near")]
    assert reminded(body, date(2023, 9, 26)) == []
    assert reminded(body, date(2023, 9, 27)) == []


def test_a_promise_that_ends_is_told_to_the_lead_and_to_who_coordinates(body: Room) -> None:
    ends = TODAY + timedelta(56)
    add(body, rows.Commitment(id="c", initiative_id=home(body), text="Tienduizend euro", n=1, **when(ends)))

    assert days_of(body, TODAY, 3) == {
        "2023-09-11": sorted((who, "commitment_ends") for who in ("lead", "coordinator", "both"))
    }


def test_a_rest_that_is_over_is_told_to_who_coordinates(body: Room) -> None:
    until = TODAY + timedelta(3)
    add(
        body,
        rows.Rest(id="r", initiative_id=home(body), text="Wachten op het jaar", until_day=until, on_day=TODAY, n=1),
    )

    assert days_of(body, TODAY, 6) == {until.isoformat(): [("both", "rest_over"), ("coordinator", "rest_over")]}


def test_a_promised_point_is_asked_after_once_its_day_passed_and_only_while_it_is_the_newest_answer(body: Room) -> None:
    add(body, *(
        rows.Tick(id=f"t{n}", initiative_id=home(body), item="a5", state="explained", why="Later", by_day=day,
                  on_day=TODAY, n=n)
        for n, day in ((1, TODAY), (2, TODAY + timedelta(4)))
    ))  # fmt: skip

    assert days_of(body, TODAY, 8) == {"2023-09-16": [("lead", "point_over")]}


@pytest.mark.parametrize("still", ["paused", "resting", "ended", "confidential"])
def test_nobody_is_reminded_of_what_is_left_alone(body: Room, still: str) -> None:
    id = home(body)
    add(body, rows.Deadline(id="d", initiative_id=id, kind="deadline", text="Aanvraag", n=1, **when(DAY)))
    if still == "paused":
        add(body, rows.Pause(id="p", initiative_id=id, why="Verlof", from_day=TODAY, until_day=DAY))
    elif still == "resting":
        add(body, rows.Rest(id="r", initiative_id=id, text="Wachten", until_day=DAY, on_day=TODAY, n=1))
    with body.store.change(SYSTEM, now=body.noon) as change:
        if still == "ended":
            change.put(rows.Initiative, id, stage="stopgezet")
        if still == "confidential":
            change.put(rows.Initiative, id, workflow="casus", stage="intake")
        change.nothing_to_do()
        change.record("advance")

    assert reminded(body, date(2023, 9, 22)) == []


def test_before_a_meeting_only_who_did_not_answer_is_asked_and_at_once(body: Room) -> None:
    body.convened().does("coordinator", meetings.place_title, DAY, "Een punt")
    body.does("coordinator", voting.attend, DAY, "zetel-02", "not_coming")
    before = date(2023, 9, 27)

    assert reminded(body, before - timedelta(1)) == []
    assert reminded(body, before) == [("member", "meeting_near")]
    assert reminded(body, before) == []
    assert reminded(body, DAY) == []
    with body.store.reading() as conn:
        assert [bool(row.at_once) for row in fetch(conn, rows.Letter) if row.kind == "meeting_near"] == [True]


def test_who_comes_and_gave_every_position_is_not_asked(body: Room) -> None:
    body.convened().does("coordinator", meetings.place_title, DAY, "Een punt")
    for key in ("zetel-01", "zetel-02"):
        body.does("coordinator", voting.attend, DAY, key, "coming")
    body.does("member", voting.position, DAY, 1, "zetel-01", "agree")

    assert reminded(body, date(2023, 9, 28)) == [("other", "meeting_near")]


def test_a_condition_is_told_to_its_owner_before_and_once_after_its_day(body: Room) -> None:
    body.convened().does("coordinator", meetings.place, DAY, body.asked("Anders"))
    term = Term("Akkoord van de scholen", "member", date(2023, 12, 1))
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved-with-conditions", "consensus", (term,))
    body.does("chair", closing.close, DAY)

    told = days_of(body, date(2023, 11, 15), 20)
    assert [day for day, found in told.items() if ("member", "condition_due") in found] == [
        "2023-11-17", "2023-11-28", "2023-12-02",
    ]  # fmt: skip


def test_a_mandate_that_ends_is_told_to_who_leads(store: Store) -> None:
    at = waiting_room(store)
    granted(at)

    assert ("lead", "mandate_ends") in reminded(at, DAY - timedelta(3))
    assert ("lead", "mandate_ends") not in reminded(at, DAY - timedelta(2))


def test_what_will_be_silent_soon_is_told_once_to_who_leads(body: Room) -> None:
    id = home(body)
    add(body, rows.Note(id="n", initiative_id=id, text="Gesprek", kind="gebeurtenis", on_day=TODAY, n=1))
    found = days_of(body, date(2023, 10, 9), 60)

    assert [letters for letters in found.values() if ("lead", "silence_soon") in letters] == [
        [("lead", "silence_soon")]
    ]


def test_an_occasion_lies_after_what_was_agreed() -> None:
    one = Dated("condition_due", "c", DAY, None, since=date(2023, 9, 20))

    assert [reminding.occasion(one, day) for day in (date(2023, 9, 25), date(2023, 9, 26), DAY, date(2023, 9, 30))] == [
        None, date(2023, 9, 26), date(2023, 9, 26), date(2023, 9, 30),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [20, 2_000])
def test_it_reads_only_what_is_due_however_much_there_is(body: Room, statements: Statements, count: int) -> None:
    add(body, rows.Deadline(id="d", initiative_id=home(body), kind="deadline", text="Aanvraag", n=1, **when(DAY)))
    add(body, *(
        row for n in range(count) for row in (
            rows.Initiative(id=f"i{n}", slug=f"i-{n}", title=f"I {n}", workflow="labo", version=1, stage="verkenning"),
            rows.Deadline(id=f"d{n}", initiative_id=f"i{n}", kind="deadline", text="Ver", n=1, **when(LATE)),
        )
    ))  # fmt: skip
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.conn.exec_driver_sql(f"update initiative set look_at = '{LATE.isoformat()}'")
        change.nothing_to_do()
    with body.store.change(JOB, now=lambda: datetime(2023, 9, 22, 5, tzinfo=UTC)) as change, statements() as ran:
        assert reminding.remind(change, network()) == 1

    assert len(ran) == STATEMENTS
