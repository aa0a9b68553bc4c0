"""A meeting as a value: who counts, and a verdict that can be given again years later."""

from dataclasses import replace
from datetime import date

import pytest

from labflow import council
from labflow.council import Count
from labflow.reasons import NotFound
from labflow.sitting import Ballot, Item, Noted, Seat, Sitting, count_inscribed, default_method, inscribe, people_of
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


def test_the_roll_tells_of_a_named_vote_what_each_seat_did() -> None:
    item = Item(1, Words("Punt", "Item"), presence={"s2": "recused"}, votes={"s0": "yes"}, ballot=Ballot("vote", RULES))
    meeting = Sitting(
        DAY, RULES, (*SEATS, Seat("v", Words("V", "V"), vacant=True)), (item,),
        {"s0": "present", "s1": "present", "s2": "present", "s3": "coming", "s4": "excused", "c": "present"},
    )  # fmt: skip

    assert meeting.roll(item) == {
        "s0": "yes", "s1": "not_voted", "s2": "recused", "s3": "absent", "s4": "excused", "c": "present", "v": "vacant",
    }  # fmt: skip
    secret = replace(item, votes={}, ballot=Ballot("vote", RULES, secret=True))
    assert set(meeting.roll(secret).values()) == {"present", "recused", "absent", "excused", "vacant"}


def test_a_noted_item_keeps_the_roll_of_that_moment() -> None:
    noted = Noted("approved", "vote", "{}", roll={"s0": "yes", "s1": "not_voted", "s2": "recused"})
    item = Item(1, Words("Punt", "Item"), noted=noted)
    left = Sitting(DAY, RULES, SEATS, (item,), {seat.key: "absent" for seat in SEATS})

    assert [left.presence_at(item, seat) for seat in SEATS[:3]] == ["present", "present", "recused"]
    assert (left.roll(item)["s1"], left.roll(item)["s4"]) == ("not_voted", "absent")


def test_who_sits_there_is_the_holder_unless_the_substitute_was_noted() -> None:
    seat = Seat("s", Words("S", "S"), holder="p", substitute="q")
    plain, special = Item(1, Words("A", "A")), Item(2, Words("B", "B"), stand_ins={"s": False})
    meeting = Sitting(DAY, RULES, (seat,), (plain, special))
    stood_in = replace(meeting, stand_ins={"s": True})

    assert [meeting.sitter(seat), stood_in.sitter(seat), stood_in.sitter(seat, special)] == ["p", "q", "p"]


def test_holder_and_substitute_of_a_seat_are_both_told() -> None:
    words = Words("Zetel", "Seat")

    assert people_of((Seat("a", words, holder="h", substitute="s"), Seat("b", words))) == ("h", "s", None, None)


def test_the_amendments_of_an_item_are_those_without_a_result() -> None:
    main = Item(1, Words("A", "A"), id="i")
    open_one, noted = Item(2, Words("B", "B"), amends_id="i"), Item(3, Words("C", "C"), amends_id="i")
    done = replace(noted, noted=Noted("rejected", "vote", "{}"))

    assert Sitting(DAY, RULES, SEATS, (main, open_one, done)).amendments(main) == (open_one,)


def test_a_vote_stands_once_there_are_votes_or_secret_numbers() -> None:
    blank = Item(1, Words("A", "A"), ballot=Ballot("vote", RULES, secret=True))
    counted = replace(blank, ballot=Ballot("vote", RULES, True, "", 0, 0, 0))

    assert [one.is_voted for one in (blank, counted, replace(blank, votes={"s0": "no"}))] == [False, True, True]


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
