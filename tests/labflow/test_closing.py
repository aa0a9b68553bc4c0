"""Results and closing: what the rules allow, what moves, and what stands for ever."""

from datetime import date

from labflow import closing, meetings, requesting, voting
from labflow.closing import Term
from labflow.record import read_checkpoint
from labflow.store import Store
from labflow.texts import say
from tests.labflow.council_room import AFTER, DAY, Room, room
from tests.prepared import prepared

LATER = "2023-12-01"
TERM = Term("Akkoord van de scholen", "lead", LATER)


@prepared
def body(store: Store) -> Room:
    """A meeting with one plain item."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made


def with_request(store: Store, ready: bool = True) -> Room:
    """A meeting with one request, on its day, with a bare quorum."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, made.asked(ready=ready))
    return made.gathered(9)


def decisions(closed: object) -> list[tuple[str, str, bool]]:
    assert isinstance(closed, closing.Closed)
    return [(one.number, one.outcome, one.moved) for one in closed.decisions]


def test_consensus_comes_first(body: Room) -> None:
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved")

    noted = body.sitting().item(1).noted
    assert noted is not None
    assert (noted.value, noted.by) == ("approved", "consensus")
    assert body.sitting().noted_verdict(body.sitting().item(1)).adopted


def test_without_a_quorum_an_item_can_only_be_deferred(body: Room) -> None:
    body.gathered(8)

    assert body.refused("chair", closing.note, DAY, 1, "approved") == [
        "council.quorum_missing",
        "council.reglement_proposed",
    ]
    for outcome in ("rejected", "noted"):
        assert "meetings.only_deferred" in body.refused("chair", closing.note, DAY, 1, outcome)
    body.does("secretary", closing.note, DAY, 1, "deferred", target=LATER)
    assert body.sitting().item(1).noted is not None


def test_no_result_against_the_verdict(body: Room) -> None:
    body.gathered(9).voted(1, "4-4-1")
    assert "council.tied" in body.refused("chair", closing.note, DAY, 1, "approved")

    body.does("chair", voting.vote, DAY, 1, "zetel-09", "yes")
    assert body.refused("chair", closing.note, DAY, 1, "rejected") == ["meetings.passes", "council.reglement_proposed"]
    assert "council.objection" in body.refused("chair", closing.note, DAY, 1, "approved", "consensus")
    assert "council.yes_missing" in body.refused("chair", closing.note, DAY, 1, "approved", "two-thirds")
    body.does("chair", closing.note, DAY, 1, "approved", "vote")


ILL_RESULTS: list[tuple[dict[str, object], str]] = [
    ({"outcome": "adopted"}, "typed.not_a_choice"),
    ({"outcome": "approved", "by": "lot"}, "typed.not_a_choice"),
    ({"outcome": "approved", "amount": "veel"}, "typed.not_an_amount"),
    ({"outcome": "approved", "terms": [TERM]}, "meetings.conditions_go_with_approval"),
    ({"outcome": "approved-with-conditions"}, "meetings.conditions_go_with_approval"),
    ({"outcome": "approved", "target": LATER}, "meetings.target_goes_with_deferral"),
    ({"outcome": "deferred", "target": "2023-09-29"}, "meetings.day_not_after"),
    ({"outcome": "deferred", "target": "ooit"}, "typed.not_a_day"),
    ({"outcome": "approved-with-conditions", "terms": [Term("", "lead", LATER)]}, "typed.empty"),
    ({"outcome": "approved-with-conditions", "terms": [Term("A", "lead", "2023-09-01")]}, "meetings.day_not_after"),
    ({"outcome": "approved-with-conditions", "terms": [Term("A", "lead", LATER, "soft")]}, "typed.not_a_choice"),
]


def test_what_does_not_go_together_is_refused(body: Room) -> None:
    body.gathered(9)
    for named, code in ILL_RESULTS:
        assert body.refused("chair", closing.note, DAY, 1, **named) == [code]


def test_what_is_deferred_comes_back_at_the_next_meeting_that_is_planned(body: Room) -> None:
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred")
    unplanned = body.sitting().item(1).noted
    body.does("chair", closing.redo, DAY, 1, "Er kwam een dag bij")

    body.convened(AFTER).does("chair", closing.note, DAY, 1, "deferred")

    planned = body.sitting().item(1).noted
    assert unplanned is not None
    assert planned is not None
    assert (unplanned.target_day, planned.target_day) == (None, AFTER)


def test_nothing_is_noted_before_the_day_or_by_a_member(body: Room) -> None:
    assert body.refused("chair", closing.note, DAY, 1, "approved") == ["meetings.not_yet"]
    assert body.refused("chair", closing.close, DAY) == ["meetings.not_yet"]
    body.gathered()
    assert body.refused("member", closing.note, DAY, 1, "approved") == ["access.not_allowed"]


def test_redo_strikes_the_result_first_and_then_the_votes(body: Room) -> None:
    body.gathered(9).voted(1, "5-4-0").does("chair", closing.note, DAY, 1, "approved")
    assert body.refused("chair", closing.note, DAY, 1, "approved") == ["meetings.already_noted"]

    body.does("secretary", closing.redo, DAY, 1, "Verkeerd geteld")
    assert (body.sitting().item(1).noted, len(body.sitting().item(1).votes)) == (None, 9)
    body.does("secretary", closing.redo, DAY, 1, "We stemmen opnieuw")
    assert body.sitting().item(1).votes == {}

    assert body.refused("chair", closing.redo, DAY, 1, "Nog eens") == ["meetings.nothing_to_redo"]
    assert body.refused("chair", closing.redo, DAY, 1, " ") == ["typed.empty"]
    body.does("secretary", voting.attend, DAY, "zetel-01", "absent")
    assert body.verified().ok


def test_closing_gives_numbers_moves_and_prints_the_checkpoint(store: Store) -> None:
    body = with_request(store)
    body.does("coordinator", meetings.place_title, DAY, "Mededelingen", asked_by="Zetel 01")
    body.does("chair", closing.note, DAY, 1, "approved", amount="1250,50")
    body.does("chair", closing.note, DAY, 2, "noted")
    assert body.dossier("proef").stage_key == "verkenning"
    before = body.verified()

    closed = body.does("chair", closing.close, DAY)

    assert decisions(closed) == [("2023-001", "approved", True), ("2023-002", "noted", False)]
    dossier = body.dossier("proef")
    assert (dossier.stage_key, dossier.passages[-1].decision) == ("opstart", "2023-001")
    assert (dossier.decisions[0].cents, dossier.decisions[0].used) == (125050, True)
    assert dossier.requests[0].state == "decided"
    found = body.sitting()
    assert (found.closed_on, found.checkpoint) == (DAY, closed.checkpoint)  # type: ignore[attr-defined]
    assert read_checkpoint(found.checkpoint or "").entries == before.entries + 3
    assert body.verified().ok


def test_a_decision_outlives_a_transition_that_cannot_be_taken_yet(store: Store) -> None:
    body = with_request(store, ready=False)
    body.does("chair", closing.note, DAY, 1, "approved")

    closed = body.does("chair", closing.close, DAY)

    assert isinstance(closed, closing.Closed)
    (decided,) = closed.decisions
    assert (decided.number, decided.moved, decided.slug) == ("2023-001", False, "proef")
    assert {reason.code for reason in decided.reasons} == {"requirement.point_open"}
    assert all(say(reason, "nl") for reason in decided.reasons)
    assert (body.dossier("proef").stage_key, body.dossier("proef").decisions[0].approves) == ("verkenning", True)


def test_a_suspensive_condition_holds_the_move(store: Store) -> None:
    body = with_request(store)
    body.does("chair", closing.note, DAY, 1, "approved-with-conditions", terms=[TERM])

    closed = body.does("chair", closing.close, DAY)

    assert isinstance(closed, closing.Closed)
    assert [reason.code for reason in closed.decisions[0].reasons] == ["requirement.condition_open"]
    (condition,) = body.dossier("proef").decisions[0].conditions
    assert (condition.text, condition.kind, condition.met_on) == ("Akkoord van de scholen", "suspensive", None)


def test_a_resolutive_condition_lets_it_move(store: Store) -> None:
    body = with_request(store)
    resolutive = Term("Verslag na een half jaar", "lead", LATER, "resolutive")
    body.does("chair", closing.note, DAY, 1, "approved-with-conditions", terms=[resolutive])

    assert decisions(body.does("chair", closing.close, DAY)) == [("2023-001", "approved-with-conditions", True)]


def test_a_deferred_request_can_be_placed_again(store: Store) -> None:
    body = with_request(store)
    body.does("chair", closing.note, DAY, 1, "deferred", target=AFTER)
    assert decisions(body.does("chair", closing.close, DAY)) == [("2023-001", "deferred", False)]

    (asked,) = body.dossier("proef").requests
    assert asked.state == "accepted"
    minutes, again = body.convened(AFTER).sitting(AFTER).items
    assert (minutes.kind, again.request and again.request.number) == ("minutes", asked.number)
    body.gathered(9, AFTER).does("chair", closing.note, AFTER, 1, "noted")
    body.does("chair", closing.note, AFTER, 2, "approved")
    assert decisions(body.does("chair", closing.close, AFTER))[1:] == [("2023-003", "approved", True)]


def test_a_rejected_request_stays_where_it_is(store: Store) -> None:
    body = with_request(store).voted(1, "3-6-0")
    body.does("chair", closing.note, DAY, 1, "rejected")

    assert decisions(body.does("chair", closing.close, DAY)) == [("2023-001", "rejected", False)]
    assert body.dossier("proef").stage_key == "verkenning"


def test_only_a_chair_who_asked_nothing_closes_and_only_when_all_is_noted(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Ander punt")
    body.gathered(9).does("chair", closing.note, DAY, 2, "approved")

    assert body.refused("coordinator", closing.close, DAY) == ["access.not_allowed"]
    assert body.refused("chair", closing.close, DAY) == ["meetings.item_open"]


def test_who_asked_does_not_close(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place, DAY, body.asked(who="both"))
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved")

    assert body.refused("both", closing.close, DAY) == ["meetings.requester_cannot_close"]
    assert decisions(body.does("chair", closing.close, DAY)) == [("2023-001", "approved", True)]


def test_after_closing_nothing_changes_any_more(store: Store) -> None:
    body = with_request(store)
    body.does("chair", closing.note, DAY, 1, "approved")
    body.does("chair", closing.close, DAY)

    for who, verb, args in (
        ("chair", closing.close, ()),
        ("chair", closing.note, (1, "rejected")),
        ("chair", closing.redo, (1, "Spijt")),
        ("secretary", voting.attend, ("all", "absent")),
        ("member", voting.vote, (1, "zetel-01", "no")),
        ("member", voting.position, (1, "zetel-01", "disagree")),
        ("coordinator", meetings.place_title, ("Laat punt",)),
        ("coordinator", meetings.place, ("a-2023-001",)),
    ):
        assert body.refused(who, verb, DAY, *args) == ["meetings.closed"]
    assert body.refused("coordinator", requesting.withdraw, "a-2023-001") == ["requesting.stands_elsewhere"]


def test_numbers_have_no_gaps_within_a_year_and_begin_again(store: Store) -> None:
    body = room(store)
    days = [date(2023, 12, 1), date(2023, 12, 15), date(2024, 1, 26)]
    for day in days:
        body.convened(day).does("coordinator", meetings.place_title, day, "Punt")
        body.does("coordinator", meetings.place_title, day, "Ander punt")
    numbers = []
    for day in days:
        body.gathered(9, day).does("chair", closing.note, day, 1, "approved")
        body.does("chair", closing.note, day, 2, "noted")
        closed = body.does("chair", closing.close, day)
        numbers += [number for number, _, _ in decisions(closed)]

    assert numbers == ["2023-001", "2023-002", "2023-003", "2023-004", "2024-001", "2024-002"]


def test_a_meeting_without_items_closes_without_decisions(store: Store) -> None:
    body = room(store).convened().gathered(0)

    assert decisions(body.does("chair", closing.close, DAY)) == []
