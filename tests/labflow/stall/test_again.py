"""News and what moves again: only what certainly stalled before, and what a source told is no news of its import."""

from datetime import date

import pytest

from labflow.clock import Interval, on_day
from labflow.definition import Need
from labflow.dossier import Dossier
from labflow.facts import Blocker, Note, Passage, Tick
from labflow.stall.again import moving_since, newest_news
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both

MAY, SEPTEMBER = date(2023, 5, 2), date(2023, 9, 7)
QUIET = Need("silence", {"school_weeks": 6})


def told(day: date, kind: str = "gebeurtenis") -> Note:
    return Note(kind, both("nieuws"), on_day=day)


def running(*notes: Note, **facts: object) -> Dossier:
    """One that came into its stage in May and may be quiet for six weeks."""
    steps = (Passage(None, None, "try", on_day(MAY)),)
    return a_dossier(workflow=a_workflow(stall=(QUIET,)), passages=steps, notes=notes, **facts)


def test_it_moves_again_since_the_news_that_broke_the_silence() -> None:
    assert moving_since(running(told(SEPTEMBER))) == SEPTEMBER
    assert moving_since(running(told(SEPTEMBER), told(TODAY))) == SEPTEMBER


def test_what_never_stalled_does_not_move_again() -> None:
    assert moving_since(running(told(date(2023, 5, 20)), told(date(2023, 6, 20)), told(SEPTEMBER))) is None


def test_what_still_stalls_does_not_move_again() -> None:
    quiet = running()
    blocked = running(told(SEPTEMBER), blockers=(Blocker("funding", both("geld")),))
    workflow = a_workflow(stall=(QUIET, Need("blocked", {})))

    assert moving_since(quiet) is None
    assert moving_since(Dossier(TODAY, workflow, blocked.network, "try", passages=blocked.passages, notes=blocked.notes,
                                blockers=blocked.blockers)) is None  # fmt: skip


def test_a_remark_moves_nothing() -> None:
    assert moving_since(running(told(SEPTEMBER, "nota"))) is None


def test_after_a_month_it_is_no_news_any_more() -> None:
    assert moving_since(running(told(date(2023, 8, 11)))) is None


@pytest.mark.parametrize(
    ("when", "news"),
    [(on_day(MAY), MAY), (Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear"), None)],
)
def test_what_a_source_told_happened_on_its_own_day_and_not_at_the_import(when: Interval, news: date | None) -> None:
    note = Note("realisatie", both("een avond"), when, on_day=TODAY, source="p. 3")
    tick = Tick("a1", "done", on_day=TODAY, source="p. 4")
    found = newest_news(a_dossier(notes=(note,), ticks={"a1": tick}))

    assert (found and found.day) == news
