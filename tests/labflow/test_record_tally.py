"""A result that does not add up is found, whoever wrote it."""

import json

import pytest

from labflow import record
from labflow.rows import AgendaItem, Ballot, Decision, Initiative, Meeting, Outcome, Request, Seat, Vote, Wording
from labflow.store import Change, Store
from tests.labflow.writing import SYSTEM

RIGHT = {"yes": 2, "no": 1, "abstain": 0, "seats": 5}


@pytest.mark.parametrize(
    ("verdict", "decided", "found"),
    [
        (json.dumps(RIGHT), json.dumps(RIGHT), []),
        (json.dumps(RIGHT), json.dumps({**RIGHT, "yes": 3}), ["record.tally_differs"]),
        (json.dumps({**RIGHT, "yes": 3}), None, ["record.tally_differs"]),
        (json.dumps({"yes": 2}), None, ["record.tally_differs"]),
        ("nonsense", None, ["record.tally_differs"]),
        ("[]", None, ["record.tally_differs"]),
    ],
)
def test_the_votes_are_counted_again(store: Store, verdict: str, decided: str | None, found: list[str]) -> None:
    """Standing votes of voting seats only, the newest of each: two for, one against."""
    with store.change(SYSTEM) as change:
        _vote(change, {"a": ["no", "yes"], "b": ["yes"], "c": ["no"], "silent": ["no"]})
        _conclude(change, verdict, decided)
        change.record("close")

    with store.reading() as conn:
        assert [problem.code for problem in record.verify(conn).problems] == found


def test_a_struck_result_need_not_add_up(store: Store) -> None:
    with store.change(SYSTEM) as change:
        _vote(change, {})
        _conclude(change, "nonsense", None, struck=True)
        change.record("redo")

    with store.reading() as conn:
        assert record.verify(conn).ok


def test_of_a_secret_vote_the_three_numbers_are_counted(store: Store) -> None:
    with store.change(SYSTEM) as change:
        _vote(change, {})
        change.add(Ballot(
            id="b", agenda_item_id="i", method="vote", secret=True, reglement=1, text_sha256="t", yes=2, no=1,
            abstain=0, n=1,
        ))  # fmt: skip
        _conclude(change, json.dumps(RIGHT), None)
        change.record("close")

    with store.reading() as conn:
        assert record.verify(conn).ok


@pytest.mark.parametrize(("kind", "yes"), [("editorial", 2), ("substantive", 1)])
def test_a_vote_on_another_text_counts_only_when_the_change_was_editorial(store: Store, kind: str, yes: int) -> None:
    with store.change(SYSTEM) as change:
        _vote(change, {"a": [], "b": []})
        change.add(Initiative(id="j", slug="j", title="J", workflow="labo", version=1, stage="verkenning"))
        change.add(Request(
            id="r", initiative_id="j", number="a-1", transition="t", text_sha256="new", on_day=change.on, n=1,
        ))  # fmt: skip
        change.put(AgendaItem, "i", request_id="r")
        change.add(Wording(
            id="w", request_id="r", kind=kind, sha256_before="old", sha256_after="new", before="{}", after="{}",
            on_day=change.on, n=1,
        ))  # fmt: skip
        change.add(Ballot(id="b", agenda_item_id="i", method="vote", reglement=1, text_sha256="new", n=1))
        for seat, text in (("a", "old"), ("b", "new")):
            change.add(Vote(
                id=f"{seat}1", agenda_item_id="i", seat_id=seat, value="yes", text_sha256=text, n=1,
            ))  # fmt: skip
        _conclude(change, json.dumps({**RIGHT, "yes": yes, "no": 0}), None)
        change.record("close")

    with store.reading() as conn:
        assert record.verify(conn).ok


def _vote(change: Change, votes: dict[str, list[str]]) -> None:
    change.add(Meeting(id="m", day=change.on, reglement=1))
    change.add(AgendaItem(id="i", meeting_id="m", n=1, title="A plain item"))
    for number, (seat, values) in enumerate(votes.items()):
        change.add(Seat(id=seat, key=seat, title=seat, votes=seat != "silent", n=number))
        for n, value in enumerate(values):
            change.add(Vote(id=f"{seat}{n}", agenda_item_id="i", seat_id=seat, value=value, n=n))
    for seat in votes:
        change.add(Vote(id=f"{seat}9", agenda_item_id="i", seat_id=seat, value="no", n=9, struck=True))


def _conclude(change: Change, verdict: str, decided: str | None, struck: bool = False) -> None:
    change.add(Outcome(id="o", agenda_item_id="i", value="approved", by="vote", verdict=verdict, n=1, struck=struck))
    if decided is not None:
        change.add(Decision(
            id="d", number="2023-001", meeting_id="m", agenda_item_id="i", outcome="approved", by="vote",
            verdict=decided, reglement=1, on_day=change.on,
        ))  # fmt: skip
