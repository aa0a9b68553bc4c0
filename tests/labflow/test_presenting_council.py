"""The council's objects of the contract, whole: seats, meetings, items, verdicts, decisions."""

from dataclasses import replace
from datetime import date

import pytest

from labflow import council
from labflow import presenting_council as presenting
from labflow.catalogue import load_catalogue
from labflow.closing import Closed, Decided
from labflow.council import Count
from labflow.facts import Condition, Request
from labflow.queries.register import Corrected, Registered
from labflow.reasons import Reason
from labflow.sitting import Ballot, Item, Noted, Position, Seat, Sitting, inscribe
from labflow.words import Words
from tests.labflow.dossiers import a_network
from tests.labflow.proposal import RULES

DAY, DUE = date(2023, 9, 29), date(2023, 12, 1)
SEATS = tuple(Seat(f"s{n}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(3))
TERM = Condition("Akkoord van de scholen", "puller", DUE, "suspensive")
TERM_OBJECT = {
    "text": "Akkoord van de scholen", "owner": "puller", "due": "2023-12-01", "kind": "suspensive", "met_on": None,
}  # fmt: skip
HERE = {seat.key: "present" for seat in SEATS}
BLANK = Item(1, Words("Punt", "Item"))
ADOPTED = (
    "Adopted if closed now: 2 for and 1 against, at least 2 for needed; "
    "3 of the 3 voting seats are there, at least 2 must be."
)


@pytest.fixture(autouse=True, scope="module")
def _words() -> None:
    """The words of the network are in the sentences."""
    load_catalogue()


def meeting(*items: Item, **changes: object) -> Sitting:
    """A meeting at which all three seats are there."""
    return replace(Sitting(DAY, RULES, SEATS, items, HERE), **changes)  # type: ignore[arg-type]


def test_a_seat_with_and_without_days() -> None:
    seat = Seat("coordinatie", Words("Coördinatie", "Coordination"), False, date(2022, 9, 1), DAY)

    assert presenting.seat_object(seat, "en") == {
        "seat": "coordinatie", "title": "Coordination", "votes": False, "from": "2022-09-01", "until": "2023-09-29",
        "holder": False, "substitute": False, "vacant": False, "expertise": None,
    }  # fmt: skip
    assert presenting.seat_object(SEATS[0], "nl") == {
        "seat": "s0", "title": "Zetel 0", "votes": True, "from": None, "until": None,
        "holder": False, "substitute": False, "vacant": False, "expertise": None,
    }  # fmt: skip


def test_a_verdict_explains_itself() -> None:
    found = council.verdict(RULES, Count(3, 0, 3, 2, 1, 0, "simple"))

    assert presenting.verdict_object(found, "en") == {
        "quorum": 2, "quorate": True, "adopted": True, "needed": 2, "sentence": ADOPTED,
    }  # fmt: skip


def test_an_item_on_which_nobody_said_anything() -> None:
    found = presenting.item_object(meeting(BLANK), BLANK, "nl")

    assert {**found, "verdict": None} == {
        "n": 1, "kind": "talk", "title": "Punt", "initiative": None, "request": None, "transition": None,
        "question": None, "positions": [], "presence": {}, "votes": {}, "unconfirmed": [],
        "roll": {"s0": "present", "s1": "present", "s2": "present"}, "ballot": None, "advice": None, "late": False,
        "admitted": False, "verdict": None, "reglement": 1, "outcome": None, "by": None,
        "amount_cents": None, "conditions": [],
    }  # fmt: skip


def test_an_item_keeps_the_verdict_with_which_its_outcome_was_noted() -> None:
    count = Count(3, 0, 3, 2, 1, 0, "simple")
    noted = Noted(
        "approved-with-conditions", "vote", inscribe(count, council.verdict(RULES, count)), 125_050, None, {"c": TERM}
    )
    item = replace(
        BLANK, request=Request("b-2023-004", "go-on", "on-agenda"), slug="plan", question=Words("Mag het?", "May it?"),
        positions={"s0": Position("agree"), "s1": Position("discuss", "Waarom nu?")}, presence={"s2": "recused"},
        votes={"s0": "no"}, noted=noted,
    )  # fmt: skip

    assert presenting.item_object(meeting(item), item, "en") == {
        "n": 1, "kind": "talk", "title": "Item", "initiative": "plan", "request": "b-2023-004", "transition": "go-on",
        "question": "May it?",
        "positions": [
            {"seat": "s0", "value": "agree", "text": None}, {"seat": "s1", "value": "discuss", "text": "Waarom nu?"},
        ],
        "presence": {"s2": "recused"}, "votes": {"s0": "no"}, "unconfirmed": [],
        "roll": {"s0": "present", "s1": "present", "s2": "recused"}, "ballot": None, "advice": None, "late": False,
        "admitted": False,
        "verdict": {"quorum": 2, "quorate": True, "adopted": True, "needed": 2, "sentence": ADOPTED},
        "reglement": 1, "outcome": "approved-with-conditions", "by": "vote", "amount_cents": 125_050,
        "conditions": [TERM_OBJECT],
    }  # fmt: skip


def test_who_sits_on_a_seat_is_never_named() -> None:
    seat = replace(SEATS[0], holder="person-1", substitute="person-2", expertise="Taal")
    found = presenting.seat_object(seat, "nl")

    assert (found["holder"], found["substitute"], found["vacant"], found["expertise"]) == (True, True, False, "Taal")
    assert presenting.seat_object(replace(SEATS[0], vacant=True), "nl")["vacant"] is True


@pytest.mark.parametrize(
    ("ballot", "votes", "told"),
    [
        (Ballot("vote", RULES), {"s0": "no"}, {"method": "vote", "secret": False, "yes": 0, "no": 1, "abstain": 0}),
        (Ballot("two-thirds", RULES, secret=True), {},
         {"method": "two-thirds", "secret": True, "yes": None, "no": None, "abstain": None}),
        (Ballot("vote", RULES, True, "", 2, 1, 0), {},
         {"method": "vote", "secret": True, "yes": 2, "no": 1, "abstain": 0}),
    ],
)  # fmt: skip
def test_a_ballot_tells_its_numbers_and_a_secret_one_nothing_else(
    ballot: Ballot, votes: dict[str, str], told: dict[str, object]
) -> None:
    item = replace(BLANK, ballot=ballot, votes=votes)
    found = presenting.item_object(meeting(item), item, "nl")

    assert (found["ballot"], found["votes"]) == (told, votes)


def test_an_item_tells_the_advice_of_the_plenary_and_the_rules_of_its_own_vote() -> None:
    ballot = Ballot("vote", replace(RULES, version=2))
    item = replace(BLANK, advice_count=(3, 40, 2), late=True, admitted=True, unconfirmed=("s1",), ballot=ballot)
    found = presenting.item_object(meeting(item), item, "nl")

    assert found["advice"] == {"yes": 3, "no": 40, "abstain": 2}
    assert (found["late"], found["admitted"], found["unconfirmed"], found["reglement"]) == (True, True, ["s1"], 2)


def test_a_planned_meeting_says_whether_it_can_decide_and_by_which_rules() -> None:
    planned = meeting(BLANK)

    assert presenting.meeting_object(planned, "en") == {
        "date": "2023-09-29", "starts": None, "place": None, "open": False, "closed_on": None,
        "reglement": {
            "version": 1, "adopted_by": None,
            "text": "Rules version 1, a proposal: the SOM-raad has not adopted it yet.",
        },
        "presence": HERE,
        "can_decide": "The meeting can decide: 3 of the 3 voting seats are there, at least 2 must be.",
        "items": [presenting.item_object(planned, BLANK, "en")],
        "checkpoint": None,
    }  # fmt: skip


def test_a_closed_meeting_keeps_its_day_and_its_checkpoint() -> None:
    rules = replace(RULES, adopted_by="2023-001")
    found = presenting.meeting_object(
        meeting(reglement=rules, starts="14:00", place="Zaal", is_open=True, closed_on=DAY, checkpoint="abc"), "nl"
    )

    kept = ("starts", "place", "open", "closed_on", "checkpoint", "items")
    assert [found[name] for name in kept] == ["14:00", "Zaal", True, "2023-09-29", "abc", []]
    assert found["reglement"] == {
        "version": 1, "adopted_by": "2023-001", "text": "Reglement versie 1, aangenomen met beslissing 2023-001.",
    }  # fmt: skip


def test_closing_tells_what_moved_and_what_did_not_and_why() -> None:
    held = Reason("requirement.lead_not_known", {}, "coordinator")
    closed = Closed((
        Decided("2023-001", "approved", "plan", True, (), Words("Plan", "Plan")),
        Decided("2023-002", "noted", "", False, (held,), Words("Punt", "Item")),
    ), "abc", ((Words("Plan", "Plan"), DUE), (Words("Punt", "Item"), None)))  # fmt: skip

    found = presenting.closed_object(closed, a_network(), "nl")

    assert found == {
        "decisions": [
            {"number": "2023-001", "outcome": "approved", "initiative": "plan", "moved": True, "reasons": []},
            {
                "number": "2023-002", "outcome": "noted", "initiative": None, "moved": False,
                "reasons": [{"code": "requirement.lead_not_known", "text": "Niet bekend wie trekt.", "who": "binder"}],
            },
        ],
        "checkpoint": "abc",
        "back": [{"title": "Plan", "date": "2023-12-01"}, {"title": "Punt", "date": None}],
    }  # fmt: skip


def test_a_decision_as_it_stands_in_the_register() -> None:
    slip = Corrected("2023-001-r1", "day", "2023-09-28", "2023-09-29", "Tikfout", "verslaggever", DUE)
    made = Registered(
        "2023-001", DAY, Words("Punt", "Item"), "approved", "consensus", "plan", "go-on", "a-2023-001", 125_050, 1,
        "{}", (TERM, replace(TERM, met_on=DAY, n=2, verifier="chair", state="met")), meeting=DAY,
        replaced_by="2023-009",
        corrections=(slip,), checkpoint="abc", connects=True, why="Omdat", review_day=DUE, asks={"until": "2024"},
    )  # fmt: skip

    followed = {"n": 1, "verifier": None, "fallback": False, "state": None}
    assert presenting.decision_object(made, "en") == {
        "number": "2023-001", "date": "2023-09-29", "title": "Item", "outcome": "approved", "by": "consensus",
        "initiative": "plan", "transition": "go-on", "request": "a-2023-001", "amount_cents": 125_050, "reglement": 1,
        "conditions": [
            {**TERM_OBJECT, **followed},
            {**TERM_OBJECT, **followed, "met_on": "2023-09-29", "n": 2, "verifier": "chair", "state": "met"},
        ],
        "kind": "decision", "procedure": None, "meeting": "2023-09-29", "asks": {"until": "2024"}, "why": "Omdat",
        "review": "2023-12-01", "replaces": None, "replaced_by": "2023-009",
        "corrections": [{
            "number": "2023-001-r1", "field": "day", "before": "2023-09-28", "after": "2023-09-29", "why": "Tikfout",
            "date": "2023-12-01",
        }],
        "checkpoint": "abc", "connects": True,
    }  # fmt: skip


def test_the_votes_are_numbers_for_who_may_not_see_who_voted_what() -> None:
    numbers = inscribe(Count(3, 0, 3, 2, 1, 0, "simple"), council.verdict(RULES, Count(3, 0, 3, 2, 1, 0, "simple")))
    made = Registered(
        "2023-001", DAY, Words("P", "P"), "approved", "vote", "", None, None, None, 1, numbers, votes={"s0": "yes"}
    )
    count = {"present": 3, "recused": 0, "yes": 2, "no": 1, "abstain": 0}

    assert presenting.votes_object(made, None) == {"count": count, "secret": False, "votes": None}
    assert presenting.votes_object(made, made.votes)["votes"] == {"s0": "yes"}


def test_a_decision_about_nothing_in_particular_has_no_initiative() -> None:
    made = Registered("2023-002", DAY, Words("Punt", "Item"), "noted", "consensus", "", None, None, None, 1, "{}")

    found = presenting.decision_object(made, "nl")

    assert [found[name] for name in ("initiative", "transition", "request", "amount_cents", "conditions")] == [
        None, None, None, None, [],
    ]  # fmt: skip
