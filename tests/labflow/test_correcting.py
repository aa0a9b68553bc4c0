"""The register is append-only: slips stand beside a decision, another decision takes its place, numbers have no gap."""

from datetime import date

import pytest

from labflow import closing, correcting, meetings, noting, rows
from labflow.queries.reading import fetch
from labflow.queries.register import Registered, decision, decisions
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, room
from tests.prepared import prepared

LATER, LAST = date(2023, 11, 24), date(2023, 12, 15)


@prepared
def body(store: Store) -> Room:
    """A request for 5,000 euro approved by 5 to 4, and a plain title; the meeting is closed, two more are planned."""
    made = room(store).convened().convened(LATER).convened(LAST)
    made.does("coordinator", meetings.place, DAY, made.asked())
    made.does("coordinator", meetings.place_title, DAY, "Jaarplan")
    made.gathered(9).voted(1, "5-4-0")
    made.does("chair", noting.note, DAY, 1, "approved", amount="5000")
    made.does("chair", noting.note, DAY, 2, "approved")
    made.does("chair", closing.close, DAY)
    return made


def found(body: Room, number: str) -> Registered:
    with body.store.reading() as conn:
        one = decision(conn, number)
    assert one is not None
    return one


def closed(body: Room, day: date, *outcomes: str, by: str | None = None, votes: str = "") -> closing.Closed:
    """Close a later meeting with these results."""
    body.gathered(9, day)
    for n, outcome in enumerate(outcomes, 1):
        if votes:
            body.voted(n, votes, day)
        body.does("chair", noting.note, day, n, outcome, by)
    answer = body.does("chair", closing.close, day)
    assert isinstance(answer, closing.Closed)
    return answer


def test_a_slip_is_put_right_and_stays_visible(body: Room) -> None:
    numbers = [
        body.does("secretary", correcting.correct, "2023-002", field, after, "Tikfout")
        for field, after in (("title", "Jaarplan 2024"), ("day", "2023-09-28"), ("title", "Jaarplan 2025"))
    ]

    assert numbers == ["2023-002-r1", "2023-002-r2", "2023-002-r3"]
    now = found(body, "2023-002")
    assert (now.title.nl, now.on_day, now.number) == ("Jaarplan 2025", date(2023, 9, 28), "2023-002")
    assert [(c.before, c.after) for c in now.corrections] == [
        ("Jaarplan", "Jaarplan 2024"), ("2023-09-29", "2023-09-28"), ("Jaarplan 2024", "Jaarplan 2025"),
    ]  # fmt: skip
    with body.store.reading() as conn:
        (row,) = fetch(conn, rows.Decision, rows.Decision.number == "2023-002")
        letters = {x.to_id for x in fetch(conn, rows.Letter, rows.Letter.kind == "correction")}
    assert (row.title, row.on_day) == ("Jaarplan", DAY)
    assert {"person-member", "person-other"} <= letters
    assert body.verified().ok


def test_numbers_are_put_right_as_long_as_the_verdict_stays(body: Room) -> None:
    body.does("secretary", correcting.correct, "2023-001", "no", 3, "Verkeerd geteld")
    assert (found(body, "2023-001").count.no, found(body, "2023-001").count.yes) == (3, 5)

    for field, number in (("yes", 4), ("present", 8)):
        refused = body.refused("secretary", correcting.correct, "2023-001", field, number, "Toch anders")
        assert refused == ["correcting.flips"]
    assert body.refused("secretary", correcting.correct, "2023-001", "yes", 99, "Te veel") == [
        "council.votes_over_present"
    ]


@pytest.mark.parametrize("field", ["amount", "outcome", "conditions", "transition"])
def test_what_is_no_slip_asks_a_revision(body: Room, field: str) -> None:
    assert body.refused("secretary", correcting.correct, "2023-001", field, "4000", "Anders") == [
        "correcting.revise_it"
    ]


ILL = [
    (("2023-009", "title", "X", "Y"), "cli.no_decision"),
    (("2023-001", "kleur", "X", "Y"), "typed.not_a_choice"),
    (("2023-001", "title", "X", ""), "typed.empty"),
    (("2023-001", "day", "2022-09-29", "Y"), "correcting.day_elsewhere"),
    (("2023-001", "day", "2023-12-24", "Y"), "correcting.day_elsewhere"),
    (("2023-001", "yes", "5", "Y"), "correcting.the_same"),
]


def test_what_is_no_correction_at_all(body: Room) -> None:
    for given, code in ILL:
        assert body.refused("secretary", correcting.correct, *given) == [code]
    assert body.refused("member", correcting.correct, "2023-001", "title", "X", "Y") == ["access.not_allowed"]


def test_a_revision_takes_the_place_of_the_old_decision(body: Room) -> None:
    body.does("coordinator", correcting.revise, "2023-002", LATER, "Jaarplan met minder uren")

    answer = closed(body, LATER, "approved")

    assert [d.number for d in answer.decisions] == ["2023-003"]
    old, new = found(body, "2023-002"), found(body, "2023-003")
    assert (old.replaced_by, new.replaces, new.kind, old.outcome) == ("2023-003", "2023-002", "revision", "approved")
    assert new.title.nl == "Jaarplan met minder uren"


def test_a_revision_that_is_rejected_replaces_nothing(body: Room) -> None:
    body.does("coordinator", correcting.revise, "2023-002", LATER)

    closed(body, LATER, "rejected", votes="3-6-0")

    assert found(body, "2023-002").replaced_by == ""


def test_what_led_further_stays_where_it_is(body: Room) -> None:
    body.does("coordinator", correcting.repeal, "2023-001", LATER)

    (decided,) = closed(body, LATER, "approved").decisions

    assert (decided.moved, [reason.code for reason in decided.reasons]) == (False, ["closing.stays_where_it_is"])
    assert body.dossier("proef").stage_key == "opstart"
    assert found(body, "2023-001").replaced_by == "2023-003"


def test_the_newest_is_the_one_to_replace(body: Room) -> None:
    body.does("coordinator", correcting.revise, "2023-002", LATER)
    assert body.refused("coordinator", correcting.repeal, "2023-002", LAST) == ["correcting.on_agenda"]
    closed(body, LATER, "approved")

    assert body.refused("coordinator", correcting.revise, "2023-002", LAST) == ["correcting.replaced"]
    body.does("coordinator", correcting.repeal, "2023-003", LAST)
    closed(body, LAST, "approved")

    assert [d.replaced_by for d in (found(body, n) for n in ("2023-002", "2023-003", "2023-004"))] == [
        "2023-003", "2023-004", "",
    ]  # fmt: skip
    assert body.refused("coordinator", correcting.revise, "2023-002", LAST) == ["meetings.closed"]


def test_what_two_thirds_decided_only_two_thirds_undo(store: Store) -> None:
    body = room(store).convened().convened(LATER)
    body.does("coordinator", meetings.place_title, DAY, "Zwaar")
    body.gathered(9).voted(1, "6-3-0").does("chair", noting.note, DAY, 1, "approved", "two-thirds")
    body.does("chair", closing.close, DAY)
    body.does("coordinator", correcting.repeal, "2023-001", LATER)
    body.gathered(9, LATER).voted(1, "6-3-0", LATER)

    assert body.refused("chair", noting.note, LATER, 1, "approved", "vote") == ["closing.as_heavy_as_before"]
    body.does("chair", noting.note, LATER, 1, "approved", "two-thirds")


def test_a_correction_after_the_minutes_is_shown_all_the_same(body: Room) -> None:
    closed(body, LATER)
    body.does("secretary", correcting.correct, "2023-002", "title", "Jaarplan 2024", "Te laat gezien")

    assert found(body, "2023-002").corrections[0].on_day == LATER
    assert found(body, "2023-002").connects is True


def test_numbers_have_no_gap_whatever_was_corrected_or_replaced(body: Room) -> None:
    body.does("secretary", correcting.correct, "2023-002", "title", "Jaarplan 2024", "Tikfout")
    body.does("coordinator", correcting.revise, "2023-001", LATER)
    closed(body, LATER, "approved")
    body.does("coordinator", meetings.place_title, LAST, "Slot")
    closed(body, LAST, "noted")

    with body.store.reading() as conn:
        numbers = [one.number for one in decisions(conn)]
    assert numbers == [f"2023-{n:03}" for n in range(1, 5)]


def test_money_of_a_revision_counts_once(body: Room) -> None:
    body.does("coordinator", correcting.revise, "2023-001", LATER)
    body.gathered(9, LATER).does("chair", noting.note, LATER, 1, "approved", amount="200000")
    body.does("chair", closing.close, LATER)

    assert found(body, "2023-003").cents == 20_000_000
