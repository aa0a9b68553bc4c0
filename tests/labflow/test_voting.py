"""At the table: positions, who is there, votes."""

from labflow import ballots, closing, meetings, rows, seats, voting
from labflow.queries.reading import fetch
from labflow.sitting import Position
from labflow.store import Store
from labflow.texts import say
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A meeting with one item."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made


def test_a_member_gives_a_position_and_may_change_it(body: Room) -> None:
    body.does("member", voting.position, DAY, 1, "zetel-01", "agree")
    body.does("member", voting.position, DAY, "1", "zetel-01", "discuss", "Hoe zit het met de uren?")

    assert body.sitting().item(1).positions == {"zetel-01": Position("discuss", "Hoe zit het met de uren?")}


def test_a_member_speaks_for_the_own_seat_only(body: Room) -> None:
    assert body.refused("member", voting.position, DAY, 1, "zetel-02", "agree") == ["meetings.not_your_seat"]
    assert body.refused("coordinator", voting.position, DAY, 1, "zetel-02", "agree") == ["access.not_allowed"]
    body.does("secretary", voting.position, DAY, 1, "zetel-02", "agree")
    assert body.sitting().item(1).positions == {"zetel-02": Position("agree")}


ILL_POSITIONS = [
    (1, "zetel-01", "maybe", "typed.not_a_choice"),
    (1, "zetel-01", None, "typed.not_a_choice"),
    (1, "zetel-99", "agree", "meetings.no_seat"),
    (1, "\ud800", "agree", "meetings.no_seat"),
    (1, "coordinatie", "agree", "meetings.no_vote"),
    (2, "zetel-01", "agree", "meetings.no_item"),
    (2**63, "zetel-01", "agree", "typed.not_a_number"),
    ("een", "zetel-01", "agree", "typed.not_a_number"),
]


def test_what_is_no_position_is_refused(body: Room) -> None:
    for n, seat, value, code in ILL_POSITIONS:
        assert body.refused("secretary", voting.position, DAY, n, seat, value) == [code]


def test_the_page_says_whether_this_council_can_decide(body: Room) -> None:
    assert say(body.sitting().can_decide(), "nl") == (
        "9 van de 17 stemgerechtigden moeten er zijn. 0 hebben al geantwoord."
    )

    body.does("member", voting.attend, DAY, "zetel-01", "coming")
    body.does("other", voting.attend, DAY, "zetel-02", "not_coming")

    assert say(body.sitting().can_decide(), "nl") == (
        "9 van de 17 stemgerechtigden moeten er zijn. 2 hebben al geantwoord, van wie er 1 komen."
    )


def test_who_is_there_is_known_on_the_day_only(body: Room) -> None:
    assert body.refused("secretary", voting.attend, DAY, "all", "present") == ["meetings.not_yet"]
    body.does("secretary", voting.attend, DAY, "zetel-03", "excused")

    body.gathered(0).does("coordinator", voting.attend, DAY, "all", "present")

    assert set(body.sitting().presence.values()) == {"present"}
    assert body.sitting().verdict(body.sitting().item(1)).quorate


def test_a_member_says_who_comes_but_not_who_is_there(body: Room) -> None:
    body.gathered(0)

    assert body.refused("member", voting.attend, DAY, "zetel-01", "present") == ["meetings.presence_is_noted"]
    assert body.refused("member", voting.attend, DAY, "all", "coming") == ["meetings.not_your_seat"]
    assert body.refused("lead", voting.attend, DAY, "zetel-01", "coming") == ["access.not_allowed"]


def test_stepping_aside_is_for_one_item(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Ander punt")
    body.gathered(9)
    body.does("member", voting.attend, DAY, "zetel-01", "recused", 2)

    first, second = body.sitting().items
    assert (body.sitting().count(first, "vote").recused, body.sitting().count(second, "vote").recused) == (0, 1)
    assert (body.sitting().verdict(first).quorum, body.sitting().verdict(second).quorum) == (9, 9)
    assert body.refused("member", voting.attend, DAY, "zetel-01", "recused") == ["meetings.recusal_needs_item"]
    assert body.refused("member", voting.attend, DAY, "zetel-01", "coming", 1) == ["meetings.answer_is_for_the_meeting"]
    assert body.refused("chair", voting.vote, DAY, 2, "zetel-01", "yes") == ["meetings.is_recused"]


def test_recusal_of_an_absent_seat_can_make_a_quorum(store: Store) -> None:
    body = room(store, 22).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(11)
    assert body.sitting().verdict(body.sitting().item(1)).quorate is False

    body.does("secretary", voting.attend, DAY, "zetel-22", "recused", 1)

    assert body.sitting().verdict(body.sitting().item(1)).quorate is True


def test_a_vote_may_change_until_a_result_is_noted(body: Room) -> None:
    body.gathered(9).voted(1, "5-4-0")
    body.does("member", voting.vote, DAY, 1, "zetel-01", "no")

    assert body.sitting().count(body.sitting().item(1), "vote").yes == 4

    body.does("chair", closing.note, DAY, 1, "rejected")
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.already_noted"]
    assert body.refused("member", voting.position, DAY, 1, "zetel-01", "agree") == ["meetings.already_noted"]
    assert body.refused("secretary", voting.attend, DAY, "zetel-17", "present", 1) == ["meetings.already_noted"]


def test_nobody_votes_before_the_day_from_elsewhere_or_for_another(body: Room) -> None:
    both = ["meetings.not_yet", "meetings.not_present"]
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == both
    body.gathered(1)
    assert body.refused("other", voting.vote, DAY, 1, "zetel-02", "yes") == ["meetings.not_present"]
    assert body.refused("member", voting.vote, DAY, 1, "zetel-02", "yes") == ["meetings.not_your_seat"]
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "perhaps") == ["typed.not_a_choice"]
    assert body.refused("coordinator", voting.vote, DAY, 1, "coordinatie", "yes") == ["meetings.no_vote"]


def test_presence_stays_as_it_is_while_a_vote_stands(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Ander punt")
    body.gathered(9).voted(1, "5-0-0")

    assert body.refused("secretary", voting.attend, DAY, "zetel-01", "absent", 1) == ["meetings.presence_frozen"]
    assert body.refused("secretary", voting.attend, DAY, "all", "present") == ["meetings.presence_frozen"]
    body.does("secretary", voting.attend, DAY, "zetel-17", "present", 2)

    body.does("chair", closing.note, DAY, 1, "approved")
    body.does("secretary", voting.attend, DAY, "all", "present")

    first = body.sitting().item(1)
    assert first.noted is not None
    assert body.sitting().noted_verdict(first).sentence.values["present"] == 9


def test_of_two_holders_of_one_seat_only_the_first_vote_counts(body: Room) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Holder(id="twin", seat_id="seat-zetel-01", person_id="person-lead"))
        change.record("people")
    body.gathered(9).does("lead", voting.vote, DAY, 1, "zetel-01", "no")

    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.seat_has_voted"]
    body.does("lead", voting.vote, DAY, 1, "zetel-01", "abstain")
    assert body.sitting().item(1).votes == {"zetel-01": "abstain"}


def test_of_holder_and_substitute_who_sits_there_votes_and_the_seat_counts_once(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")
    body.gathered(9)
    assert body.refused("lead", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.another_sits_there"]

    body.does("secretary", voting.attend, DAY, "zetel-01", "present", substitute=True)

    item = body.sitting().item(1)
    assert body.sitting().count(item, "vote").present == 9
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.another_sits_there"]
    body.does("lead", voting.vote, DAY, 1, "zetel-01", "yes")


def test_a_substitute_may_stand_in_for_one_item_only(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")
    body.does("coordinator", meetings.place_title, DAY, "Ander punt")
    body.gathered(9).does("secretary", voting.attend, DAY, "zetel-01", "present", 2, substitute=True)

    body.does("member", voting.vote, DAY, 1, "zetel-01", "yes")
    body.does("lead", voting.vote, DAY, 2, "zetel-01", "no")

    assert [item.votes for item in body.sitting().items] == [{"zetel-01": "yes"}, {"zetel-01": "no"}]


def test_who_sits_there_is_told_of_a_vote_that_somebody_else_entered(body: Room) -> None:
    body.gathered(9).does("secretary", voting.vote, DAY, 1, "zetel-01", "yes")
    body.does("other", voting.vote, DAY, 1, "zetel-02", "yes")

    with body.store.reading() as conn:
        votes = {row.id: row.person_id for row in fetch(conn, rows.Vote)}
        (letter,) = fetch(conn, rows.Letter, rows.Letter.kind == "vote_entered")
    assert letter.to_id == "person-member"
    assert votes[letter.about_id] == "person-secretary"


def test_a_first_vote_opens_a_plain_named_ballot_on_the_text(body: Room) -> None:
    body.gathered(9).does("member", voting.vote, DAY, 1, "zetel-01", "yes")

    item = body.sitting().item(1)
    assert item.ballot is not None
    assert (item.ballot.method, item.ballot.secret, item.ballot.text_sha256) == ("vote", False, item.text_sha256)
    with body.store.reading() as conn:
        assert {row.text_sha256 for row in fetch(conn, rows.Vote)} == {item.text_sha256}


def test_a_vote_on_an_item_waits_for_its_amendments(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Amendement")
    main, amendment = body.sitting().items
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.AgendaItem, amendment.id, kind="amendment", amends_id=main.id)
        change.record("amend")
    body.gathered(9)

    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.amendments_first"]
    assert body.refused("chair", ballots.open_, DAY, 1) == ["meetings.amendments_first"]
    body.voted(2, "5-0-0").does("chair", closing.note, DAY, 2, "approved")
    body.does("member", voting.vote, DAY, 1, "zetel-01", "yes")


def test_a_vote_on_a_text_that_changed_in_substance_counts_once_it_is_confirmed(body: Room) -> None:
    body.does("coordinator", meetings.place, DAY, body.asked(ready=False))
    body.gathered(9).voted(2, "3-0-0")
    body.does("secretary", voting.position, DAY, 2, "zetel-05", "agree")
    reworded(body, 2, "substantive")

    item = body.sitting().item(2)
    assert (item.votes, item.positions, item.unconfirmed) == ({}, {}, ("zetel-01", "zetel-02", "zetel-03"))
    assert item.is_voted is False

    body.does("member", voting.vote, DAY, 2, "zetel-01", "no")

    item = body.sitting().item(2)
    assert (item.votes, item.unconfirmed) == ({"zetel-01": "no"}, ("zetel-02", "zetel-03"))
    assert item.ballot is not None
    assert item.ballot.text_sha256 == item.text_sha256
    assert body.verified().ok


def test_an_editorial_change_keeps_the_votes(body: Room) -> None:
    body.does("coordinator", meetings.place, DAY, body.asked(ready=False))
    body.gathered(9).voted(2, "3-0-0")
    reworded(body, 2, "editorial")

    item = body.sitting().item(2)
    assert (len(item.votes), item.unconfirmed) == (3, ())


def test_a_noted_result_keeps_its_votes_whatever_becomes_of_the_text(body: Room) -> None:
    body.does("coordinator", meetings.place, DAY, body.asked(ready=False))
    body.gathered(9).voted(2, "5-0-0").does("chair", closing.note, DAY, 2, "deferred")
    reworded(body, 2, "substantive")

    assert len(body.sitting().item(2).votes) == 5
    assert body.verified().ok


def test_the_chair_of_one_meeting_may_enter_what_others_say(body: Room) -> None:
    body.gathered(9)
    assert body.refused("member", voting.vote, DAY, 1, "zetel-05", "yes") == ["meetings.not_your_seat"]
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting().id, chair_id="person-member")
        change.record("preside")

    body.does("member", voting.vote, DAY, 1, "zetel-05", "yes")


def reworded(body: Room, n: int, kind: str) -> None:
    """The text of the request under an item changes, as `wording` does it."""
    request = body.sitting().item(n).request
    assert request is not None
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Wording(
            id="wording", request_id=request.id, kind=kind, sha256_before=request.text_sha256, sha256_after="new",
            before="{}", after="{}", on_day=change.on, n=1,
        ))  # fmt: skip
        change.put(rows.Request, request.id, text_sha256="new")
        change.record("reword")
