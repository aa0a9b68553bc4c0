"""Laws of the list, for any dossier: time alone takes no row away, a remark moves nothing, doubt does not speak."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from labflow.catalogue import load_catalogue
from labflow.clock import Interval, on_day
from labflow.dossier import Dossier
from labflow.facts import (
    Blocker,
    Commitment,
    Condition,
    Deadline,
    Decision,
    Lead,
    Mandate,
    Note,
    Passage,
    Pause,
    Request,
    Rest,
    Tick,
    Turn,
)
from labflow.facts_questions import Question
from labflow.stall import GROUPS, any_row_of, how
from labflow.stall.clocks import last_sign
from labflow.stall.listing import QUIET
from tests.labflow.dossiers import both

CATALOGUE = load_catalogue()
KINDS = st.sampled_from([CATALOGUE.versions[key, 1] for key in ("labo", "studioproject")])
START = date(2023, 3, 1)
DAYS = st.integers(0, 500).map(lambda n: START + timedelta(n))
EARLY = st.integers(0, 120).map(lambda n: START + timedelta(n))
COUNT = st.integers(0, 300)
MEETINGS = tuple(START + timedelta(60 * n) for n in range(1, 9))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Nothing or one of it."""
    return st.lists(strategy, max_size=1).map(tuple)


def spans() -> st.SearchStrategy[Interval]:
    """Days between which something is: one day, or a span."""
    return st.builds(
        lambda day, n: Interval(day, day + timedelta(n), "part" if n else "day"), EARLY, st.integers(0, 40)
    )


REQUESTS = st.builds(
    lambda state, on, meeting, until: Request(
        "a-2023-001", "opstarten", state, on_day=on, meeting=meeting if state == "on-agenda" else None,
        until=until if state == "in-writing" else None,
    ),
    st.sampled_from(("sent", "accepted", "returned", "on-agenda", "in-writing", "decided")), EARLY,
    st.sampled_from(MEETINGS), EARLY,
)  # fmt: skip
QUESTIONS = st.builds(
    lambda n, day, state: Question(f"v-{n}", "?", "een school", state, day, day, day if state == "on_hold" else None),
    st.integers(1, 9), EARLY, st.sampled_from(("received", "in_treatment", "on_hold", "done")),
)  # fmt: skip
PAUSES = st.builds(lambda day, n, over: Pause("even", day, day + timedelta(n), day + timedelta(n) if over else None),
                   EARLY, st.integers(1, 90), st.booleans())  # fmt: skip
TERMS = st.builds(lambda day, met: Condition("plan", "trekker", day, "suspensive", day if met else None), EARLY,
                  st.booleans())  # fmt: skip


class Case:
    """One dossier, told by the facts that it has: its workflow and its network would fill pages."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def __repr__(self) -> str:
        told = ((field.name, getattr(self.dossier, field.name)) for field in fields(self.dossier))
        return ", ".join(f"{name}={value!r}" for name, value in told if value and name not in SHARED)


SHARED = ("workflow", "network", "meetings", "papers")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any dossier, as it is known on the day on which the last of its facts was told."""
    workflow = draw(KINDS)
    stage = draw(st.sampled_from([key for key, stage in workflow.stages.items() if not stage.final]))
    terms = tuple(draw(st.lists(TERMS, max_size=2)))
    return Case(Dossier(
        START + timedelta(120), workflow, CATALOGUE.network, stage, "x", "X", "i",
        passages=tuple(Passage(None, None, stage, when) for when in draw(maybe(spans()))),
        ticks={tick.item: tick for tick in draw(maybe(st.builds(
            lambda day: Tick("a1", "explained", why="later", by_day=day, on_day=START), DAYS)))},
        notes=tuple(draw(st.lists(st.builds(
            lambda kind, mood, day: Note(kind, both("x"), mood=mood, on_day=day),
            st.sampled_from(("realisatie", "uitdaging", "nota")), st.sampled_from((None, "loopt-vast")), EARLY),
            max_size=3))),
        lead=next(iter(draw(maybe(st.builds(lambda who, day: Lead(who, until_day=day),
                                            st.sampled_from((None, "trekker-1")), st.none() | DAYS)))), None),
        commitments=draw(maybe(st.builds(lambda when: Commitment(both("zaal"), when), spans()))),
        deadlines=draw(maybe(st.builds(lambda kind, when: Deadline(kind, both("klaar"), when),
                                       st.sampled_from(("term", "deadline", "intended")), spans()))),
        blockers=draw(maybe(st.builds(lambda when: Blocker("funding", both("geld"), when), spans()))),
        turn=next(iter(draw(maybe(st.builds(lambda no, day: Turn(both("x"), no, on_day=day), st.booleans(), EARLY)))),
                  None),
        rest=next(iter(draw(maybe(st.builds(lambda day: Rest(both("x"), day, START), DAYS)))), None),
        pauses=draw(maybe(PAUSES)), requests=draw(maybe(REQUESTS)),
        decisions=(Decision("2023-001", "opstarten", "approved", START, conditions=terms),) if terms else (),
        mandates=draw(maybe(st.builds(lambda day: Mandate("m-1", "granted", "x", 1, day), DAYS))),
        questions=tuple(draw(st.lists(QUESTIONS, max_size=5))), meetings=MEETINGS,
        papers={day: day - timedelta(14) for day in MEETINGS},
    ))  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases(), COUNT, COUNT)
def test_a_later_day_alone_never_takes_a_row_away(case: Case, first: int, more: int) -> None:
    """Only an act takes it away; what asks something goes on asking, so one may search by halves for the first day."""
    early = any_row_of(replace(case.dossier, today=case.dossier.today + timedelta(first)))
    late = any_row_of(replace(case.dossier, today=case.dossier.today + timedelta(first + more)))

    assert early is None or late is not None
    assert not (early and late) or early.group in QUIET or late.group not in QUIET
    assert not late or (late.group in GROUPS and late.findings and late.action.code)


REMARKS = st.sampled_from(("nota", "turn", "login", "lead"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases(), st.lists(REMARKS, min_size=1, max_size=4))
def test_a_remark_a_turn_a_login_or_a_lead_never_moves_a_clock(case: Case, acts: list[str]) -> None:
    dossier = after = case.dossier
    for act in acts:
        match act:
            case "nota":
                after = replace(after, notes=(*after.notes, Note("nota", both("ok"), on_day=dossier.today)))
            case "turn":
                after = replace(after, turn=Turn(both("iemand"), on_day=dossier.today))
            case "lead":
                after = replace(after, lead=Lead("trekker-2", from_day=dossier.today))
            case "login":
                after = replace(after, last_on=dossier.today, rev=after.rev + 1)

    assert (last_sign(after), how(after)) == (last_sign(dossier), how(dossier))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases(), COUNT)
def test_what_it_says_of_a_span_it_says_of_each_day_in_it(case: Case, later: int) -> None:
    dossier = replace(case.dossier, today=case.dossier.today + timedelta(later))
    said = _codes(dossier)

    for share in (0, 0.5, 1):
        exact = _codes(_exact(dossier, share))
        assert said <= exact | _worse(exact)


def _codes(dossier: Dossier) -> set[str]:
    row = any_row_of(dossier)
    return {finding.reason.code for finding in row.findings} if row else set()


def _worse(codes: set[str]) -> set[str]:
    """What comes before something that is over: of another day in the span it can be over already."""
    near = {code.replace("_over", before) for code in codes for before in ("_near", "_runs")}
    soon = {code.replace("stall.over", "stall.soon").replace("stall.silent", "stall.soon_silent") for code in codes}
    return near | soon | ({"stall.soon_expected", "stall.soon_maximum", "stall.soon_silent"} if codes else set())


def _exact(dossier: Dossier, share: float) -> Dossier:
    def day(when: Interval) -> Interval:
        assert when.start is not None
        assert when.end is not None
        return on_day(when.start + timedelta(int((when.end - when.start).days * share)))

    return replace(
        dossier,
        passages=tuple(replace(one, when=day(one.when)) for one in dossier.passages),
        commitments=tuple(replace(one, ends=day(one.ends)) for one in dossier.commitments),
        blockers=tuple(replace(one, since=day(one.since)) for one in dossier.blockers),
    )
