"""At the table from a terminal: seats and who sits there, positions, presence, votes and ballots."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from labflow import typed
from labflow.cli.answering import Answer, Lines
from labflow.cli.answering import table as columns
from labflow.cli.meeting_lines import item_lines, meeting_lines
from labflow.cli.parsing import WrongUsage
from labflow.cli.session import Session
from labflow.presenting_council import item_object, meeting_object, seat_object
from labflow.reasons import NotFound, Reason

if TYPE_CHECKING:
    from labflow.change import Change
    from labflow.sitting import Item, Seat, Sitting

SEAT_ACTS = ("add", "end", "hold")
SEAT_COLUMNS = ("seat", "title", "votes", "from", "until", "sits")


def seats(session: Session) -> Answer:
    """The seats; `add` or `end` one, or say who holds it."""
    from labflow.queries import council as queries

    act, key = session.given.text("act"), session.given.text("seat")
    if not act:
        with session.looking() as (conn, today):
            found = queries.seats(conn, today)
        return Answer([seat_object(one, session.lang) for one in found], _seat_lines(session, found))
    if act not in SEAT_ACTS or not key:
        raise WrongUsage(Reason("cli.seats_how"))
    verbs = {"add": _add, "end": _end, "hold": _hold}
    with session.acting() as change:
        changed = verbs[act](session, change, key)
    said = session.say(f"cli.done.seat_{act}", seat=changed.key, title=changed.title)
    return Answer(seat_object(changed, session.lang), (said,))


def position(session: Session) -> Answer:
    """What a seat thinks before the meeting."""
    from labflow import voting

    given = session.given
    return on_item(session, lambda change: voting.position(
        change, session.catalogue, on_day(session), given.text("n"), given.text("seat"), given.text("value"),
        given.text("text"),
    ))  # fmt: skip


def attend(session: Session) -> Answer:
    """What a seat, or every seat, is at the meeting or at one item."""
    from labflow import voting

    given = session.given
    seat, item = given.text("seat"), given.values["item"]
    if bool(seat) == given.flag("all"):
        raise WrongUsage(Reason("cli.one_of_two", {"name": "SEAT", "flag": "--all"}))
    return on_meeting(session, lambda change: voting.attend(
        change, session.catalogue, on_day(session), seat or voting.EVERYBODY, given.text("value"), item,
        at=given.values["at"], substitute=given.flag("substitute"),
    ))  # fmt: skip


def ballot(session: Session) -> Answer:
    """Open a vote."""
    from labflow import ballots

    given = session.given
    return on_item(session, lambda change: ballots.open_(
        change, session.catalogue, on_day(session), given.text("n"), given.text("by") or "vote", given.flag("secret"),
    ))  # fmt: skip


def vote(session: Session) -> Answer:
    """The vote of a seat."""
    from labflow import voting

    given = session.given
    return on_item(session, lambda change: voting.vote(
        change, session.catalogue, on_day(session), given.text("n"), given.text("seat"), given.text("value"),
    ))  # fmt: skip


def tally(session: Session) -> Answer:
    """The three numbers of a secret vote."""
    from labflow import ballots

    return on_item(session, lambda change: ballots.tally(
        change, session.catalogue, on_day(session), session.given.text("n"), *_counts(session)))  # fmt: skip


def advise(session: Session) -> Answer:
    """What the plenary advises, in three numbers."""
    from labflow import ballots

    return on_item(session, lambda change: ballots.advise(
        change, session.catalogue, on_day(session), session.given.text("n"), *_counts(session)))  # fmt: skip


def on_item(session: Session, verb: "Callable[[Change], Item]") -> Answer:
    """Act, and answer with the item as it is then."""
    from labflow.presiding import sitting_on

    with session.acting() as change:
        item = verb(change)
        found = sitting_on(change, on_day(session))
    return Answer(item_object(found, item, session.lang), item_lines(found, item, session.lang))


def on_meeting(session: Session, verb: "Callable[[Change], object]") -> Answer:
    """Act, and answer with the meeting as it is then."""
    from labflow.presiding import sitting_on

    with session.acting() as change:
        verb(change)
        found = sitting_on(change, on_day(session))
    return told_meeting(session, found)


def told_meeting(session: Session, found: "Sitting") -> Answer:
    """Answer with a meeting."""
    return Answer(meeting_object(found, session.lang), meeting_lines(found, session.lang))


def found_meeting(session: Session, conn: Any) -> "Sitting":
    """Return the meeting of the day that was typed. Raises Invalid or NotFound."""
    from labflow.queries.council import sitting

    day = on_day(session)
    found = sitting(conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def on_day(session: Session) -> date:
    """Return the day of the meeting that was typed. Raises Invalid."""
    return typed.day(session.given.text("date"), "meeting_day")


def _counts(session: Session) -> tuple[str, str, str]:
    given = session.given
    return given.text("yes"), given.text("no"), given.text("abstain")


def _seat_lines(session: Session, found: "tuple[Seat, ...]") -> Lines:
    header = [session.say(f"cli.column.{name}") for name in SEAT_COLUMNS]
    lines = columns(header, (
        (one.key, one.title.in_(session.lang), session.say("cli.yes" if one.votes else "cli.no"),
         _day_words(session, one.from_day), _day_words(session, one.until_day), session.say(f"cli.sits.{_sits(one)}"))
        for one in found
    ))  # fmt: skip
    return lines or (session.say("cli.no_seats"),)


def _sits(seat: "Seat") -> str:
    if seat.vacant:
        return "vacant"
    return ("known" if seat.holder else "not_known") + ("_and_substitute" if seat.substitute else "")


def _add(session: Session, change: "Change", key: str) -> "Seat":
    from labflow import seats

    given, title = session.given, session.given.text("title") or key
    if given.text("expertise"):
        made = seats.extend(
            change, session.catalogue, key, title, given.text("expertise"), given.text("decision") or None
        )  # fmt: skip
    else:
        made = seats.add(change, session.catalogue, key, title, votes=not given.flag("no_vote"), from_day=change.on)
    return _seat_people(session, change, made) if given.text("holder") or given.text("substitute") else made


def _end(session: Session, change: "Change", key: str) -> "Seat":
    from labflow import seats

    return seats.end(change, session.catalogue, key)


def _hold(session: Session, change: "Change", key: str) -> "Seat":
    from labflow import seats

    given = session.given
    if given.flag("vacant") == bool(given.text("holder") or given.text("substitute")):
        raise WrongUsage(Reason("cli.seats_hold_how"))
    if given.flag("vacant"):
        return seats.vacate(change, session.catalogue, key)
    return _seat_people(session, change, seats.seat_of(change, key))


def _seat_people(session: Session, change: "Change", seat: "Seat") -> "Seat":
    from labflow import lifecycle, seats

    for name, verb in (("holder", seats.hold), ("substitute", seats.substitute)):
        if key := session.given.text(name):
            seat = verb(change, session.catalogue, seat.key, lifecycle.known_person(change, session.catalogue, key))
    return seat


def _day_words(session: Session, day: date | None) -> str:
    return session.say("cli.day", day=day) if day else ""
