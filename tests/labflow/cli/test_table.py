"""At the table from a terminal: seats, presence, votes, ballots, advice."""

from tests.labflow.cli.terminal import Terminal

DAY = "2023-09-29"
CHAIR = ("--as", "voorzitter", "--now", DAY)
COORDINATOR = ("--as", "coordinator")


def test_the_seats_of_the_demo(demo: Terminal) -> None:
    seats = demo.json("council", "seats")

    assert (len(seats), [one["seat"] for one in seats if not one["votes"]]) == (18, ["coordinatie"])
    assert set(seats[0]) == {
        "seat", "title", "votes", "from", "until", "holder", "substitute", "vacant", "expertise",
    }  # fmt: skip
    told = demo("council", "seats").out.splitlines()
    assert (told[0].split()[-1], len(told)) == ("zit", 20)


def test_a_seat_begins_and_ends(demo: Terminal) -> None:
    words = ("--as", "coordinator")
    added = demo.json("council", "seats", "add", "ouders", "--title", "Ouders", "--holder", "raadslid-clb", *words)
    ended = demo.json("council", "seats", "end", "ouders", *words)

    assert (added["seat"], added["votes"], added["until"], ended["until"]) == ("ouders", True, None, "2023-09-11")


def test_a_seat_is_held_stood_in_for_and_vacated(demo: Terminal) -> None:
    hold = ("council", "seats", "hold", "steiner")
    held = demo.json(*hold, "--holder", "raadslid-clb", "--substitute", "verslaggever", *COORDINATOR)
    vacant = demo.json(*hold, "--vacant", *COORDINATOR)

    assert (held["holder"], held["substitute"], held["vacant"]) == (True, True, False)
    assert (vacant["holder"], vacant["substitute"], vacant["vacant"]) == (False, False, True)
    assert "vacant" in demo("council", "seats").out


def test_what_one_cannot_do_with_a_seat_is_said(demo: Terminal) -> None:
    ill = [
        (("hold", "steiner"), "cli.seats_hold_how", 2),
        (("hold", "steiner", "--vacant", "--holder", "raadslid-clb"), "cli.seats_hold_how", 2),
        (("paint", "steiner"), "cli.seats_how", 2),
        (("hold",), "cli.seats_how", 2),
        (("hold", "steiner", "--holder", "niemand"), "query.no_person", 1),
        (("hold", "steiner", "--substitute", "coordinator"), "seats.never_votes", 1),
        (("hold", "niets", "--vacant"), "seats.none", 1),
    ]
    for words, code, exit_code in ill:
        told = demo("council", "seats", *words, *COORDINATOR, "--json", code=None)
        assert (told.code, told.codes) == (exit_code, [code]), words


def test_a_seat_for_expertise_has_no_vote(demo: Terminal) -> None:
    words = ("add", "expert", "--title", "Expert", "--expertise", "Taal en STEM")
    made = demo.json("council", "seats", *words, *COORDINATOR)

    assert (made["votes"], made["expertise"]) == (False, "Taal en STEM")
    again = ("add", "nog", "--expertise", "Taal", "--decision", "2023-999", *COORDINATOR, "--json")
    assert demo("council", "seats", *again, code=1).codes == ["seats.no_decision"]


def test_a_vote_is_counted_and_can_be_done_again(demo: Terminal) -> None:
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    demo("council", "attend", DAY, "--item", "1", "schepen", "recused", *CHAIR)
    demo("council", "vote", DAY, "1", "clb", "no", *CHAIR)
    item = demo.json("council", "vote", DAY, "1", "steiner", "yes", *CHAIR)

    assert (item["votes"], item["presence"]["schepen"]) == ({"clb": "no", "steiner": "yes"}, "recused")
    assert item["verdict"]["adopted"] is False
    assert demo.json("council", "redo", DAY, "1", "--why", "Verkeerd geteld", *CHAIR)["votes"] == {}


def test_presence_takes_a_time_and_a_substitute(demo: Terminal) -> None:
    demo("council", "attend", DAY, "clb", "present", "--at", "14:05", "--substitute", *CHAIR)
    told = demo("council", "attend", DAY, "steiner", "present", "--at", "straks", *CHAIR, "--json", code=1)

    assert told.codes == ["meetings.not_a_time"]
    assert demo.json("council", "meeting", DAY)["presence"] == {"clb": "present"}


def test_a_vote_by_two_thirds_is_opened(demo: Terminal) -> None:
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    item = demo.json("council", "ballot", DAY, "1", "--by", "two-thirds", *CHAIR)
    voted = demo.json("council", "vote", DAY, "1", "clb", "yes", *CHAIR)

    assert item["ballot"] == {"method": "two-thirds", "secret": False, "yes": 0, "no": 0, "abstain": 0}
    assert (voted["ballot"]["yes"], voted["roll"]["clb"], voted["roll"]["steiner"]) == (1, "yes", "not_voted")
    assert "twee derde" in demo("council", "meeting", DAY).out


def test_a_secret_vote_is_counted_and_can_be_done_again(demo: Terminal) -> None:
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    demo("council", "ballot", DAY, "1", "--secret", *CHAIR)
    counts = ("--yes", "12", "--no", "4", "--abstain", "1")
    item = demo.json("council", "tally", DAY, "1", *counts, *CHAIR)

    assert (item["votes"], item["ballot"]["yes"], item["verdict"]["adopted"]) == ({}, 12, True)
    assert demo("council", "tally", DAY, "1", *counts, *CHAIR, "--json", code=1).codes == ["meetings.vote_stands"]
    assert demo.json("council", "redo", DAY, "1", "--why", "Verkeerd geteld", *CHAIR)["ballot"] is None


def test_the_plenary_advises_at_an_open_meeting(demo: Terminal) -> None:
    counts = ("--yes", "3", "--no", "40", "--abstain", "2")
    assert demo("council", "advise", DAY, "1", *counts, *CHAIR, "--json", code=1).codes == ["meetings.not_open"]

    demo("council", "convene", "2023-12-01", "--open", *COORDINATOR)
    demo("council", "agenda", "2023-12-01", "add", "--title", "Jaarplan", *COORDINATOR)
    words = ("council", "advise", "2023-12-01", "1", *counts, "--as", "voorzitter", "--now", "2023-12-01")
    assert demo.json(*words)["advice"] == {"yes": 3, "no": 40, "abstain": 2}
    assert "Advies van het hele netwerk: 3 voor, 40 tegen" in demo("council", "meeting", "2023-12-01").out
