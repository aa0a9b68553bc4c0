"""What waits for one person today: only what that person can do now, and gone as soon as it is done.

It asks what the verbs ask, so that nothing is listed that would be refused. Never writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow import turns
from labflow.access import Actor, may
from labflow.clock import days_after
from labflow.conditions import verifier_of
from labflow.definition import Catalogue, Network
from labflow.dossier import Dossier
from labflow.facts_questions import ON_HOLD
from labflow.procedure import standing
from labflow.queries.conditions import open_ones as open_ones_of
from labflow.queries.conditions import state_on
from labflow.queries.due import PAPERS, due
from labflow.queries.expected import shown_slugs
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.mail import concerns
from labflow.queries.procedures import unrecorded
from labflow.queries.questions import Listed
from labflow.queries.questions import waiting as questions_waiting
from labflow.queries.waiting import Owed, asked_mandates, is_held, open_conditions, open_sittings, requests_in
from labflow.reasons import Reason
from labflow.settling import standing_still
from labflow.sitting import HERE, RECUSED, Item, Seat, Sitting

VERIFY_FROM = 14
"""So many days before a condition is due, who verifies it is asked to look; before that it waits for its owner."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody. `href`: where it is done; `since`: since when, None when that says nothing."""

    reason: Reason
    href: str
    since: date | None = None


def on_you(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> tuple[Waiting, ...]:
    """Return what waits for this person, the most pressing first. A fixed number of statements for each role."""
    if actor.person_id is None:
        return ()
    network = catalogue.network
    held, ahead = open_sittings(conn, today)
    return (
        *_votes(held, actor),
        *_results(conn, held, actor, network, today),
        *_closing(held, actor, network),
        *_mandates(conn, catalogue, actor),
        *_positions(ahead, actor),
        *_in_writing(conn, actor, network, today),
        *_returned(conn, catalogue, actor),
        *_turns(conn, catalogue, actor, today),
        *_leading(conn, catalogue, actor, today),
        *_conditions(open_conditions(conn, catalogue, actor), actor, network, today),
        *_requests(conn, catalogue, actor),
        *_questions(conn, catalogue, actor, today),
        *_agenda(conn, catalogue, ahead, actor, today),
        *_clock(conn, catalogue, actor, today, held or ahead),
        *_mail(conn, catalogue, actor),
    )


def _votes(held: Sitting | None, actor: Actor) -> Iterator[Waiting]:
    """A vote was opened, one sits there and has not voted; of a secret one nobody knows who did."""
    for item, seat in _own(held, actor):
        opened = item.ballot is not None or bool(item.votes)
        secret = item.ballot is not None and item.ballot.secret
        if held and opened and not secret and held.presence_at(item, seat) == HERE and seat.key not in item.votes:
            yield Waiting(Reason("waiting.vote", {"title": item.title}), _at(held, item), held.day)


def _positions(ahead: Sitting | None, actor: Actor) -> Iterator[Waiting]:
    for item, seat in _own(ahead, actor):
        if ahead and ahead.presence_at(item, seat) != RECUSED and seat.key not in item.positions:
            told = {"title": item.title, "day": ahead.day}
            yield Waiting(Reason("waiting.position", told), _at(ahead, item), item.on_day)


def _in_writing(conn: Any, actor: Actor, network: Network, today: date) -> Iterator[Waiting]:
    """A written procedure that runs, in which the seat one speaks for has no answer that counts."""
    for found in unrecorded(conn, today) if actor.seats else ():
        told = standing(found, today, network.holidays)
        for seat in told.silent if told.runs else ():
            if _speaks_for(seat, actor):
                values = {"title": found.title, "day": told.closes, "number": found.number}
                href = f"/raad/schriftelijk/{found.number}"
                yield Waiting(Reason("waiting.written", values), href, found.opened_on)


def _results(conn: Any, held: Sitting | None, actor: Actor, network: Network, today: date) -> Iterator[Waiting]:
    """The items of a meeting that is on, without a result: one line, for who writes.

    That is who was named for this meeting, else who has that role, else the coordinator.
    """
    left = [item for item in held.items if item.noted is None] if held else []
    is_somebodys = is_held(conn, network.roles_meaning("secretary"), today)
    writer = "secretary" if is_somebodys else "coordinator"
    if held and left and _does(held.secretary_id, writer, actor, network):
        told = {"n": len(left), "day": held.day}
        yield Waiting(Reason("waiting.results", told), _at(held, left[0]), held.day)


def _closing(held: Sitting | None, actor: Actor, network: Network) -> Iterator[Waiting]:
    is_noted = held is not None and bool(held.items) and all(item.noted for item in held.items)
    if held and is_noted and _does(held.chair_id, "chair", actor, network):
        yield Waiting(Reason("waiting.close", {"day": held.day}), f"{_page(held)}#slot", held.day)


def _mandates(conn: Any, catalogue: Catalogue, actor: Actor) -> Iterator[Waiting]:
    """Asked by somebody else: asked and granted are two acts by two people (R8)."""
    if not may(actor, "mandate-grant", catalogue.network):
        return
    for one in asked_mandates(conn, catalogue, actor):
        if one.by != actor.person_id:
            told = {"number": one.number, "title": one.about}
            yield Waiting(Reason("waiting.mandate", told), f"/initiatieven/{one.slug}", one.since)


def _leading(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> Iterator[Waiting]:
    """What one leads: how it stands was asked, what was promised by a day that is past, what schools ask."""
    if not actor.leads:
        return
    for dossier in dossiers(conn, catalogue, actor, today, TABLE.c.id.in_(actor.leads)):
        if dossier.update_asked:
            asked = Reason("waiting.update", {"title": dossier.title})
            yield Waiting(asked, f"/initiatieven/{dossier.slug}#stand", dossier.update_asked)
        yield from promises(dossier)
        yield from _asked_of(dossier)


def _asked_of(dossier: Dossier) -> Iterator[Waiting]:
    """What was asked of an initiative and nobody took up, or is on hold until a day that came: one line each."""
    href = f"/initiatieven/{dossier.slug}#vragen"
    new = [one for one in dossier.questions if one.state == "received"]
    if new:
        told = {"n": len(new), "title": dossier.title, "day": min(one.since for one in new)}
        yield Waiting(Reason("waiting.question_under", told), href, min(one.since for one in new))
    yield from _on_hold([Listed(one, dossier.slug, dossier.title) for one in dossier.questions], dossier.today)


def _on_hold(found: Iterable[Listed], today: date) -> Iterator[Waiting]:
    for one in found:
        review = one.question.review_day
        if one.question.state == ON_HOLD and review and review <= today:
            told = {"number": one.question.number, "title": one.title, "day": review}
            yield Waiting(Reason("waiting.question_review", told), f"/initiatieven/{one.slug}#vragen", review)


def _returned(conn: Any, catalogue: Catalogue, actor: Actor) -> Iterator[Waiting]:
    """A request that came back waits for who asked it, and for the lead when a lead may ask it."""
    leads = catalogue.network.roles_meaning("lead")
    for one in requests_in(conn, catalogue, actor, "returned"):
        is_lead = one.initiative_id in actor.leads and not leads.isdisjoint(one.roles)
        if is_lead or one.by == actor.person_id:
            told = {"title": one.about, "question": one.question}
            yield Waiting(Reason("waiting.returned", told), f"/initiatieven/{one.slug}#poort", one.since)


def _turns(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> Iterator[Waiting]:
    """A move that was handed to this person, or to a role of theirs."""
    for one in turns.on_you(conn, catalogue, actor, today):
        told = {"title": one.dossier.title, "what": one.what}
        reason = Reason("waiting.turn_what" if one.what else "waiting.turn", told)
        yield Waiting(reason, f"/initiatieven/{one.dossier.slug}", one.since)


def overdue(conn: Any, catalogue: Catalogue, expecting: Iterable[Dossier], today: date) -> tuple[Waiting, ...]:
    """Return every agreement that is overdue, the oldest first: points promised by a day, conditions of decisions.

    `expecting`: the initiatives that promised something; see `queries.expected`.
    """
    lapsed = [one for one in open_ones_of(conn, today, catalogue.network.holidays) if one.state == "lapsed"]
    shown = shown_slugs(conn, catalogue, (one.slug for one in lapsed)) | {""}
    terms = (one for one in lapsed if one.slug in shown)
    late = [
        Waiting(
            Reason("waiting.condition_late",
                   {"number": one.decision, "text": one.condition.text, "day": one.condition.due_day}),
            f"/beslissingen/{one.decision}#voorwaarden", one.condition.due_day,
        )
        for one in terms
    ]  # fmt: skip
    late += [one for dossier in expecting if dossier.is_running for one in promises(dossier)]
    return tuple(sorted(late, key=lambda one: one.since or today))


def promises(dossier: Dossier) -> Iterator[Waiting]:
    """Yield what was promised by a day that is past, for the stage where it stands.

    What was promised for a gate that was passed since asks nothing.
    """
    asked = {item.id: item for way in dossier.transitions for item in dossier.workflow.checklist_of(way)}
    for item in asked.values():
        tick = dossier.ticks.get(item.id)
        if tick and tick.state == "explained" and tick.by_day and tick.by_day < dossier.today:
            told = {"title": dossier.title, "point": item.ask, "day": tick.by_day}
            yield Waiting(Reason("waiting.promise", told), f"/initiatieven/{dossier.slug}#punt-{item.id}", tick.by_day)


def _conditions(owed: Iterable[Owed], actor: Actor, network: Network, today: date) -> Iterator[Waiting]:
    for one in owed:
        term = one.term
        told = {"number": one.number, "text": term.text, "day": term.due_day}
        href = f"/beslissingen/{one.number}#voorwaarden"
        if is_theirs(term.owner, one, actor, network):
            late = state_on(term, today, network.holidays) == "lapsed"
            yield Waiting(Reason("waiting.condition_late" if late else "waiting.condition", told), href, one.on_day)
        elif today >= (since := days_after(term.due_day, -VERIFY_FROM)) and is_theirs(
            verifier_of(term, network), one, actor, network
        ):
            yield Waiting(Reason("waiting.verify", told), href, since)


def _requests(conn: Any, catalogue: Catalogue, actor: Actor) -> Iterator[Waiting]:
    if not may(actor, "accept", catalogue.network):
        return
    for one in requests_in(conn, catalogue, actor, "sent"):
        told = {"number": one.number, "title": one.about}
        yield Waiting(Reason("waiting.request", told), f"/initiatieven/{one.slug}#poort", one.since)


def _questions(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> Iterator[Waiting]:
    """For who coordinates: what came from outside and nobody took up, in one line; what is on hold until a day."""
    if not _coordinates(actor, catalogue.network):
        return
    found = questions_waiting(conn, catalogue, actor)
    new = [one.question.on_day for one in found if one.question.state == "received"]
    if new:
        yield Waiting(Reason("waiting.question", {"n": len(new), "day": min(new)}), "/#vragen", min(new))
    yield from _on_hold([one for one in found if one.initiative_id not in actor.leads], today)


def _own(sitting: Sitting | None, actor: Actor) -> Iterator[tuple[Item, Seat]]:
    """The open items of a meeting with each seat that this person speaks for: the holder, else the substitute."""
    for seat in sitting.electors if sitting else ():
        if _speaks_for(seat, actor):
            yield from ((item, seat) for item in sitting.items if item.noted is None)  # type: ignore[union-attr]


def _agenda(conn: Any, catalogue: Catalogue, ahead: Sitting | None, actor: Actor, today: date) -> Iterator[Waiting]:
    """What belongs on the next agenda and is not there, as long as papers can still come in; one line."""
    if ahead is None or not may(actor, "agenda", catalogue.network) or not _coordinates(actor, catalogue.network):
        return
    papers = ahead.papers_on or days_after(ahead.day, -PAPERS)
    missing = due(conn, catalogue, today, ahead.day) if today <= papers else ()
    if missing:
        told = {"n": len(missing), "day": ahead.day, "papers": papers}
        yield Waiting(Reason("waiting.agenda", told), _page(ahead))


def _clock(conn: Any, catalogue: Catalogue, actor: Actor, today: date, open_: Sitting | None) -> Iterator[Waiting]:
    """Something ended by the calendar and nobody recorded it: settling does, from the page of any meeting."""
    if _coordinates(actor, catalogue.network) and (since := standing_still(conn, catalogue, today)):
        yield Waiting(Reason("waiting.clock", {"day": since}), _page(open_) if open_ else "/beslissingen", since)


def _mail(conn: Any, catalogue: Catalogue, actor: Actor) -> Iterator[Waiting]:
    if _coordinates(actor, catalogue.network):
        yield from (Waiting(reason, "/spelregels#mensen", since) for reason, since in concerns(conn))


def _coordinates(actor: Actor, network: Network) -> bool:
    return "coordinator" in actor.meanings_on(network, None)


def _speaks_for(seat: Seat, actor: Actor) -> bool:
    """Whether this person speaks for a seat: its holder, or the substitute when nobody is known to hold it."""
    return seat.id in actor.seats and (seat.holder or seat.substitute) == actor.person_id


def _does(named: str | None, meaning: str, actor: Actor, network: Network) -> bool:
    """Whether a task at a meeting is this person's: of who was named for it, else of who has that role."""
    return named == actor.person_id if named is not None else meaning in actor.meanings_on(network, None)


def is_theirs(key: str, owed: Owed, actor: Actor, network: Network) -> bool:
    """Return whether a condition names this person: by key, by role, or as who leads what it is about."""
    if key == actor.key:
        return True
    if key in network.roles_meaning("lead"):
        return owed.initiative_id in actor.leads
    return key in actor.roles


def _page(sitting: Sitting) -> str:
    return f"/raad/{sitting.day.isoformat()}"


def _at(sitting: Sitting, item: Item) -> str:
    return f"{_page(sitting)}#punt-{item.n}"
