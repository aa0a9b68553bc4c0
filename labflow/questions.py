"""The verbs of a question: note what was asked, and say what became of it.

One from outside has no initiative; one under an initiative is what a member asks of it. No name of a person is kept:
who asks is a function or an organisation, and an address or a telephone number is refused. It mails nobody.
"""

import re
from datetime import date

from labflow import access, rows, typed
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts_questions import ON_HOLD, OPEN_QUESTIONS, OUTSIDE, UNDER, Question
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.people import organisation_by_name
from labflow.queries.questions import Listed, next_number, one_listed
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Invalid, Reason
from labflow.texts.speech import raised

FROM_OUTSIDE, OF_INITIATIVE = "question", "question-under"
"""Two rows of the access table: on what is asked of the network, and on what is asked of an initiative."""
MOST_HOURS = 400
AGAIN = ("thinking_along", ON_HOLD)
"""What can be said twice: with other hours, or another day."""
_MAIL = re.compile(r"\S+@\S+")
_DATE = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d\b")
_TELEPHONE = re.compile(r"(?:\+|\b0)(?:[ ./()-]*\d){8,12}(?!\d)")


def ask(change: Change, catalogue: Catalogue, text: object, asker: object, slug: str | None = None,
        on: object = None) -> str:  # fmt: skip
    """Note a question; returns its number.

    `asker`: a function or an organisation; `slug`: the initiative that it is asked of, None when it comes from outside;
    `on`: the day it came in, today when left out. Raises Invalid, NotAllowed, NotFound, Blocked (confidential).
    """
    dossier = _begun(change, catalogue, slug)
    told, who = anonymous(text, "question", typed.STORY), anonymous(asker, "asker", 120)
    day = _came_in(change, on)
    organisation = organisation_by_name(change.conn, who)
    number, initiative = next_number(change.conn, day.year), dossier.id if dossier else None
    asked = change.add(rows.Question(
        id=change.new_id(), number=number, initiative_id=initiative, organisation_id=organisation,
        asker=None if organisation else who, text=told, person_id=change.actor.person_id, on_day=day,
        n=next_n(change.conn, rows.Question, rows.Question.initiative_id == initiative),
    ))  # fmt: skip
    _step(change, asked.id, "received", day)
    _finish(change, dossier)
    return number


def answer(change: Change, catalogue: Catalogue, number: str, state: object, why: object = "",
           review_day: object = None, to: object = "", hours: object = None) -> None:  # fmt: skip
    """Say what becomes of a question; the newest answer counts.

    `why`: a sentence; `review_day`: when one that is on hold is looked at again, after today; `to`: the initiative (by
    slug) that it became or went to, or in words to whom; `hours`: how far to think along at most. Own proposal, after
    R68, R187-188 and R572-576: each outcome says why, or to whom. Raises NotFound for what one may not see, Invalid,
    NotAllowed, Blocked.
    """
    found = one_listed(change.conn, catalogue, change.actor, number)
    dossier = _begun(change, catalogue, found.slug or None)
    chosen = typed.choice(state, "state", UNDER if dossier else OUTSIDE)
    _may_follow(found.question, chosen)
    told = _told(change, catalogue, found, chosen, why, to)
    if chosen == "thinking_along":
        change.put(rows.Question, found.question.id, hours=_hours(hours))
    _step(change, found.question.id, chosen, change.on, _review(change, chosen, review_day), *told)
    _finish(change, dossier)


def anonymous(value: object, name: str, maximum: int = typed.SENTENCE, required: bool = True) -> str:
    """Return a text without an e-mail address or a telephone number in it. Raises Invalid."""
    told = typed.text(value, name, maximum) if required else typed.optional_text(value, name, maximum)
    if _MAIL.search(told) or _TELEPHONE.search(_DATE.sub("", told)):
        raise Invalid(Reason("questions.of_a_person", {"name": Reason(f"typed.name.{name}")}))
    return told


def _begun(change: Change, catalogue: Catalogue, slug: str | None) -> Dossier | None:
    """The initiative that is asked, None for the network itself. Raises NotAllowed for who may not."""
    if not slug:
        access.demand(change.actor, FROM_OUTSIDE, catalogue.network)
        return None
    dossier = begin(change, catalogue, slug, OF_INITIATIVE)
    if dossier.workflow.confidential:
        raise Blocked(Reason("questions.confidential"))
    return dossier


def _came_in(change: Change, on: object) -> date:
    day = typed.day(on, "received_day") if on not in (None, "") else change.on
    if day > change.on:
        raise Invalid(Reason("typed.day_after", {"name": Reason("typed.name.received_day"), "day": change.on}))
    return day


def _may_follow(question: Question, state: str) -> None:
    """A question that was answered can only be taken up again; an open one cannot be received twice."""
    is_open = question.state in OPEN_QUESTIONS
    if is_open == (state == "received") or (question.state == state and state not in AGAIN):
        values = {"number": question.number, "state": Reason(f"question.state.{question.state}")}
        raise Blocked(Reason("questions.stands", values))


def _told(change: Change, catalogue: Catalogue, found: Listed, state: str, why: object,
          to: object) -> tuple[str | None, str | None]:  # fmt: skip
    """Why, and the id of the initiative that it became or went to. Raises Invalid for what is missing."""
    named = anonymous(to, "question_to", 120, required=state in ("became", "redirected"))
    other = dossiers(change.conn, catalogue, change.actor, change.on, TABLE.c.slug == named, confidential=False)
    target = other[0] if named and other else None
    if target is None and state == "became":
        # A refusal of what was typed, not a page that is not there: the form comes back with it.
        raise Invalid(Reason("query.no_initiative", {"slug": typed.shown(named)}))
    if target is not None and target.slug == found.slug:
        raise Invalid(Reason("questions.to_itself", {"title": target.title}))
    needs = state in (ON_HOLD, "refused", "received") or (state == "to_body" and target is None)
    reason = anonymous(why, "why", required=needs)
    said = reason if target or not named else ". ".join(part for part in (named.rstrip("."), raised(reason)) if part)
    return said or None, target.id if target else None


def _hours(hours: object) -> int:
    if hours in (None, ""):
        raise Invalid(Reason("typed.empty_day", {"name": Reason("typed.name.hours")}))
    return typed.whole(hours, "hours", 1, MOST_HOURS)


def _review(change: Change, state: str, review_day: object) -> date | None:
    if state != ON_HOLD:
        return None
    day, first = typed.day(review_day, "review_day"), days_after(change.on, 1)
    if day < first:
        raise Invalid(Reason("typed.day_before", {"name": Reason("typed.name.review_day"), "day": first}))
    return day


def _step(change: Change, question_id: str, state: str, day: date, review_day: date | None = None,
          why: str | None = None, to_id: str | None = None) -> None:  # fmt: skip
    change.add(rows.QuestionStep(
        id=change.new_id(), question_id=question_id, state=state, why=why, review_day=review_day, to_id=to_id,
        person_id=change.actor.person_id, on_day=day,
        n=next_n(change.conn, rows.QuestionStep, rows.QuestionStep.question_id == question_id),
    ))  # fmt: skip


def _finish(change: Change, dossier: Dossier | None) -> None:
    if dossier is None:
        change.record(FROM_OUTSIDE)
    else:
        finish(change, dossier, OF_INITIATIVE)
