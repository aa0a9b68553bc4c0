"""One decision in words: what was asked, what was decided and why, who was on which side. It judges nothing itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from labflow import council
from labflow.council import Count
from labflow.definition import Network
from labflow.facts import Condition
from labflow.procedure import Procedure
from labflow.queries.decided import Named, Place
from labflow.queries.register import Corrected, Registered
from labflow.reglement import Reglement
from labflow.showing.decisions import MET, Calendar, marks, state, title
from labflow.sitting import Seat
from labflow.texts.speech import Speech
from labflow.views.decisions import Choices, DecisionPage, Slip, Term, Tie, Votes
from labflow.words import Euro

CORRECTABLE = ("title", "day", "yes", "no", "abstain", "present")
ANSWERS = {"agree": "yes", "disagree": "no", "abstain": "abstain"}
AT_THE_ITEM = ("present", "not_voted", "recused")
DRAWN = {"present": "in", "not_voted": "silent"}


@dataclass(frozen=True, slots=True)
class Known:
    """What one decision is shown with.

    `place`: the item where it was taken, `procedure`: or in writing; `named`: initiatives by slug; `votes`: who voted
    what by seat key, None for a reader who may not know; `at_the_table`: whether this reader may know who was there;
    `verified`: ids of the conditions that this reader verifies.
    """

    one: Registered
    rules: Reglement
    place: Place | None
    procedure: Procedure | None
    seats: Sequence[Seat]
    named: Mapping[str, Named]
    votes: Mapping[str, str] | None
    at_the_table: bool
    may_correct: bool
    network: Network
    calendar: Calendar
    verified: frozenset[str] = frozenset()


def page(known: Known, say: Speech) -> DecisionPage:
    """Return one decision; the verdict is judged again on the numbers of the record, by the rules of its version."""
    one, count = known.one, known.one.count
    verdict = council.verdict(known.rules, count)
    return DecisionPage(
        number=one.number,
        title=title(one, known.named, say),
        day=say.weekday(one.on_day),
        question=say(known.place.question) if known.place and known.place.question else "",
        outcome=say(f"web.outcome.{one.outcome}"),
        sort=one.outcome,
        verdict=say.capital(verdict.past),
        rule=say.capital(verdict.reglement),
        votes=tuple(_votes(known, count, say)),
        unnamed=_unnamed(known, say),
        terms=tuple(_term(term, known, say) for term in one.conditions),
        facts=tuple(_facts(one, say)),
        ties=tuple(_ties(known, say)),
        slips=tuple(_slip(slip, say) for slip in one.corrections),
        checkpoint=one.checkpoint or "",
        connects=say("web.decisions.connects" if one.connects else "web.decisions.broken") if one.checkpoint else "",
        is_sound=bool(one.connects),
        marks=tuple(marks(one, known.calendar, say)),
        replaced=_decision(one.replaced_by, "web.decisions.see", say) if one.replaced_by else None,
        fields=_fields(say) if known.may_correct else (),
    )


def _votes(known: Known, count: Count, say: Speech) -> Iterator[Votes]:
    """Every side on which a seat was; a side on which nobody was is left out."""
    names: dict[str, list[str]] = {}
    for side, seat in _sides(known):
        names.setdefault(side, []).append(say(seat.title))
    for side, number in _numbers(count).items():
        if number:
            yield Votes(say(f"web.decisions.side.{side}"), number, tuple(names.get(side, ())), DRAWN.get(side, side))


def _numbers(count: Count) -> dict[str, int]:
    """How many seats were on each side, from the numbers that decided it."""
    voted = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    if count.method in ("written", "tacit"):
        return {**voted, "silent": count.electorate - count.votes, "recused": count.recused}
    away = {"away": count.electorate - count.present, "recused": count.recused}
    if count.method == "consensus" and not count.votes:
        return {"present": count.present, **away}
    return {**voted, "not_voted": count.present - count.votes, **away}


def _sides(known: Known) -> Iterator[tuple[str, Seat]]:
    """Each seat with its side, for a reader who may know; of a secret vote nobody knows more than who was there."""
    if known.procedure is not None:
        yield from _in_writing(known.procedure, known)
        return
    for seat in known.seats if known.at_the_table else ():
        there = known.one.roll.get(seat.key)
        voted = (known.votes or {}).get(seat.key)
        if seat.votes and there not in (None, "vacant"):
            yield voted or (there if there in AT_THE_ITEM else "away"), seat


def _in_writing(found: Procedure, known: Known) -> Iterator[tuple[str, Seat]]:
    answers = found.standing_answers(found.ended_on or known.calendar.today)
    for seat in found.electors if known.at_the_table else ():
        given = answers.get(seat.key)
        side = ANSWERS.get(given.value, "silent") if given else "silent"
        yield ("recused" if seat.key in found.recused else side), seat


def _unnamed(known: Known, say: Speech) -> str:
    if known.one.is_secret:
        return say("web.decisions.secret")
    return "" if known.at_the_table else say("web.decisions.names_hidden")


def _term(term: Condition, known: Known, say: Speech) -> Term:
    sort, acts = state(term, known.calendar), term.id in known.verified and not known.one.replaced_by
    words = say(f"web.decisions.term.{sort}", day=term.met_on if sort == MET else term.due_day)
    owner = say("web.decisions.owner", who=_named(term.owner, known, say))
    who = f"{owner} {say('web.decisions.verifier', who=_named(term.verifier, known, say))}" if term.verifier else owner
    return Term(
        term.text, say(f"web.decisions.kind.{term.kind}"), words, sort, who, term.evidence,
        acts and term.met_on is None and term.state != "fallen_back", acts and term.met_on is not None,
    )  # fmt: skip


def _named(key: str, known: Known, say: Speech) -> str:
    """A role by its title, a person by key."""
    role = known.network.roles.get(key)
    return say(role.title) if role else key


def _facts(one: Registered, say: Speech) -> Iterator[tuple[str, str]]:
    way = one.count.method if one.procedure else one.by
    yield say("web.decisions.how"), say(f"web.decisions.way.{way}")
    if one.why:
        yield say("web.decisions.reason"), one.why
    if one.cents is not None:
        yield say("web.decisions.amount"), say("web.meeting.amount", amount=Euro(one.cents))
    if one.request:
        yield say("web.decisions.request"), one.request
    if one.review_day:
        yield say("web.decisions.review"), say.weekday(one.review_day)


def _ties(known: Known, say: Speech) -> Iterator[tuple[str, Tie]]:
    one = known.one
    if one.slug:
        yield say("web.decisions.about"), Tie(f"/initiatieven/{one.slug}", known.named[one.slug].title)
    if one.meeting is not None and not one.procedure:
        n = known.place.n if known.place else None
        key, href = "web.decisions.meeting", f"/raad/{one.meeting.isoformat()}"
        item = "web.decisions.item" if n else key
        yield say("web.decisions.taken_at"), Tie(f"{href}#punt-{n}" if n else href,
                                                 say(item, day=say.weekday(one.meeting), n=n or 0))  # fmt: skip
    if one.replaces:
        yield say("web.decisions.replaces"), _decision(one.replaces, "web.decisions.number", say)


def _decision(number: str, key: str, say: Speech) -> Tie:
    return Tie(f"/beslissingen/{number}", say(key, number=number))


def _slip(slip: Corrected, say: Speech) -> Slip:
    return Slip(
        say(f"web.decisions.field.{slip.field}"), slip.before, slip.after, slip.why,
        say("web.decisions.slip", number=slip.number, day=slip.on_day),
    )  # fmt: skip


def _fields(say: Speech) -> Choices:
    return tuple((name, say(f"web.decisions.field.{name}")) for name in CORRECTABLE)
