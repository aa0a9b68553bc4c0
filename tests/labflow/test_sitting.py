"""A meeting as a value: who counts, and a verdict that can be given again years later."""

from datetime import date

import pytest

from labflow import council
from labflow.council import Count
from labflow.reasons import NotFound
from labflow.sitting import Item, Seat, Sitting, count_inscribed, default_method, inscribe
from labflow.words import Words
from tests.labflow.proposal import RULES

DAY = date(2023, 9, 29)
SEATS = (*(Seat(f"s{n}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(5)), Seat("c", Words("C", "C"), votes=False))


def test_a_seat_sits_from_its_first_day_until_the_day_it_is_gone() -> None:
    seat = Seat("s", Words("Zetel", "Seat"), from_day=date(2022, 9, 1), until_day=DAY)

    assert [seat.sits_on(day) for day in (date(2022, 8, 31), date(2022, 9, 1), date(2023, 9, 28), DAY)] == [
        False,
        True,
        True,
        False,
    ]


def test_coordination_is_there_without_a_vote_and_the_item_overrules_the_meeting() -> None:
    item = Item(1, Words("Punt", "Item"), presence={"s1": "recused", "s2": "absent"}, votes={"s0": "yes", "c": "no"})
    meeting = Sitting(DAY, RULES, SEATS, (item,), {"s0": "present", "s1": "present", "s2": "present", "c": "present"})

    assert meeting.count(item, "vote") == Count(5, 1, 1, 1, 0, 0, "simple")
    assert [meeting.presence_at(item, seat) for seat in SEATS[:4]] == ["present", "recused", "absent", "absent"]


def test_consensus_until_somebody_votes() -> None:
    silent, spoken = Item(1, Words("A", "A")), Item(2, Words("B", "B"), votes={"s0": "yes"})
    meeting = Sitting(DAY, RULES, SEATS, (silent, spoken), {f"s{n}": "present" for n in range(5)})

    assert (default_method(silent), default_method(spoken)) == ("consensus", "vote")
    assert (meeting.verdict(silent).adopted, meeting.verdict(spoken).adopted) == (True, False)


@pytest.mark.parametrize("method", ["simple", "two-thirds", "consensus", "written"])
def test_what_the_record_holds_gives_the_same_verdict_again(method: council.Method) -> None:
    count = Count(22, 1, 14, 8, 4, 2, method)
    verdict = council.verdict(RULES, count)

    text = inscribe(count, verdict)

    assert count_inscribed(text) == count
    assert council.verdict(RULES, count_inscribed(text)) == verdict
    assert f'"adopted":{int(verdict.adopted)}' in text


def test_what_is_not_there_is_not_found() -> None:
    meeting = Sitting(DAY, RULES, SEATS)

    with pytest.raises(NotFound):
        meeting.item(1)
    with pytest.raises(NotFound):
        meeting.seat("s9")
