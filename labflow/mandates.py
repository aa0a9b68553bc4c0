"""Provisional mandates: a limited, reversible start before the body met, and what the body makes of it afterwards.

A mandate opens no gate and never outlives its last day. Source of every rule here: R8, own proposal.
"""

from collections.abc import Iterator
from datetime import date

from labflow import agenda, letters, procedures, rows, typed
from labflow.acting import add, begin, finish
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import OPEN_REQUESTS, Dossier
from labflow.facts import Mandate
from labflow.mandate_limits import cannot_begin, state_words
from labflow.mandate_steps import step
from labflow.queries.council import next_meeting, seats
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.mandates import mandate_row, meeting_with, next_mandate_number
from labflow.queries.reading import fetch, next_n, one
from labflow.reasons import Blocked, NotAllowed, NotFound, Reason
from labflow.texts import in_both, say
from labflow.words import Euro, Language, Words

BECOMES = {
    "approved": "ratified", "approved-with-conditions": "changed", "amended": "changed", "rejected": "refused",
    "withdrawn": "ended",
}  # fmt: skip
"""What a result makes of a mandate. Any other result decides nothing: the mandate goes to the next meeting, once."""

CLERKS = frozenset({"chair", "secretary"})
"""Who may enter the objection of somebody else."""

CAREFUL: tuple[tuple[str, Language], ...] = (("careful", "nl"), ("careful_en", "en"))

AWAITING = ("granted", "extended", "lapsed")
"""States in which the body may still speak: what it decides late holds from the grant on."""


def ask(change: Change, catalogue: Catalogue, slug: str, scope: object, amount: object, why: object,
        request: object = None) -> str:  # fmt: skip
    """Ask leave to begin before the body meets; returns the number (`m-2023-001`).

    `scope`: what may be done; `amount`: euro at most; `why`: what makes it urgent; `request`: the number of the open
    request that it runs ahead of. It ends with the next meeting. Raises NotFound, NotAllowed, Invalid or Blocked.
    """
    dossier = begin(change, catalogue, slug, "mandate-ask")
    about = _request_id(dossier, request)
    scoped, reason, cents = typed.text(scope, "scope"), typed.text(why, "why"), typed.euro(amount)
    meeting = next_meeting(change.conn, change.on)
    if reasons := tuple(cannot_begin(change, dossier, cents, about, meeting)):
        raise Blocked(*reasons)
    assert meeting is not None
    made = add(
        change, dossier, rows.Mandate, number=next_mandate_number(change.conn, change.on.year), request_id=about,
        scope=scoped, cents=cents, until_day=meeting.day, why=reason, person_id=change.actor.person_id,
        on_day=change.on,
    )  # fmt: skip
    step(change, made.id, "asked")
    finish(change, dossier, "mandate-ask")
    return str(made.number)


def grant(change: Change, catalogue: Catalogue, number: object) -> date:
    """Grant a mandate that somebody else asked for; returns its last day: that of the meeting that ratifies it.

    The ratification stands on that agenda from now on, and every member hears of it the same day.
    Raises NotAllowed for who asked it, Blocked with every reason, also on a day before it was asked.
    """
    dossier, mandate = _begin(change, catalogue, number, "mandate-grant")
    if mandate.asked_by is not None and mandate.asked_by == change.actor.person_id:
        raise NotAllowed(Reason("mandates.own", {"number": mandate.number}, who="chair"))
    meeting = next_meeting(change.conn, change.on)
    reasons = [
        *_not_asked(mandate),
        *cannot_begin(change, dossier, mandate.cents, mandate.request_id, meeting, mandate),
    ]
    if mandate.asked_on and change.on < mandate.asked_on:
        reasons.append(Reason("mandates.before_asked", {"number": mandate.number, "asked": mandate.asked_on}))
    if reasons:
        raise Blocked(*reasons)
    assert meeting is not None
    change.put(rows.Mandate, mandate.id, until_day=meeting.day)
    step(change, mandate.id, "granted")
    _bring(change, meeting.id, dossier, mandate)
    told = [seat.holder for seat in seats(change.conn, change.on) if seat.votes and seat.sits_on(change.on)]
    letters.write(change, "mandate", mandate.id, [*told, dossier.lead.person_id if dossier.lead else None])
    finish(change, dossier, "mandate-grant")
    return meeting.day  # type: ignore[no-any-return]


def decline(change: Change, catalogue: Catalogue, number: object, why: object) -> None:
    """Say no to a mandate that was asked for, with the reason; who may grant may decline."""
    dossier, mandate = _begin(change, catalogue, number, "mandate-grant")
    reason = typed.text(why, "why")
    if reasons := _not_asked(mandate):
        raise Blocked(*reasons)
    step(change, mandate.id, "declined", reason)
    finish(change, dossier, "mandate-decline")


def spend(change: Change, catalogue: Catalogue, number: object, amount: object, what: object) -> int:
    """Note what was spent under a mandate; returns the cents that are left. It stays accounted for, come what may.

    Raises Blocked above the amount, before the day of the grant, and after the mandate ended or its last day passed.
    """
    dossier, mandate = _begin(change, catalogue, number, "mandate-spend")
    cents, bought = typed.euro(amount), typed.text(what, "what")
    left = mandate.cents - mandate.spent
    reasons = list(_not_running(change, mandate))
    if mandate.granted_on and change.on < mandate.granted_on:
        reasons.append(Reason("mandates.before_granted", {"number": mandate.number, "granted": mandate.granted_on}))
    if cents > left:
        reasons.append(Reason("mandates.over_the_amount", {"amount": Euro(cents), "left": Euro(left)}))
    if reasons:
        raise Blocked(*reasons)
    change.add(rows.Spending(
        id=change.new_id(), mandate_id=mandate.id, cents=cents, what=bought, person_id=change.actor.person_id,
        on_day=change.on, n=next_n(change.conn, rows.Spending, rows.Spending.mandate_id == mandate.id),
    ))  # fmt: skip
    finish(change, dossier, "mandate-spend")
    return left - cents


def object_(change: Change, catalogue: Catalogue, number: object, seat: str, why: object) -> str | None:
    """Object to a mandate that runs, for a seat with a vote, with the reason: every seat then answers in writing (R7).

    Returns the number of the procedure (the first objection opens it), or None when the next meeting comes before any
    term would end. What was objected stands on that agenda. Raises NotFound, NotAllowed or Blocked.
    """
    dossier, mandate = _begin(change, catalogue, number, "mandate-object")
    reason = typed.text(why, "why")
    chosen = next((one for one in seats(change.conn, change.on) if one.key == seat and one.sits_on(change.on)), None)
    if chosen is None:
        raise NotFound(Reason("seats.none", {"seat": typed.shown(seat)}))
    procedures.demand_seat(change, catalogue, chosen, CLERKS)
    reasons = list(_not_running(change, mandate))
    if not chosen.votes:
        reasons.append(Reason("mandates.not_a_voting_seat", {"seat": chosen.title}))
    if reasons:
        raise Blocked(*reasons)
    _warn(change, mandate, chosen.title, reason)
    running = fetch(change.conn, rows.Procedure, rows.Procedure.mandate_id == mandate.id)
    opened = running[-1].number if running else procedures.open_mandate(change, catalogue, mandate.id, reason, seat)
    finish(change, dossier, "mandate-object")
    return opened


def ratified(change: Change, catalogue: Catalogue, mandate_id: str, outcome: str, decision_id: str | None) -> str:
    """Write what the body made of a mandate, and return its state: ratified, changed, refused, extended, lapsed ...

    `outcome`: as noted in a meeting, or "cancelled"; a result that decides nothing extends it once to the next meeting
    that is planned, after that it lapses. The initiative stays where it is, and what was spent stays accounted for.
    What has ended already stays as it is. Called by whoever records the result.
    """
    dossier, mandate = _found(change, catalogue, mandate_id)
    if mandate.state not in AWAITING:
        change.nothing_to_do()
        return mandate.state
    state = BECOMES.get(outcome) or _prolonged(change, dossier, mandate)
    if state == mandate.state:
        change.nothing_to_do()
    else:
        decision = one(change.conn, rows.Decision, rows.Decision.id == decision_id) if decision_id else None
        step(change, mandate.id, state)
        finish(change, dossier, "mandate-end", decision=decision.number if decision else None)
    return state


def lapse(change: Change, catalogue: Catalogue, mandate_id: str) -> str:
    """Write what the clock did to a mandate on which nobody decided, and return its state.

    When its meeting was cancelled or moved it goes to the next one, once; else it has lapsed. Nothing is written while
    it still runs, or after it ended.
    """
    dossier, mandate = _found(change, catalogue, mandate_id)
    if not mandate.runs or change.today <= mandate.until_day:
        change.nothing_to_do()
        return mandate.state
    meeting = one(change.conn, rows.Meeting, rows.Meeting.day == mandate.until_day)
    state = "lapsed"
    if meeting is None or meeting.cancelled_on is not None:
        state = _prolonged(change, dossier, mandate)
    step(change, mandate.id, state)
    finish(change, dossier, "mandate-end")
    return state


def _begin(change: Change, catalogue: Catalogue, number: object, act: str) -> tuple[Dossier, Mandate]:
    """The initiative and the mandate that is acted on, by number. Raises NotFound or NotAllowed."""
    row = mandate_row(change.conn, typed.text(number, "mandate_number", typed.KEY))
    found = dossiers(change.conn, catalogue, change.actor, change.on, TABLE.c.id == row.initiative_id) if row else ()
    if row is None or not found:
        raise NotFound(Reason("mandates.none", {"number": typed.shown(number)}))
    dossier = begin(change, catalogue, found[0].slug, act)
    return dossier, next(m for m in dossier.mandates if m.id == row.id)


def _found(change: Change, catalogue: Catalogue, mandate_id: str) -> tuple[Dossier, Mandate]:
    """The same by id: nobody's role is asked, the body or the clock speaks."""
    row = one(change.conn, rows.Mandate, rows.Mandate.id == mandate_id)
    assert row is not None, mandate_id
    home = one(change.conn, rows.Initiative, rows.Initiative.id == row.initiative_id)
    assert home is not None
    dossier = begin(change, catalogue, home.slug, None)
    return dossier, next(m for m in dossier.mandates if m.id == mandate_id)


def _request_id(dossier: Dossier, number: object) -> str | None:
    if number in (None, ""):
        return None
    found = next((r for r in dossier.requests if r.number == number and r.state in OPEN_REQUESTS), None)
    if found is None:
        raise NotFound(Reason("query.no_request", {"number": typed.shown(number)}))
    return found.id


def _not_asked(mandate: Mandate) -> tuple[Reason, ...]:
    if mandate.state == "asked":
        return ()
    return (Reason("mandates.stands_elsewhere", {"number": mandate.number, "state": state_words(mandate.state)}),)


def _not_running(change: Change, mandate: Mandate) -> Iterator[Reason]:
    """By the clock, so that nobody stretches a mandate by saying that it is still yesterday."""
    if not mandate.runs:
        yield Reason("mandates.not_running", {"number": mandate.number, "state": state_words(mandate.state)})
    elif change.today > mandate.until_day:
        yield Reason("mandates.over", {"number": mandate.number, "until": mandate.until_day})


def _prolonged(change: Change, dossier: Dossier, mandate: Mandate) -> str:
    """Extend a mandate once, to the meeting that has its ratification now or else the next; return its new state."""
    past = fetch(change.conn, rows.MandateStep, rows.MandateStep.mandate_id == mandate.id)
    placed = meeting_with(change.conn, mandate.id, mandate.until_day)
    following = placed or next_meeting(change.conn, max(mandate.until_day, change.on))
    if following is None or any(x.state == "extended" for x in past):
        return "lapsed"
    change.put(rows.Mandate, mandate.id, until_day=following.day)
    if placed is None:
        _bring(change, following.id, dossier, mandate)
    return "extended"


def _bring(change: Change, meeting_id: str, dossier: Dossier, mandate: Mandate) -> None:
    title = in_both("agenda.title.ratification", about=dossier.title, number=mandate.number)
    agenda.bring(change, meeting_id, "ratification", title, about_id=mandate.id, initiative_id=dossier.id)


def _warn(change: Change, mandate: Mandate, seat: Words, why: str) -> None:
    """Write an objection where whoever ratifies reads what to watch out for."""
    for item in fetch(change.conn, rows.AgendaItem, rows.AgendaItem.about_id == mandate.id, order="on_day")[-1:]:
        said = Reason("mandates.objection", {"seat": seat, "why": why})
        told = {name: "\n".join(filter(None, (getattr(item, name), say(said, lang)))) for name, lang in CAREFUL}
        change.put(rows.AgendaItem, item.id, **told)
