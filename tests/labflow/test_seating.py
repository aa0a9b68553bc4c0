"""A meeting with one more thing in it is the same value that the rows give back."""

import pytest

from labflow import meetings, voting
from labflow.seating import seated, voted
from labflow.sitting import Item, Seat, Sitting
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, Room, network, room
from tests.labflow.proposal import RULES

SEAT = Seat("s1", Words("Zetel", "Seat"))


@pytest.fixture
def body(store: Store) -> Room:
    """The day of a meeting with three items."""
    made = room(store, 5).convened()
    for title in ("Een", "Twee", "Drie"):
        made.does("coordinator", meetings.place_title, DAY, title)
    made.today = DAY
    return made


def test_many_acts_in_one_change_are_read_back_as_they_were_folded(body: Room) -> None:
    with body.acts("secretary") as change:
        told = body_told = meetings.sitting_on(change, DAY)
        for key in body.keys:
            told = voting.seat_present(change, network(), told, told.seat(key), "present")
        told = voting.seat_present(change, network(), told, told.seat("zetel-01"), "recused", 2)
        told = voting.seat_present(change, network(), told, told.seat("zetel-02"), "absent", 2)
        told = voting.seat_present(change, network(), told, told.seat("zetel-02"), "present", substitute=True)
        told = voting.seat_present(change, network(), told, told.seat("zetel-01"), "recused", 3)
        told = voting.seat_present(change, network(), told, told.seat("zetel-01"), "takes_part", 3)
        told = voting.cast(change, network(), told, 1, told.seat("zetel-03"), "yes")
        told = voting.cast(change, network(), told, 1, told.seat("zetel-03"), "no", paper=True)
        change.record("paper")

    assert told == body.sitting()
    assert told != body_told


def test_the_whole_meeting_overtakes_an_item_but_never_a_recusal() -> None:
    items = (Item(1, Words("A", "A"), presence={"s1": "recused"}), Item(2, Words("B", "B"), presence={"s1": "present"}))
    left = seated(Sitting(DAY, RULES, (SEAT,), items), None, SEAT, "absent", False)

    assert [left.presence_at(item, SEAT) for item in left.items] == ["recused", "absent"]


def test_a_vote_on_the_text_as_it_stands_is_no_longer_to_be_confirmed() -> None:
    meeting = Sitting(DAY, RULES, (SEAT,), (Item(1, Words("A", "A"), unconfirmed=("s1", "s2")),))
    item = voted(meeting, 1, SEAT, "yes", "v", "p").item(1)

    assert (item.votes, item.voters, item.vote_ids, item.unconfirmed) == ({"s1": "yes"}, {"s1": "p"}, ("v",), ("s2",))
