"""Amendments: decided first, one at most, and both texts stay."""

from datetime import date, timedelta

from labflow import agenda, amending, closing, meetings, noting
from labflow.sitting import Item
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A meeting with one request for 5,000 euro and one amendment to 4,000, on its day."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, made.asked())
    made.does("member", amending.amend, DAY, 1, "Met minder geld", amount="4000")
    return made.gathered(9)


def test_an_amendment_stands_last_and_is_decided_first(body: Room) -> None:
    changed = body.sitting().item(2)

    assert (changed.kind, changed.amends_id, changed.cents) == ("amendment", body.sitting().item(1).id, 400_000)
    assert body.refused("chair", noting.note, DAY, 1, "approved") == ["closing.amendment_open"]


def test_what_was_changed_is_approved_as_amended_and_both_texts_stay(body: Room) -> None:
    before = body.sitting().item(1).text_sha256
    body.does("chair", noting.note, DAY, 2, "approved")
    assert body.refused("chair", noting.note, DAY, 1, "approved") == ["closing.is_amended"]
    body.does("chair", noting.note, DAY, 1, "amended")

    closed = body.does("chair", closing.close, DAY)

    assert isinstance(closed, closing.Closed)
    assert [(d.number, d.outcome, d.moved) for d in closed.decisions] == [("2023-001", "amended", True)]
    decision = body.dossier("proef").decisions[0]
    assert (decision.cents, decision.approves, body.sitting().item(1).text_sha256) == (400_000, True, before)
    assert body.sitting().item(2).title.nl == "Met minder geld"
    assert body.dossier("proef").stage_key == "opstart"


def test_an_adopted_amendment_does_not_carry_the_proposal(body: Room) -> None:
    body.does("chair", noting.note, DAY, 2, "approved")
    body.voted(1, "3-6-0").does("chair", noting.note, DAY, 1, "rejected")

    body.does("chair", closing.close, DAY)

    assert body.dossier("proef").stage_key == "verkenning"
    assert body.dossier("proef").decisions[0].cents is None


def test_of_two_amendments_one_can_hold(body: Room) -> None:
    body.does("member", amending.amend, DAY, 1, "Met nog minder", amount="3000")
    body.does("chair", noting.note, DAY, 2, "approved")

    assert body.refused("chair", noting.note, DAY, 3, "approved") == ["closing.one_amendment"]
    body.voted(3, "0-9-0").does("chair", noting.note, DAY, 3, "rejected")
    body.does("chair", noting.note, DAY, 1, "amended")


def test_nothing_is_amended_without_an_adopted_amendment(body: Room) -> None:
    body.voted(2, "0-9-0").does("chair", noting.note, DAY, 2, "rejected")

    assert body.refused("chair", noting.note, DAY, 1, "amended") == ["closing.nothing_amended"]
    body.does("chair", noting.note, DAY, 1, "approved")


def test_an_amendment_is_not_done_again_under_a_noted_proposal(body: Room) -> None:
    body.does("chair", noting.note, DAY, 2, "approved")
    body.does("chair", noting.note, DAY, 1, "amended")

    assert body.refused("chair", noting.redo, DAY, 2, "Spijt") == ["closing.main_is_noted"]


def test_what_cannot_be_amended(body: Room) -> None:
    assert body.refused("member", amending.amend, DAY, 2, "Van de wijziging") == ["amending.not_this_kind"]
    assert body.refused("member", amending.amend, DAY, 1, "Anders", {"kleur": "rood"}) == ["asking.nothing_asked"]
    body.does("coordinator", meetings.place_title, DAY, "Punt", asked_by="CLB")
    assert body.refused("member", amending.amend, DAY, 3, "Anders", {"kleur": "rood"}) == ["amending.asks_nothing"]
    body.voted(3, "1-0-0")
    assert body.refused("member", amending.amend, DAY, 3, "Anders") == ["amending.voted_already"]
    body.does("chair", noting.note, DAY, 3, "noted")
    assert body.refused("member", amending.amend, DAY, 3, "Anders") == ["meetings.already_noted"]


def test_an_open_amendment_goes_along_with_what_is_deferred(body: Room) -> None:
    later = DAY.replace(month=10, day=20)
    body.convened(later)
    for n in (1, 2):
        body.does("chair", noting.note, DAY, n, "deferred")

    closed = body.does("chair", closing.close, DAY)

    assert isinstance(closed, closing.Closed)
    first, second = _pair(body, later)
    assert (second.amends_id, second.cents, first.request and first.request.state) == (first.id, 400_000, "on-agenda")


def test_an_open_amendment_goes_along_when_the_meeting_is_cancelled_or_waits_for_another(body: Room) -> None:
    """Also when nothing was planned, and when it was put before what it amends."""
    last = DAY.replace(month=11, day=24)
    body.today = DAY - timedelta(1)
    body.does("chair", agenda.order, DAY, 2, 1)
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")
    for day in (DAY.replace(month=10, day=20), last):
        body.convened(day).gathered(9, day)
        first, second = _pair(body, day)
        assert (second.amends_id, second.cents, second.follows_id is None) == (first.id, 400_000, False)
        for item in body.sitting(day).items:
            body.does("chair", noting.note, day, item.n, "not-reached")
        body.does("chair", closing.close, day)


def _pair(body: Room, day: date) -> tuple[Item, Item]:
    first, second = (item for item in body.sitting(day).items if item.kind in ("request", "amendment"))
    return first, second
