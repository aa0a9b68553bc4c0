"""The register in words: lines, filters, what became of a decision. It weighs nothing: `labflow.council` does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from labflow.facts import Condition
from labflow.queries.conditions import state_on
from labflow.queries.decided import Named
from labflow.queries.register import Registered
from labflow.schoolyear import Holidays
from labflow.texts.speech import Speech
from labflow.views.decisions import Choice, Line, Register

MET = "met"
WORDS = {"open": "open", "met": MET, "late": MET, "lapsed": "late", "fallen_back": "lapsed"}
MARKED = ("revision", "repeal", "ratification")
FILTERS = ("jaar", "uitkomst", "initiatief")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day of today and the school holidays: what is due in one is due the day after it."""

    today: date
    holidays: Holidays = ()


def page(decided: Sequence[Registered], named: Mapping[str, Named], chosen: Mapping[str, str], calendar: Calendar,
         say: Speech) -> Register:  # fmt: skip
    """Return the register, newest first. `named`: titles by slug; `chosen`: what the filters ask, by field."""
    shown = [one for one in reversed(decided) if _fits(one, chosen)]
    filtered = any(chosen.values())
    return Register(
        lede=_lede(decided, shown, filtered, say),
        lines=tuple(_line(one, named, calendar, say) for one in shown),
        filters=_filters(decided, named, chosen, say) if decided else (),
        empty=say(_nothing(bool(decided and filtered), calendar)),
    )


def _nothing(is_filtered: bool, calendar: Calendar) -> str:
    """Which sentence says that nothing is there: a network without a school calendar has no school year either."""
    if is_filtered:
        return "web.decisions.none_fit"
    return "web.decisions.none_this_year" if calendar.holidays else "web.decisions.none"


def seen(decided: Iterable[Registered], named: Mapping[str, Named]) -> tuple[Registered, ...]:
    """Return what everybody may see: a decision about something that has no name here is left out (casework)."""
    return tuple(one for one in decided if not one.slug or one.slug in named)


def title(one: Registered, named: Mapping[str, Named], say: Speech) -> str:
    """Return what was decided: a bare name says too little, so the step that was asked stands behind it."""
    about = named.get(one.slug)
    way = about.workflow.transitions.get(one.transition or "") if about else None
    plain = say(one.title)
    return f"{plain}: {say(way.title).lower()}" if about and way and plain == about.title else plain


def state(term: Condition, calendar: Calendar) -> str:
    """Return how a condition stands: met, lapsed, late or open."""
    return WORDS[state_on(term, calendar.today, calendar.holidays)]


def marks(one: Registered, calendar: Calendar, say: Speech) -> Iterator[str]:
    """Give what the reader has to know before anything else: what it is, whether it still holds as it stands."""
    if one.kind in MARKED:
        yield say(f"web.decisions.{one.kind}")
    if one.replaced_by:
        yield say("web.decisions.replaced")
    if one.corrections:
        yield say("web.decisions.corrected")
    waits = any(term.kind == "suspensive" and state(term, calendar) != MET for term in one.conditions)
    if waits and not one.replaced_by:
        yield say("web.decisions.waits_for_terms")


def _fits(one: Registered, chosen: Mapping[str, str]) -> bool:
    own = {"jaar": one.number[:4], "uitkomst": one.outcome, "initiatief": one.slug}
    return all(not chosen[name] or chosen[name] == own[name] for name in FILTERS)


def _lede(decided: Sequence[Registered], shown: Sequence[Registered], filtered: bool, say: Speech) -> str:
    if filtered:
        return say("web.decisions.fit", n=len(shown), of=len(decided))
    return say.counted("web.decisions.lede", len(decided)) if decided else ""


def _line(one: Registered, named: Mapping[str, Named], calendar: Calendar, say: Speech) -> Line:
    return Line(
        one.number, say.weekday(one.on_day), title(one, named, say), say(f"web.outcome.{one.outcome}"), one.outcome,
        _terms(one.conditions, calendar, say), tuple(marks(one, calendar, say)),
    )  # fmt: skip


def _terms(terms: Sequence[Condition], calendar: Calendar, say: Speech) -> str:
    """How far the conditions are: how many, how many are met, and the worst of what is left."""
    if not terms:
        return ""
    states = [state(term, calendar) for term in terms]
    told = say("web.decisions.terms", n=len(terms), met=states.count(MET))
    worst = next((one for one in ("lapsed", "late") if one in states), None)
    return f"{told} {say(f'web.decisions.some_{worst}', n=states.count(worst))}" if worst else told


def _filters(decided: Sequence[Registered], named: Mapping[str, Named], chosen: Mapping[str, str],
             say: Speech) -> tuple[Choice, ...]:  # fmt: skip
    years = sorted({one.number[:4] for one in decided}, reverse=True)
    outcomes = dict.fromkeys(one.outcome for one in decided)
    decided_on = {one.slug for one in decided}
    found = {
        "jaar": [(year, year) for year in years],
        "uitkomst": sorted(((key, say(f"web.outcome.{key}")) for key in outcomes), key=lambda pair: pair[1]),
        "initiatief": [(slug, about.title) for slug, about in named.items() if slug in decided_on],
    }
    return tuple(
        Choice(name, say(f"web.decisions.by_{name}"), (("", say("web.decisions.all")), *found[name]), chosen[name])
        for name in FILTERS
    )
