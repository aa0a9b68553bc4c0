"""Whether a letter still has to be told by the time that a mail can carry it. Own proposal, except: remind the silent.

What moved on meanwhile is not told any more, and who answered is not asked again. What cannot be judged is told.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from labflow import rows
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.facts_questions import OPEN_QUESTIONS
from labflow.procedure import standing
from labflow.queries.letters import Told
from labflow.queries.procedures import procedures
from labflow.queries.reading import fetch, one
from labflow.sitting import people_of
from labflow.stall.clocks import SUBSTANTIVE_NOTES

OLDEST = 30
"""So many days after its own a letter is old news: whoever had no address until now gets no pile on the first day."""
ANSWERABLE = ("procedure", "procedure_reminder", "procedure_seat")


def still_due(conn: Any, catalogue: Catalogue, told: Iterable[Told], today: date) -> tuple[Told, ...]:
    """Return the letters that still have to be told, each once: of two alike the newest."""
    newest = {(one.kind, one.letter.about_id): one for one in told}
    return tuple(one for one in newest.values() if is_still_due(conn, catalogue, one, today))


def is_still_due(conn: Any, catalogue: Catalogue, told: Told, today: date) -> bool:
    """Return whether one letter still has to be told. What it is about may be gone; confidential is not gone."""
    if told.row is None or days_after(told.on_day, OLDEST) < today:
        return False
    if not told.values and not told.is_hidden:
        return False
    if told.kind.startswith("procedure"):
        return _in_writing(conn, catalogue, told, today)
    judged = BY_KIND.get(told.kind) or BY_KIND.get(told.kind.partition("_")[0])
    return judged is None or judged(conn, told, today)


def _in_writing(conn: Any, catalogue: Catalogue, told: Told, today: date) -> bool:
    """How it ended is always told; a question only while it runs, and only to who did not answer."""
    if told.kind in ("procedure_adopted", "procedure_agenda"):
        return True
    (found,) = procedures(conn, today, rows.Procedure.id == told.row.id)
    now = standing(found, today, catalogue.network.holidays)
    return now.runs and (told.kind not in ANSWERABLE or told.letter.to_id in people_of(now.silent))


def _turn(conn: Any, told: Told, _: date) -> bool:
    """The newest word about whose move it is, and it is somebody's."""
    newest = fetch(conn, rows.Turn, rows.Turn.initiative_id == told.row.initiative_id, order="n")[-1]
    return bool(newest.id == told.row.id and not told.row.nobody)


def _lead(_: Any, told: Told, today: date) -> bool:
    return told.row.until_day is None or bool(told.row.until_day > today)


def _silent(conn: Any, told: Told, _: date) -> bool:
    """Nobody noted anything since: a note of the same day may be older than the letter."""
    note: Any = rows.Note
    return one(conn, note, note.initiative_id == told.row.id, note.on_day > told.on_day) is None


def _asked(conn: Any, told: Told, _: date) -> bool:
    """Nobody told how it goes since. One asks only on a day without news, so that news of that day answers it."""
    note: Any = rows.Note
    news = (note.kind.in_(SUBSTANTIVE_NOTES), note.source.is_(None), note.on_day >= told.on_day)
    return one(conn, note, note.initiative_id == told.row.id, *news) is None


def _meeting(_: Any, told: Told, today: date) -> bool:
    is_off = told.row.cancelled_on is not None
    return bool(told.row.day >= today and told.row.closed_on is None and is_off == (told.kind == "meeting_cancelled"))


def _condition(_: Any, told: Told, __: date) -> bool:
    return told.row.met_on is None


def _ended(_: Any, told: Told, __: date) -> bool:
    return told.row.ended_on is None


def _mandate(_: Any, told: Told, today: date) -> bool:
    return bool(told.row.until_day >= today)


def _deadline(_: Any, told: Told, today: date) -> bool:
    return told.row.when_end is None or bool(told.row.when_end >= today)


def _point(conn: Any, told: Told, _: date) -> bool:
    """Nobody answered that point since."""
    tick: Any = rows.Tick
    return one(conn, tick, tick.initiative_id == told.row.initiative_id, tick.item == told.row.item,
               tick.n > told.row.n) is None  # fmt: skip


def _question(conn: Any, told: Told, _: date) -> bool:
    steps = fetch(conn, rows.QuestionStep, rows.QuestionStep.question_id == told.row.id, order="n")
    return not steps or steps[-1].state in OPEN_QUESTIONS


BY_KIND: Mapping[str, Callable[[Any, Told, date], bool]] = {
    "turn": _turn, "lead": _lead, "update": _asked, "silence": _silent, "meeting": _meeting, "condition": _condition,
    "rest": _ended, "commitment": _ended, "mandate": _mandate, "deadline": _deadline, "question": _question,
    "point": _point,
}  # fmt: skip
"""By the kind of letter, or by the first word of it."""
