"""What happened lately, newest first, as far as everybody may read it: nothing of casework. Never writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from labflow import rows
from labflow.definition import Catalogue
from labflow.queries.reading import words
from labflow.words import Words

MOST = 8
STEPS = ("sent", "returned", "accepted", "on-agenda", "withdrawn")
"""What becomes of a request before it is decided; the decision itself tells the rest."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One act. `kind`: closed, decided, begun, moved, stayed, asked or noted; `title`: what it is about, if anything.

    `detail` says what it came to: a stage, an outcome, a state, a kind of line; `text`: a line as it was written.
    """

    kind: str
    on_day: date
    title: Words
    slug: str = ""
    number: str = ""
    detail: str | Words = ""
    text: Words | None = None


def happened(conn: Connection, catalogue: Catalogue) -> tuple[Happened, ...]:
    """Return the last acts, a day's most weighty first. A fixed number of statements."""
    found = (
        *_closed(conn), *_decided(conn, catalogue), *_moved(conn, catalogue), *_asked(conn, catalogue),
        *_noted(conn, catalogue),
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.on_day, reverse=True)[:MOST])


def _closed(conn: Connection) -> Iterator[Happened]:
    for row in conn.execute(_CLOSED):
        yield Happened("closed", row.closed_on, Words("", ""), number=row.day.isoformat(), detail=str(row.day))


def _decided(conn: Connection, catalogue: Catalogue) -> Iterator[Happened]:
    for row in conn.execute(_DECIDED):
        if row.workflow is None or row.workflow not in catalogue.confidential:
            title = words(row.own_title, row.own_title_en) or words(row.title or row.item, row.title or row.item_en)
            yield Happened("decided", row.on_day, title or Words("", ""), row.slug or "", row.number, row.outcome)


def _moved(conn: Connection, catalogue: Catalogue) -> Iterator[Happened]:
    """A step to another stage; the first one is the beginning, and an extension stays where it was."""
    for row in conn.execute(_about(_MOVED, catalogue)):
        stages = catalogue.exact(row.workflow, row.version).stages
        kind = "begun" if row.from_stage is None else "stayed" if row.from_stage == row.to_stage else "moved"
        yield Happened(kind, row.when_start, _title(row), row.slug, detail=stages[row.to_stage].title)


def _asked(conn: Connection, catalogue: Catalogue) -> Iterator[Happened]:
    """What each request came to last: the steps before it say nothing more."""
    last: dict[str, Any] = {}
    for row in conn.execute(_about(_ASKED, catalogue)):
        last.setdefault(row.number, row)
    for row in last.values():
        yield Happened("asked", row.on_day, _title(row), row.slug, row.number, row.state)


def _noted(conn: Connection, catalogue: Catalogue) -> Iterator[Happened]:
    for row in conn.execute(_about(_NOTED, catalogue)):
        text = words(row.text, row.text_en)
        yield Happened("noted", row.on_day, _title(row), row.slug, detail=row.kind, text=text)


def _title(row: Any) -> Words:
    return Words(row.title, row.title)


def _about(statement: Any, catalogue: Catalogue) -> Any:
    """Leave out what is confidential, whoever asks."""
    return statement.where(_ABOUT.workflow.not_in(sorted(catalogue.confidential)))


_ABOUT: Any = rows.Initiative.__table__.c  # type: ignore[attr-defined]
_OF: Any = {name: getattr(rows, name).__table__.c for name in
            ("Meeting", "Decision", "AgendaItem", "Passage", "RequestStep", "Request", "Note")}  # fmt: skip
_NAMES = (_ABOUT.title, _ABOUT.slug, _ABOUT.workflow, _ABOUT.version)


def _newest(statement: Any, day: Any, *then: Any) -> Any:
    return statement.order_by(day.desc(), *then).limit(MOST)


_CLOSED = _newest(
    select(_OF["Meeting"].day, _OF["Meeting"].closed_on).where(_OF["Meeting"].closed_on.is_not(None)),
    _OF["Meeting"].closed_on, _OF["Meeting"].day.desc(),
)  # fmt: skip
_DECIDED = _newest(
    select(
        _OF["Decision"].number, _OF["Decision"].on_day, _OF["Decision"].outcome,
        _OF["Decision"].title.label("own_title"), _OF["Decision"].title_en.label("own_title_en"),
        _OF["AgendaItem"].title.label("item"), _OF["AgendaItem"].title_en.label("item_en"), *_NAMES,
    )
    .select_from(rows.Decision.__table__)  # type: ignore[attr-defined]
    .outerjoin(rows.AgendaItem.__table__, _OF["AgendaItem"].id == _OF["Decision"].agenda_item_id)  # type: ignore[attr-defined]
    .outerjoin(rows.Initiative.__table__, _ABOUT.id == _OF["Decision"].initiative_id),  # type: ignore[attr-defined]
    _OF["Decision"].on_day, _OF["Decision"].number.desc(),
)  # fmt: skip
_MOVED = _newest(
    select(_OF["Passage"].from_stage, _OF["Passage"].to_stage, _OF["Passage"].when_start, *_NAMES)
    .join(rows.Initiative.__table__, _ABOUT.id == _OF["Passage"].initiative_id)  # type: ignore[attr-defined]
    .where(_OF["Passage"].imported.is_(False), _OF["Passage"].when_start.is_not(None)),
    _OF["Passage"].when_start, _ABOUT.title, _OF["Passage"].n.desc(),
)  # fmt: skip
_ASKED = _newest(
    select(_OF["RequestStep"].state, _OF["RequestStep"].on_day, _OF["Request"].number, *_NAMES)
    .join(rows.Request.__table__, _OF["Request"].id == _OF["RequestStep"].request_id)  # type: ignore[attr-defined]
    .join(rows.Initiative.__table__, _ABOUT.id == _OF["Request"].initiative_id)  # type: ignore[attr-defined]
    .where(_OF["RequestStep"].state.in_(STEPS)),
    _OF["RequestStep"].on_day, _OF["Request"].number.desc(), _OF["RequestStep"].n.desc(),
)  # fmt: skip
_NOTED = _newest(
    select(_OF["Note"].kind, _OF["Note"].on_day, _OF["Note"].text, _OF["Note"].text_en, *_NAMES)
    .join(rows.Initiative.__table__, _ABOUT.id == _OF["Note"].initiative_id)  # type: ignore[attr-defined]
    .where(_OF["Note"].source.is_(None)),
    _OF["Note"].on_day, _ABOUT.title, _OF["Note"].n.desc(),
)  # fmt: skip
