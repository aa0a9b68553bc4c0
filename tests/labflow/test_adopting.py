"""The body's own rules: adopted by a decision with two thirds, in force from its day, and judged by for ever."""

from datetime import date

from labflow import adopting, closing, council, meetings, noting, seats
from labflow.queries.council import reglement_of, rules_in_force
from labflow.queries.register import decision
from labflow.store import Store
from tests.labflow.council_room import DAY, RULES, SYSTEM, Room, room
from tests.prepared import prepared

LATER, LONG_AFTER = date(2023, 11, 24), date(2031, 3, 14)
STRICT = {**RULES[0], "version": 2, "quorum": {"at_least": "4/5", "of": "electorate"}}


@prepared
def body(store: Store) -> Room:
    """A meeting with a plain title, another one planned, and a second version of the rules published."""
    made = room(store).convened().convened(LATER)
    made.does("coordinator", meetings.place_title, DAY, "Jaarplan")
    with store.change(SYSTEM, now=made.noon) as change:
        seats.publish(change, STRICT)
    made.does("coordinator", adopting.put, DAY, 2)
    return made.gathered(9).voted(2, "6-3-0")


def adopted(body: Room) -> Room:
    body.does("chair", noting.note, DAY, 1, "approved")
    body.does("chair", noting.note, DAY, 2, "approved")
    body.does("chair", closing.close, DAY)
    return body


def in_force(body: Room, day: date) -> tuple[int, str | None]:
    with body.store.reading() as conn:
        found = rules_in_force(conn, day)
    assert found is not None
    return found.version, found.adopted_by


def test_the_rules_ask_two_thirds(body: Room) -> None:
    assert body.refused("chair", noting.note, DAY, 2, "approved", "vote") == ["closing.needs_two_thirds"]
    body.does("chair", noting.note, DAY, 2, "approved")

    noted = body.sitting().item(2).noted
    assert noted is not None
    assert noted.by == "two-thirds"


def test_a_version_holds_from_the_day_of_its_decision(body: Room) -> None:
    adopted(body)

    assert (in_force(body, DAY), in_force(body, LONG_AFTER)) == ((2, "2023-002"), (2, "2023-002"))
    assert (body.sitting().reglement.version, body.sitting(LATER).reglement.version) == (1, 2)
    assert body.sitting(LATER).reglement.adopted_by == "2023-002"


def test_a_decision_is_judged_by_its_own_rules_years_later(body: Room) -> None:
    adopted(body)
    body.today = LONG_AFTER

    with body.store.reading() as conn:
        old = decision(conn, "2023-001")
        assert old is not None
        own, newest = reglement_of(conn, old.reglement), reglement_of(conn)
    assert own is not None
    assert newest is not None
    assert (council.verdict(own, old.count).adopted, council.verdict(newest, old.count).adopted) == (True, False)


def test_what_was_rejected_is_not_in_force(body: Room) -> None:
    body.does("chair", closing.redo, DAY, 2, "Opnieuw")
    body.voted(2, "3-6-0").does("chair", noting.note, DAY, 2, "rejected")
    body.does("chair", noting.note, DAY, 1, "approved")
    body.does("chair", closing.close, DAY)

    assert body.sitting(LATER).reglement.version == 1
    with body.store.reading() as conn:
        assert decision(conn, "2023-002").kind == "rules"  # type: ignore[union-attr]


def test_a_version_stands_on_an_agenda_once_and_only_when_it_is_published(body: Room) -> None:
    assert body.refused("coordinator", adopting.put, DAY, 2) == ["adopting.on_agenda"]
    assert body.refused("coordinator", adopting.put, DAY, 3) == ["adopting.no_version"]
    assert body.refused("member", adopting.put, DAY, 2) == ["access.not_allowed"]
    adopted(body)
    assert body.refused("coordinator", adopting.put, LATER, 2) == ["adopting.adopted"]
