"""A forum that cannot wait for the next meeting: asked, granted by another, spent, objected to or not, ratified.

After the report's forum on poverty: several schools and an organisation wanted to begin before the body could meet.
"""

from datetime import date

from labflow import closing, conditions, lifecycle, mandates, requesting, settling
from labflow.closing import Closed, Term
from labflow.facts import Mandate
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, room
from tests.prepared import prepared

ASKED, GRANTED, FORUM, AFTER = date(2023, 9, 11), date(2023, 9, 12), date(2023, 9, 20), date(2023, 11, 24)
WHY = "De scholen hebben hun avond al vastgelegd; de volgende vergadering komt te laat"


@prepared
def begun(store: Store) -> Room:
    """The forum may begin: 500 euro at most, until the meeting of 29 September, where it must be ratified."""
    body = room(store).convened(DAY).convened(AFTER)
    body.does("coordinator", lifecycle.open_, "labo", "Forum kansarmoede", lead="lead")
    body.does("lead", mandates.ask, "forum-kansarmoede", "Eén avond met de scholen, niets daarna", "500", WHY)
    body.today = GRANTED
    assert body.does("chair", mandates.grant, "m-2023-001") == DAY
    return body


def mandate(body: Room) -> Mandate:
    """The mandate of the forum."""
    (found,) = body.dossier("forum-kansarmoede").mandates
    return found


def settled(body: Room, outcome: str, *, day: date = DAY, terms: tuple[Term, ...] = ()) -> Closed:
    """The meeting looks at the ratification, its only item, and closes."""
    body.gathered(9, day).does("chair", closing.note, day, 1, outcome, terms=terms)
    closed = body.does("chair", closing.close, day)
    assert isinstance(closed, Closed)
    return closed


def spend(body: Room) -> None:
    """The evening itself."""
    body.today = FORUM
    body.does("lead", mandates.spend, "m-2023-001", "420", "Zaal en soep")


def test_the_forum_begins_and_the_body_ratifies_it(begun: Room) -> None:
    spend(begun)
    marked = begun.dossier("forum-kansarmoede").mandate
    assert marked is not None
    assert (marked.cents, marked.spent, marked.until_day) == (50_000, 42_000, DAY)
    assert [(item.kind, item.slug) for item in begun.sitting().items] == [("ratification", "forum-kansarmoede")]

    closed = settled(begun, "approved")

    assert [(one.number, one.outcome, one.moved) for one in closed.decisions] == [("2023-001", "approved", False)]
    assert (mandate(begun).state, mandate(begun).spent) == ("ratified", 42_000)
    assert begun.dossier("forum-kansarmoede").stage_key == "verkenning"
    assert "requirement.decision_missing" in begun.refused(
        "coordinator", lifecycle.advance, "forum-kansarmoede", "opstarten"
    )
    assert begun.verified().ok


def test_a_member_objects_and_the_members_answer_before_they_meet(begun: Room) -> None:
    assert (
        begun.does("member", mandates.object_, "m-2023-001", "zetel-01", "Dit is een taak van de stad") == "s-2023-001"
    )

    careful = begun.sitting().item(1).careful
    assert careful is not None
    assert "Dit is een taak van de stad" in careful.nl
    begun.today = date(2023, 9, 25)
    begun.does("coordinator", settling.settle)
    settled(begun, "approved")
    assert mandate(begun).state == "ratified"
    assert begun.verified().ok


def test_the_body_says_no_and_what_was_spent_stays(begun: Room) -> None:
    spend(begun)
    begun.gathered(9).voted(1, "3-6-0").does("chair", closing.note, DAY, 1, "rejected")
    begun.does("chair", closing.close, DAY)

    assert (mandate(begun).state, mandate(begun).spent) == ("refused", 42_000)
    assert begun.refused("lead", mandates.spend, "m-2023-001", "1", "Koffie") == ["mandates.not_running"]
    begun.today = date(2023, 10, 2)
    again = ("forum-kansarmoede", "Nog een avond", "100", WHY)
    assert begun.refused("lead", mandates.ask, *again) == ["mandates.refused_before"]
    assert begun.dossier("forum-kansarmoede").stage_key == "verkenning"


def test_the_votes_tie_and_a_tie_ratifies_nothing(begun: Room) -> None:
    begun.gathered(10).voted(1, "5-5-0")

    assert "council.tied" in begun.refused("chair", closing.note, DAY, 1, "approved")
    begun.does("chair", closing.note, DAY, 1, "rejected")
    begun.does("chair", closing.close, DAY)
    assert mandate(begun).state == "refused"


def test_the_body_ratifies_with_a_condition_that_somebody_else_looks_after(begun: Room) -> None:
    settled(begun, "approved-with-conditions", terms=(Term("Verslag aan de leden", "lead", "2023-11-01"),))

    assert mandate(begun).state == "changed"
    ticked = begun.does("coordinator", conditions.meet, "2023-001", 1, "Verslag verstuurd")
    assert isinstance(ticked, conditions.Ticked)
    assert (ticked.state, ticked.moved) == ("met", False)


def test_too_few_members_come_so_it_waits_for_the_next_meeting_once(begun: Room) -> None:
    begun.gathered(8).does("secretary", closing.note, DAY, 1, "not-reached")
    begun.does("chair", closing.close, DAY)

    assert (mandate(begun).state, mandate(begun).until_day) == ("extended", AFTER)
    assert [(item.kind, item.about_id) for item in begun.sitting(AFTER).items] == [("ratification", mandate(begun).id)]
    begun.gathered(8, AFTER).does("secretary", closing.note, AFTER, 1, "not-reached")
    begun.does("chair", closing.close, AFTER)
    assert mandate(begun).state == "lapsed"


def test_nobody_closes_the_meeting_and_it_ends_by_the_clock(begun: Room) -> None:
    begun.today = date(2023, 9, 30)

    assert begun.dossier("forum-kansarmoede").mandate is None
    begun.does("coordinator", settling.settle)
    assert mandate(begun).state == "lapsed"
    settled(begun, "approved")
    assert mandate(begun).state == "ratified"


def test_the_request_is_withdrawn_meanwhile(store: Store) -> None:
    body = room(store).convened(DAY)
    number = body.asked("Forum kansarmoede")
    body.does("lead", mandates.ask, "forum-kansarmoede", "Eén avond", "500", WHY, number)
    body.does("chair", mandates.grant, "m-2023-001")

    body.does("coordinator", requesting.withdraw, number)

    assert mandate(body).state == "ended"
    settled(body, "noted")
    assert mandate(body).state == "ended"
