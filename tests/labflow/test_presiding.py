"""The meeting that an act is about: found, open, come; and who chairs it."""

from labflow import agenda, closing, meetings, presiding
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, network, room


def test_a_meeting_is_found_open_and_come_or_it_says_why_not(store: Store) -> None:
    body = room(store).convened()
    with body.acts("chair") as change:
        change.nothing_to_do()
        assert presiding.open_meeting(change, DAY).day == DAY
        assert _codes(lambda: presiding.held(change, DAY)) == ["meetings.not_yet"]
        assert _codes(lambda: presiding.sitting_on(change, AFTER)) == ["meetings.no_meeting"]
    body.does("coordinator", meetings.cancel, DAY, "Te weinig leden")

    with body.acts("chair") as change:
        change.nothing_to_do()
        assert _codes(lambda: presiding.open_meeting(change, DAY)) == ["agenda.cancelled"]


def test_the_role_chairs_until_somebody_is_named_and_then_only_that_person(store: Store) -> None:
    body = room(store).convened()
    assert _chairs(body) == {"both", "chair"}

    body.does("secretary", meetings.preside, DAY, chair="member")

    assert _chairs(body) == {"member"}


def test_chair_secretary_and_coordinator_write_and_who_is_named_too(store: Store) -> None:
    body = room(store).convened()
    assert _clerks(body) == {"both", "chair", "coordinator", "secretary"}

    body.does("chair", meetings.preside, DAY, chair="member", secretary="other")

    assert _clerks(body) == {"both", "chair", "coordinator", "member", "other", "secretary"}


def test_a_meeting_has_begun_when_something_is_voted_or_noted(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(9)
    assert not presiding.has_begun(body.sitting())

    body.voted(1, "1-0-0")

    assert presiding.has_begun(body.sitting())
    assert body.refused("coordinator", meetings.move, DAY, AFTER) == ["agenda.has_begun"]


PEOPLE = ("both", "chair", "coordinator", "lead", "member", "other", "secretary")


def _chairs(body: Room) -> set[str]:
    return {who for who in PEOPLE if _asked(body, who, presiding.chairs)}


def _clerks(body: Room) -> set[str]:
    return {who for who in PEOPLE if _asked(body, who, presiding.clerks)}


def _asked(body: Room, who: str, question: object) -> bool:
    assert callable(question)
    with body.acts(who) as change:
        change.nothing_to_do()
        return bool(question(change, network(), presiding.sitting_on(change, DAY)))


def test_who_is_named_notes_puts_on_the_agenda_and_closes_like_who_has_the_role(store: Store) -> None:
    body = room(store).convened()
    body.does("chair", meetings.preside, DAY, chair="member", secretary="other")
    body.gathered()

    body.does("other", meetings.place_title, DAY, "Een brief", asked_by="een school")
    body.does("member", agenda.admit, DAY, 1)
    body.does("other", closing.note, DAY, 1, "approved")
    body.does("other", closing.redo, DAY, 1, "Te vroeg")
    body.does("other", agenda.carry, DAY)

    assert body.refused("chair", closing.close, DAY) == ["agenda.only_who_chairs"]
    body.does("member", closing.close, DAY)
    assert body.sitting().closed_on == DAY


def _codes(act: object) -> list[str]:
    assert callable(act)
    try:
        act()
    except Refusal as refused:
        return [reason.code for reason in refused.reasons]
    return []
