"""What one does with initiatives: look, open, answer points, ask, move, tell facts. Each function is one command."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, Lines, table
from labflow.cli.describing import initiative_lines
from labflow.cli.parsing import WrongUsage, printable
from labflow.cli.session import Session
from labflow.presenting import initiative_object, request_object
from labflow.reasons import NotFound, Reason

if TYPE_CHECKING:
    from labflow.change import Change
    from labflow.dossier import Dossier

Verb = Callable[["Change"], object]


def list_(session: Session) -> Answer:
    """Every initiative that this reader may see."""
    from labflow.queries.initiatives import dossiers

    wanted = {name: session.given.text(name) for name in ("kind", "phase", "lead")}
    with session.reading() as (conn, actor, today):
        found = dossiers(conn, session.catalogue, actor, today)
    objects = [initiative_object(dossier, session.lang, with_options=False) for dossier in found]
    chosen = [n for n, one in enumerate(objects) if _fits(one, wanted)]
    return Answer([objects[n] for n in chosen], _listed([found[n] for n in chosen], session))


def show(session: Session) -> Answer:
    """One initiative: where it stands and what may happen next, with every reason why not."""
    from labflow.queries.initiatives import dossier

    with session.reading() as (conn, actor, today):
        found = dossier(conn, session.catalogue, actor, session.given.text("slug"), today)
    return _shown(found, session)


def stalled(session: Session) -> Answer:
    """What is stuck, why, whose move it is and one thing to do; with --all also what is soon stuck, and what rests."""
    from labflow.cli.describing import stalled_lines
    from labflow.queries.stalled import ALL, watched
    from labflow.stall import as_json, everything, findings, missing_years

    with session.reading() as (conn, _, today):
        known, _beyond = watched(conn, session.catalogue, today, ALL)
    found = everything(known) if session.given.flag("all") else findings(known)
    lines = stalled_lines(found, session.lang, missing_years(known, today))
    return Answer([dict(as_json(row, session.lang)) for row in found], lines)


def open_(session: Session) -> Answer:
    """A new initiative in the first stage of its workflow."""
    from labflow import lifecycle

    given = session.given
    with session.acting() as change:
        slug = lifecycle.open_(change, session.catalogue, given.text("kind"), given.text("title"),
                               given.text("lead") or None, given.text("parent") or None)  # fmt: skip
        found = _now(change, session, slug)
    return _done(found, session, "open")


def tick(session: Session) -> Answer:
    """How a checklist point stands, or why it comes later."""
    from labflow import lifecycle

    given = session.given
    return _acted(session, "tick", lambda change: lifecycle.tick(
        change, session.catalogue, given.text("slug"), given.text("item"), given.text("state") or "done",
        given.text("evidence"), given.text("explain"), given.text("by") or None, _rev(session),
    ))  # fmt: skip


def note(session: Session) -> Answer:
    """A line in the log of an initiative."""
    from labflow import lifecycle

    given = session.given
    with session.acting() as change:
        lifecycle.note(change, session.catalogue, given.text("slug"), given.text("text"),
                       given.text("kind") or "nota", given.text("mood") or None)  # fmt: skip
        found = _now(change, session, given.text("slug"))
    written = found.notes[-1]
    return Answer(
        {"initiative": found.slug, "kind": written.kind, "mood": written.mood, "text": written.text.nl,
         "who": written.who, "on": written.on_day.isoformat() if written.on_day else None},
        (session.say("cli.done.note", title=found.title),),
    )  # fmt: skip


def request(session: Session) -> Answer:
    """Ask the deciding body for a transition; for a next meeting that is too near it says which one is in time."""
    from labflow import requesting
    from labflow.queries.due import earliest

    given = session.given
    with session.acting() as change:
        number = requesting.request(change, session.catalogue, given.text("slug"), given.text("transition"),
                                    asks(session), given.text("amount") or None, given.text("motivation"))  # fmt: skip
        found, in_time = _now(change, session, given.text("slug")), earliest(change.conn, change.on)
    answer, near = _requested(found, number, session), found.next_meeting
    if near is None or in_time == near:
        return answer
    code = "agenda.in_time" if in_time else "agenda.none_in_time"
    return Answer(answer.value, (*answer.lines, session.say(code, near=near, **({"day": in_time} if in_time else {}))))


def return_(session: Session) -> Answer:
    """Send a request back with one question."""
    from labflow import requesting

    question = session.given.text("question")
    return _on_request(session, lambda change, number: requesting.return_(change, session.catalogue, number, question))


def accept(session: Session) -> Answer:
    """Say that a request is ready for an agenda."""
    from labflow import requesting

    return _on_request(session, lambda change, number: requesting.accept(change, session.catalogue, number))


def withdraw(session: Session) -> Answer:
    """Take a request back."""
    from labflow import requesting

    return _on_request(session, lambda change, number: requesting.withdraw(change, session.catalogue, number))


def advance(session: Session) -> Answer:
    """Take a transition; with a key, repeating gives the first answer and changes nothing."""
    from labflow import lifecycle

    given, is_dry = session.given, session.given.flag("dry_run")
    args = {name: given.values[name] for name in ("slug", "transition", "set", "rev")}
    with session.acting(dry_run=is_dry, key=_key(session)) as change:
        first = change.repeated("advance", args)
        if first is not None:
            return Answer(first, (session.say("cli.repeated"),))
        lifecycle.advance(change, session.catalogue, given.text("slug"), given.text("transition"),
                          asks(session), _rev(session))  # fmt: skip
        found = _now(change, session, given.text("slug"))
        shown = initiative_object(found, session.lang)
        change.answer("advance", args, shown)
    return Answer(shown, _lines(found, session, "dry_run" if is_dry else "advance"))


def pause(session: Session) -> Answer:
    """Let the clock stand still until a day; the stage stays."""
    from labflow import lifecycle

    given = session.given
    return _acted(session, "pause", lambda change: lifecycle.pause(
        change, session.catalogue, given.text("slug"), given.text("why"), given.text("until")))  # fmt: skip


def resume(session: Session) -> Answer:
    """Let the clock run again."""
    from labflow import lifecycle

    return _acted(session, "resume", lambda change: lifecycle.resume(
        change, session.catalogue, session.given.text("slug")))  # fmt: skip


def acted(session: Session, act: str, verb: Verb) -> Answer:
    """Run one verb on the initiative that was named and show it as it then is."""
    with session.acting() as change:
        verb(change)
        found = _now(change, session, session.given.text("slug"))
    return _done(found, session, act)


_acted = acted


def _on_request(session: Session, verb: "Callable[[Change, str], None]") -> Answer:
    number = session.given.text("request")
    with session.acting() as change:
        verb(change, number)
        found = _with_request(change, session, number)
    return _requested(found, number, session)


def _with_request(change: "Change", session: Session, number: str) -> "Dossier":
    from labflow.queries.initiatives import TABLE, dossiers
    from labflow.queries.requests import request_row

    row = request_row(change.conn, number)
    if row is None:
        raise NotFound(Reason("query.no_request", {"number": printable(number)}))
    return dossiers(change.conn, session.catalogue, change.actor, change.on, TABLE.c.id == row.initiative_id)[0]


def _now(change: "Change", session: Session, slug: str) -> "Dossier":
    from labflow.queries.initiatives import dossier

    return dossier(change.conn, session.catalogue, change.actor, slug, change.on)


def _requested(found: "Dossier", number: str, session: Session) -> Answer:
    request = next(r for r in found.requests if r.number == number)
    state = session.say(f"request.state.{request.state}")
    meeting = request.meeting or found.next_meeting
    lines = [session.say("cli.request", number=number, title=found.title, state=state,
                         transition=found.workflow.transitions[request.transition].title)]  # fmt: skip
    lines += [session.say("cli.request_meeting", meeting=meeting)] if meeting else []
    return Answer(request_object(found, request), tuple(lines))


def _shown(found: "Dossier", session: Session) -> Answer:
    return Answer(initiative_object(found, session.lang), initiative_lines(found, session.lang))


def _done(found: "Dossier", session: Session, act: str) -> Answer:
    said = session.say(f"cli.done.{act}", title=found.title, slug=found.slug)
    return Answer(initiative_object(found, session.lang), (said,))


def _lines(found: "Dossier", session: Session, act: str) -> Lines:
    return (session.say(f"cli.done.{act}", title=found.title), "", *initiative_lines(found, session.lang))


def _fits(one: Mapping[str, object], wanted: Mapping[str, str]) -> bool:
    lead = one["lead"]
    assert isinstance(lead, dict)
    is_value = {"kind": one["kind"], "phase": one["phase"], "lead": lead["who"]}
    return all(not value or is_value[name] == value for name, value in wanted.items())


def _listed(found: "list[Dossier]", session: Session) -> Lines:
    from labflow.cli.describing import lead_words

    header = [session.say(f"cli.column.{name}") for name in ("slug", "title", "kind", "stage", "lead")]
    rows = table(header, (
        (d.slug, d.title, d.workflow.title.in_(session.lang), d.stage.title.in_(session.lang),
         lead_words(d, session.lang)) for d in found
    ))  # fmt: skip
    return rows or (session.say("cli.no_initiatives"),)


def asks(session: Session) -> dict[str, object]:
    """What a transition asks, from `--set name=value`. Raises WrongUsage for what is no pair."""
    asked: dict[str, object] = {}
    for pair in session.given.several("set"):
        name, equals, value = str(pair).partition("=")
        if not equals or not name:
            raise WrongUsage(Reason("cli.not_a_pair", {"given": printable(str(pair))}))
        asked[name] = value
    return asked


def _rev(session: Session) -> int | None:
    rev = session.given.values["rev"]
    return None if rev is None else typed.whole(rev, "rev")


def _key(session: Session) -> str | None:
    key = session.given.values["key"]
    return None if key is None else typed.text(key, "key", typed.KEY)
