"""One decision in words: what was asked, what was decided and why, who was on which side. It judges nothing itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from labflow import council
from labflow.council import Count
from labflow.facts import Condition
from labflow.queries.decided import Named, Place
from labflow.queries.register import Registered
from labflow.reglement import Reglement
from labflow.sitting import Item, Sitting, count_inscribed
from labflow.words import Euro
from web.building.decisions import MET, marks, state, title
from web.speech import Speech
from web.views.beslissingen import Beslissing, Term, Tie, Votes

SIDES = ("yes", "no", "abstain")
AWAY = ("absent", "excused", "not_coming", "coming")


@dataclass(frozen=True, slots=True)
class Known:
    """What one decision is shown with. `sitting`, `item`: where it was taken, None when that was not in a meeting.

    `named`: initiatives by slug; `sees_names`: whether this reader may know which seat was on which side.
    """

    one: Registered
    rules: Reglement
    place: Place
    sitting: Sitting | None
    item: Item | None
    named: Mapping[str, Named]
    sees_names: bool
    connects: bool
    today: date


def page(known: Known, say: Speech) -> Beslissing:
    """Return one decision; the verdict is judged again on the numbers of the record, by the rules of that day."""
    one = known.one
    count = count_inscribed(one.verdict)
    verdict = council.verdict(known.rules, count)
    return Beslissing(
        number=one.number,
        title=title(one, known.named, say),
        day=say.weekday(one.on_day),
        question=_question(known.item, say),
        outcome=say(f"web.outcome.{one.outcome}"),
        sort=one.outcome,
        verdict=say.capital(verdict.sentence),
        rule=say.capital(verdict.reglement),
        votes=tuple(_votes(known, count, say)),
        unnamed=_unnamed(known, count, say),
        terms=tuple(_term(term, known.today, say) for term in one.conditions),
        facts=tuple(_facts(known, say)),
        ties=tuple(_ties(known, say)),
        checkpoint=known.place.checkpoint or "",
        connects=_connects(known, say),
        is_sound=known.connects,
        marks=tuple(marks(one, known.today, say)),
    )


def _question(item: Item | None, say: Speech) -> str:
    return say(item.question) if item and item.question else ""


def _votes(known: Known, count: Count, say: Speech) -> Iterator[Votes]:
    """Every side on which a seat was; a side on which nobody was is left out."""
    named = _sides(known)
    for side, number in _numbers(count).items():
        if number:
            yield Votes(say(f"web.decisions.side.{side}"), number, tuple(named.get(side, ())))


def _numbers(count: Count) -> dict[str, int]:
    """How many seats were on each side, from the numbers that decided it."""
    voted = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    if count.method == "written":
        return {**voted, "silent": count.electorate - count.votes, "recused": count.recused}
    if count.method == "consensus" and not count.votes:
        return {"present": count.present, "away": count.electorate - count.present, "recused": count.recused}
    silent, away = count.present - count.votes, count.electorate - count.present
    return {**voted, "not_voted": silent, "away": away, "recused": count.recused}


def _sides(known: Known) -> dict[str, list[str]]:
    """The seats on each side, for a reader who may know; of a secret vote nobody knows."""
    sides: dict[str, list[str]] = {}
    item, sitting = known.item, known.sitting
    if item is None or sitting is None or not known.sees_names:
        return sides
    is_secret = item.ballot is not None and item.ballot.secret
    by_vote = bool(item.votes) or (item.ballot is not None)
    for seat in sitting.electors:
        there = sitting.presence_at(item, seat)
        if there == "present":
            side = (item.votes.get(seat.key) or "not_voted") if by_vote else "present"
        else:
            side = "recused" if there == "recused" else "away"
        if not (is_secret and side in (*SIDES, "not_voted")):
            sides.setdefault(side, []).append(seat.title.nl)
    return sides


def _unnamed(known: Known, count: Count, say: Speech) -> str:
    if known.item is not None and known.item.ballot is not None and known.item.ballot.secret:
        return say("web.decisions.secret")
    return "" if known.sees_names or count.seats == 0 else say("web.decisions.names_hidden")


def _term(term: Condition, today: date, say: Speech) -> Term:
    sort = state(term, today)
    day = term.met_on if sort == MET else term.due_day
    words = say(f"web.decisions.term.{sort}", day=day)
    return Term(
        term.text, say(f"web.decisions.kind.{term.kind}"), words, sort, _owner(term, say), term.evidence,
    )  # fmt: skip


def _owner(term: Condition, say: Speech) -> str:
    owned = say("web.decisions.owner", who=term.owner)
    return f"{owned} {say('web.decisions.verifier', who=term.verifier)}" if term.verifier else owned


def _facts(known: Known, say: Speech) -> Iterator[tuple[str, str]]:
    one = known.one
    yield say("web.decisions.how"), say(f"web.decisions.way.{one.by}")
    if one.cents is not None:
        yield say("web.decisions.amount"), say("web.meeting.amount", amount=Euro(one.cents))
    if one.request:
        yield say("web.decisions.request"), one.request


def _ties(known: Known, say: Speech) -> Iterator[tuple[str, Tie]]:
    one, place = known.one, known.place
    if one.slug:
        yield say("web.decisions.about"), Tie(f"/initiatieven/{one.slug}", known.named[one.slug].title)
    if place.day is not None:
        href = f"/raad/{place.day.isoformat()}" + (f"#punt-{place.n}" if place.n else "")
        yield say("web.decisions.taken_at"), Tie(href, say("web.decisions.item", day=say.weekday(place.day), n=place.n))


def _connects(known: Known, say: Speech) -> str:
    if not known.place.checkpoint:
        return ""
    return say("web.decisions.connects" if known.connects else "web.decisions.broken")
