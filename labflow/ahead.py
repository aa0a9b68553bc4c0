"""What is coming, as far as a day for it is known: the meeting and its papers, deadlines, reviews, rounds in writing.

Never writes, and never guesses a day: what no source dates is not here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow import rows
from labflow.clock import Interval, days_after, on_day
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.procedure import standing
from labflow.queries.council import next_meeting
from labflow.queries.due import PAPERS
from labflow.queries.procedures import unrecorded
from labflow.queries.reading import belonging, fetch
from labflow.words import Words

NEAR = 120
"""So many days ahead a day counts as near. Own proposal: about the time between two meetings and a half."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing to come. `kind`: meeting, papers, round, review, deadline or promise; `until`: the last day of it."""

    kind: str
    when: Interval
    href: str
    title: str | Words = ""
    text: str | Words = ""

    @property
    def until(self) -> date:
        """The day by which it has come, for the order."""
        return self.when.end or self.when.start or date.max


def coming(conn: Any, catalogue: Catalogue, expecting: Iterable[Dossier], today: date) -> tuple[Coming, ...]:
    """Return what is near, first first, as everybody may see it. `expecting`: the initiatives that have such a day."""
    found = (
        *_meeting(conn, today), *_rounds(conn, catalogue, today), *_reviews(conn, catalogue, today),
        *(one for dossier in expecting if dossier.is_running for one in dates(dossier)),
    )  # fmt: skip
    return tuple(sorted((one for one in found if one.until <= days_after(today, NEAR)), key=lambda one: one.until))


def dates(dossier: Dossier) -> Iterator[Coming]:
    """Yield what one initiative expects: its deadlines and when what was promised to it ends, near or not."""
    href = f"/initiatieven/{dossier.slug}"
    days = [Coming("deadline", one.when, href, dossier.title, one.text) for one in dossier.deadlines]
    days += [Coming("promise", one.ends, href, dossier.title, one.text) for one in dossier.commitments]
    yield from (one for one in days if one.when.is_known and not one.when.is_wholly_before(dossier.today))


def _meeting(conn: Any, today: date) -> Iterator[Coming]:
    meeting = next_meeting(conn, days_after(today, -1))
    if meeting is None:
        return
    href, papers = f"/raad/{meeting.day.isoformat()}", meeting.papers_on or days_after(meeting.day, -PAPERS)
    if papers >= today:
        yield Coming("papers", on_day(papers), href)
    yield Coming("meeting", on_day(meeting.day), href)


def _rounds(conn: Any, catalogue: Catalogue, today: date) -> Iterator[Coming]:
    for one in unrecorded(conn, today):
        told = standing(one, today, catalogue.network.holidays)
        if told.runs:
            yield Coming("round", on_day(told.closes), f"/raad/schriftelijk/{one.number}", one.title)


def _reviews(conn: Any, catalogue: Catalogue, today: date) -> Iterator[Coming]:
    """Decisions that say when they are looked at again, of those that stand; of casework there are none here."""
    until = days_after(today, NEAR)
    found = fetch(conn, rows.Decision, rows.Decision.review_day.between(today, until), order="number")  # type: ignore[union-attr]
    replaced = {x.replaces_id for x in belonging(conn, rows.Decision, "replaces_id", {x.id for x in found})}
    homes = belonging(conn, rows.Initiative, "id", {x.initiative_id for x in found} - {None})
    titles = {x.id: x.title for x in homes if x.workflow not in catalogue.confidential}
    for x in found:
        if x.id not in replaced and (x.initiative_id is None or x.initiative_id in titles):
            title = titles.get(x.initiative_id, x.title or "")
            yield Coming("review", on_day(x.review_day), f"/beslissingen/{x.number}", title, x.number)
