"""Questions, each with the newest thing that became of it: one statement, however many. Never writes.

What was asked from outside is read by who may answer it; what was asked of an initiative, by who sees that initiative.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from labflow import facts_questions, rows
from labflow.access import Actor, may
from labflow.definition import Catalogue
from labflow.queries import parts
from labflow.queries.reading import IDS, among
from labflow.reasons import NotFound, Reason
from labflow.typed import is_findable, shown

ASKED: Any = rows.Question.__table__  # type: ignore[attr-defined]
_STEP: Any = rows.QuestionStep.__table__  # type: ignore[attr-defined]
_LATER, _OF = _STEP.alias("later"), rows.Initiative.__table__.alias("asked")  # type: ignore[attr-defined]
_TO, _BY = rows.Initiative.__table__.alias("target"), rows.Organisation.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Listed:
    """A question with the initiative that was asked; both "" for one from outside."""

    question: facts_questions.Question
    slug: str = ""
    title: str = ""
    initiative_id: str | None = None


def under(conn: Connection, ids: Collection[str]) -> list[Any]:
    """Return the rows of what was asked of these initiatives, old to new; `parts.question` makes facts of them."""
    return among(conn, _UNDER, ids)


def listed(conn: Connection, catalogue: Catalogue, actor: Actor, *where: Any) -> tuple[Listed, ...]:
    """Return every question that this actor may see, newest first. One statement."""
    in_the_open = _OF.c.workflow.not_in(catalogue.confidential)
    from_outside = (ASKED.c.initiative_id.is_(None),) if may(actor, "question", catalogue.network) else ()
    chosen = _EACH.where(or_(in_the_open, *from_outside), *where)
    found = conn.execute(chosen.order_by(ASKED.c.on_day.desc(), func.length(ASKED.c.number).desc(),
                                         ASKED.c.number.desc()))  # fmt: skip
    return tuple(Listed(parts.question(x), x.of_slug or "", x.of_title or "", x.initiative_id) for x in found)


def one_listed(conn: Connection, catalogue: Catalogue, actor: Actor, number: str) -> Listed:
    """Return one question by number. Raises NotFound when it is not there, or not there for this actor."""
    found = listed(conn, catalogue, actor, ASKED.c.number == number) if is_findable(number) else ()
    if not found:
        raise NotFound(Reason("questions.none", {"number": shown(number)}))
    return found[0]


def outside(conn: Connection, catalogue: Catalogue, actor: Actor) -> tuple[Listed, ...]:
    """Return what was asked from outside, newest first; nothing for who may not answer it."""
    return listed(conn, catalogue, actor, ASKED.c.initiative_id.is_(None))


def waiting(conn: Connection, catalogue: Catalogue, actor: Actor) -> tuple[Listed, ...]:
    """Return what nobody took up yet from outside, and everything that is on hold, newest first."""
    untouched = and_(ASKED.c.initiative_id.is_(None), _STEP.c.state == "received")
    return listed(conn, catalogue, actor, or_(untouched, _STEP.c.state == facts_questions.ON_HOLD))


def next_number(conn: Connection, year: int) -> str:
    """Return the number of the next question of a year: `v-2023-001`."""
    start = f"v-{year}-"
    number = ASKED.c.number
    longest_first = (func.length(number).desc(), number.desc())
    last = conn.execute(select(number).where(number.startswith(start)).order_by(*longest_first).limit(1)).scalar()
    return f"{start}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:03d}"


_EACH = (
    select(
        ASKED, _STEP.c.state, _STEP.c.why, _STEP.c.review_day, _STEP.c.on_day.label("since"),
        _BY.c.name.label("organisation"), _TO.c.slug.label("to_slug"), _TO.c.title.label("to_title"),
        _TO.c.workflow.label("to_workflow"), _OF.c.slug.label("of_slug"), _OF.c.title.label("of_title"),
    )
    .join(_STEP, _STEP.c.question_id == ASKED.c.id)
    .outerjoin(_LATER, and_(_LATER.c.question_id == ASKED.c.id, _LATER.c.n > _STEP.c.n))
    .outerjoin(_BY, _BY.c.id == ASKED.c.organisation_id)
    .outerjoin(_TO, _TO.c.id == _STEP.c.to_id)
    .outerjoin(_OF, _OF.c.id == ASKED.c.initiative_id)
    .where(_LATER.c.id.is_(None))
)  # fmt: skip
_UNDER = _EACH.where(ASKED.c.initiative_id.in_(IDS)).order_by(ASKED.c.n)
