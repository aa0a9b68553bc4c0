"""The board: how many stand where, from counters, and the first so many of each column. Never writes.

So it costs the same for ten initiatives and for a million. What is confidential is on no board.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, and_, bindparam, or_, select, union_all

from labflow import rows
from labflow.access import NOBODY
from labflow.definition import Catalogue, Stage
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossiers

COLUMN = 50
"""So many initiatives of one stage are on the board at most (own proposal)."""
FOUND = 200
"""So many are shown of what is looked for (own proposal)."""
CARRIES_AN_ACCENT = frozenset("acegilnorstuyz")
"""Letters that stand for themselves with an accent too: in SQL any character may be there."""

Place = tuple[str, str]
COUNT: Any = rows.StageCount.__table__  # type: ignore[attr-defined]
PARTNER: Any = rows.Partner.__table__  # type: ignore[attr-defined]
ORGANISATION: Any = rows.Organisation.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Board:
    """What is on the board: at most `COLUMN` dossiers of each stage, by title. `counts`: how many there are in all, by
    workflow and stage; `running`: how many of those have a place in a phase, by workflow and phase.
    """

    dossiers: tuple[Dossier, ...]
    counts: Mapping[Place, int]
    running: Mapping[Place, int]

    @property
    def total(self) -> int:
        """How many initiatives everybody may see."""
        return sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Whether all of them are on it."""
        return len(self.dossiers) == self.total


def board(conn: Connection, catalogue: Catalogue, today: date) -> Board:
    """Read the board. A fixed number of statements."""
    counts = standing(conn, catalogue)
    return Board(_read(conn, catalogue, today, first_of(conn, tuple(counts))), counts, _running(catalogue, counts))


def standing(conn: Connection, catalogue: Catalogue) -> dict[Place, int]:
    """Return how many initiatives that everybody may see stand in each stage of each workflow, by its counter."""
    found = conn.execute(_COUNTS, {"hidden": sorted(catalogue.confidential) or [""]})
    return {(row.workflow, row.stage): row.n for row in found}


def first_of(conn: Connection, places: Sequence[Place], most: int = COLUMN) -> tuple[str, ...]:
    """Return the ids of the first `most` by title in each place: one range of the index for each."""
    if not places:
        return ()
    told = {f"{name}{n}": key for n, place in enumerate(places) for name, key in zip(("w", "s"), place, strict=True)}
    return tuple(row.id for row in conn.execute(_ranges(len(places)), {"most": most, **told}))


def looked_for(conn: Connection, catalogue: Catalogue, today: date, words: Sequence[str], kind: str = "",
               phase: str = "") -> tuple[Dossier, ...]:  # fmt: skip
    """Return initiatives in which these words may stand, `FOUND` at most by title; whoever asks looks at each itself.

    `words`: folded, so accents and case never matter: a letter that can have one may be any character here.
    """
    places = [place for place in standing(conn, catalogue) if _fits(catalogue, place, kind, phase)] or [("", "")]
    where = or_(*(and_(TABLE.c.workflow == workflow, TABLE.c.stage == stage) for workflow, stage in places))
    asked = select(TABLE.c.id).where(where, *map(_holds, words)).order_by(TABLE.c.title).limit(FOUND)
    return _read(conn, catalogue, today, tuple(conn.execute(asked).scalars()))


def _fits(catalogue: Catalogue, place: Place, kind: str, phase: str) -> bool:
    stage = stage_of(catalogue, place)
    return kind in ("", place[0]) and (not phase or (stage is not None and stage.phase == phase))


def stage_of(catalogue: Catalogue, place: Place) -> Stage | None:
    """Return a stage as the newest version that has it says, None when no version does."""
    key, stage = place
    versions = sorted((one for one in catalogue.versions.values() if one.key == key), key=lambda one: -one.version)
    return next((one.stages[stage] for one in versions if stage in one.stages), None)


def _running(catalogue: Catalogue, counts: Mapping[Place, int]) -> dict[Place, int]:
    running: dict[Place, int] = {}
    for place, count in counts.items():
        stage = stage_of(catalogue, place)
        if stage and not stage.final and stage.phase:
            running[place[0], stage.phase] = running.get((place[0], stage.phase), 0) + count
    return running


def _read(conn: Connection, catalogue: Catalogue, today: date, ids: Sequence[str]) -> tuple[Dossier, ...]:
    return dossiers(conn, catalogue, NOBODY, today, TABLE.c.id.in_(ids), confidential=False)


def _holds(word: str) -> Any:
    pattern = "%" + "".join("_" if one in CARRIES_AN_ACCENT or not one.isalnum() else one for one in word) + "%"
    named = select(PARTNER.c.initiative_id).join(ORGANISATION, ORGANISATION.c.id == PARTNER.c.organisation_id)
    texts = (TABLE.c.title, TABLE.c.origin, TABLE.c.origin_en)
    return or_(
        *(text.ilike(pattern) for text in texts), TABLE.c.id.in_(named.where(ORGANISATION.c.name.ilike(pattern)))
    )


_COUNTS = (
    select(COUNT.c.workflow, COUNT.c.stage, COUNT.c.count.label("n"))
    .where(COUNT.c.count > 0, COUNT.c.workflow.not_in(bindparam("hidden", expanding=True)))
    .order_by(COUNT.c.id)
)


@cache
def _ranges(number: int) -> Any:
    """Make the statement for so many columns."""
    return union_all(*(
        select(
            select(TABLE.c.id).where(TABLE.c.workflow == bindparam(f"w{n}"), TABLE.c.stage == bindparam(f"s{n}"))
            .order_by(TABLE.c.title).limit(bindparam("most", type_=Integer)).subquery()
        )
        for n in range(number)
    ))  # fmt: skip
