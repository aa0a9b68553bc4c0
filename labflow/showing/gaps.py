"""What no source says, as work that somebody can do: one line each, with a field. Unknown is never a fault here."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from labflow.definition import Network
from labflow.dossier import Dossier
from labflow.facts import Passage
from labflow.schoolyear import year_of
from labflow.texts.speech import Speech
from labflow.views.initiative import Unsaid
from labflow.views.portfolio import Missing

EXERCISE = "exercise"
Leads = tuple[tuple[str, str], ...]


def missing(running: tuple[Dossier, ...], any_one: Dossier | None, leads: Leads, say: Speech,
            may_plan: bool) -> Iterator[Missing]:  # fmt: skip
    """Yield a line for each thing that is not known of several initiatives. `any_one`: knows the meetings."""
    known_since = _known("since", running, lambda one: one.entered.is_known, say)
    known_lead = _known("lead", running, is_lead_known, say, leads)
    yield from (line for line in (known_since, known_lead) if line)
    steps = [(one, n, step) for one in running for n, step in unrecorded_steps(one)]
    if steps:
        choices = tuple((f"{one.slug}/{n}", f"{one.title}: {_step(one, step, say)}") for one, n, step in steps)
        text = say("web.missing.decision", n=len(steps), count=len(steps))
        yield Missing("decision", text, say("web.missing.decision.label"), choices, kind="decision")
    planned = meetings(any_one.network, any_one.meetings, any_one.today, say, may_plan) if any_one else None
    if planned:
        yield planned


def meetings(network: Network, days: Sequence[date], today: date, say: Speech, may_plan: bool) -> Missing | None:
    """Return the meetings of this year that are not known yet, None when all are. `days`: of every meeting."""
    year = year_of(today, network.holidays)
    left = (network.body.meetings_per_year or 0) - sum(year_of(day, network.holidays) == year for day in days)
    if left < 1:
        return None
    key = "web.missing.meetings" if network.holidays else "web.missing.meetings_of_year"
    text = say(key, n=left, count=say.number(left))
    return Missing("meetings", text, say("web.missing.meetings.label"), (), (), may_plan, "meetings", left)


def unsaid(dossier: Dossier, leads: Leads, say: Speech) -> tuple[Unsaid, ...]:
    """Return what no source says of one initiative, each with a field."""
    lines = []
    if dossier.is_running and not dossier.entered.is_known:
        text = say("web.unsaid.since", stage=say(dossier.stage.title).lower())
        lines.append(Unsaid("since", text, say("web.missing.since.label")))
    if dossier.is_running and not is_lead_known(dossier):
        lines.append(Unsaid("lead", say("web.unsaid.lead"), say("web.missing.lead.label"), leads, bool(leads)))
    for n, step in unrecorded_steps(dossier):
        text = say("web.unsaid.decision", step=_step(dossier, step, say))
        lines.append(Unsaid(f"decision-{n}", text, say("web.missing.decision.label"), kind="decision"))
    return tuple(lines)


def is_lead_known(dossier: Dossier) -> bool:
    """Return whether somebody said who leads; a role that the demo hands out as an exercise says nothing."""
    return dossier.lead is not None and dossier.lead.source != EXERCISE


def unrecorded_steps(dossier: Dossier) -> tuple[tuple[int, Passage], ...]:
    """Return the steps (with their number, from 1) that the body decides and of which nobody knows the decision."""
    ways = dossier.workflow.transitions
    taken = ((n, step, ways.get(step.transition or "")) for n, step in enumerate(dossier.passages, 1))
    return tuple((n, step) for n, step, way in taken if way and way.decided_by and not step.decision and not step.told)


def _step(dossier: Dossier, step: Passage, say: Speech) -> str:
    """What the step was: to which stage, or the title of one that kept its stage."""
    stages, ways = dossier.workflow.stages, dossier.workflow.transitions
    if step.from_stage != step.to_stage and step.to_stage in stages:
        return say("web.unsaid.step", stage=say(stages[step.to_stage].title).lower())
    return say(ways[step.transition or ""].title).lower()


def _known(field: str, running: tuple[Dossier, ...], is_known: Callable[[Dossier], bool], say: Speech,
           people: Leads | None = None) -> Missing | None:  # fmt: skip
    lacking = [one for one in running if not is_known(one)]
    if not lacking:
        return None
    text = say(f"web.missing.{field}", known=len(running) - len(lacking), of=len(running))
    choices = tuple((one.slug, one.title) for one in lacking)
    may_fill = people is None or bool(people)
    return Missing(field, text, say(f"web.missing.{field}.label"), choices, people or (), may_fill)
