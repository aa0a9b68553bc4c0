"""Questions in words: what was asked, from whom, since when, and what became of it. It judges nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from labflow.access import Actor, may
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts_questions import ON_HOLD, OPEN_QUESTIONS, OUTSIDE, UNDER
from labflow.facts_questions import Question as Asked
from labflow.queries.questions import Listed
from labflow.texts.speech import Speech, raised
from labflow.views.questions import Question, Questions

IN_SIGHT = 12
"""So many answered questions stand on a page, the newest first; the others are counted."""


def from_outside(found: Sequence[Listed], known: Iterable[Dossier], actor: Actor, catalogue: Catalogue, today: date,
                 say: Speech) -> Questions | None:  # fmt: skip
    """Return what came from outside; None for a reader who may not answer it. `known`: what one may become."""
    if not may(actor, "question", catalogue.network):
        return None
    asked = [one.question for one in found]
    targets = (
        ("", say("questions.choose")),
        *((one.slug, f"{one.title} ({say(one.workflow.title)})") for one in known),
    )
    return _questions(asked, say("questions.outside"), say("questions.readers"), today, say, catalogue,
                      may=True, targets=targets)  # fmt: skip


def of_initiative(dossier: Dossier, actor: Actor, say: Speech) -> Questions:
    """Return what was asked of an initiative."""
    may_answer = may(actor, "question-under", dossier.network, dossier) and not dossier.workflow.confidential
    return _questions(dossier.questions, say("questions.under"), say("web.readers.everyone"), dossier.today, say,
                      slug=dossier.slug, may=may_answer)  # fmt: skip


def told(asked: Asked, say: Speech, today: date, catalogue: Catalogue | None = None) -> str:
    """Return what became of a question, in one or two sentences. `catalogue`: to name the kind that it became."""
    kind = catalogue.newest(asked.to_workflow) if catalogue else None
    why = asked.why.rstrip(".")
    values = {
        "day": say.short_day(asked.since, today), "to": asked.to or why, "hours": asked.hours or 0,
        "review": say.short_day(asked.review_day, today) if asked.review_day else "",
        "kind": say(kind.title) if kind else "",
    }  # fmt: skip
    key = f"question.told.{asked.state}"
    said = say.capital(f"{key}.initiative" if asked.state == "to_body" and asked.to else key, **values)
    is_told = asked.state == "redirected" and not asked.to
    return f"{said} {raised(why)}{_end(why)}" if why and not is_told else said


def _end(text: str) -> str:
    return "" if text.endswith(("?", "!")) else "."


def _questions(asked: Sequence[Asked], title: str, readers: str, today: date, say: Speech,
               catalogue: Catalogue | None = None, slug: str = "", may: bool = False,
               targets: tuple[tuple[str, str], ...] = ()) -> Questions:  # fmt: skip
    open_ = sorted((one for one in asked if one.is_open), key=lambda one: (one.on_day, one.number))
    answered = sorted((one for one in asked if not one.is_open), key=lambda one: one.since, reverse=True)
    left = len(answered) - IN_SIGHT
    return Questions(
        title, _counts(asked, say),
        tuple(_question(one, say, today, catalogue) for one in open_),
        tuple(_question(one, say, today, catalogue) for one in answered[:IN_SIGHT]),
        say("questions.more", n=left) if left > 0 else "", readers, slug, may, targets,
        len(answered),
    )  # fmt: skip


def _counts(asked: Sequence[Asked], say: Speech) -> str:
    """How many stand in each state, the open ones first."""
    counted = Counter(one.state for one in asked)
    order = dict.fromkeys((*OPEN_QUESTIONS, *UNDER, *OUTSIDE))
    said = (f"{counted[state]} {say(f'question.state.{state}')}" for state in order if counted[state])
    return ", ".join(said)


def _question(one: Asked, say: Speech, today: date, catalogue: Catalogue | None) -> Question:
    meta = say("question.meta", number=one.number, asker=one.asker, day=say.short_day(one.on_day, today))
    is_due = one.state == ON_HOLD and one.review_day is not None and one.review_day <= today
    href = f"/initiatieven/{one.to_slug}" if one.to_slug else ""
    return Question(one.number, one.text, meta, told(one, say, today, catalogue), is_due, href, one.to)
