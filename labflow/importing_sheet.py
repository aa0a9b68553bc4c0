"""Initiatives from one file of comma-separated values: read as typed, every problem with its line and column.

An empty cell means *not known*, never *none*. All lines come in or none. Column names stand in the texts, in each
language. Nothing here decides whether a stage may be reached: what a source says is where it stands.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from labflow import typed
from labflow.clock import Interval
from labflow.definition import Catalogue, Stage, Workflow
from labflow.findings import nearest
from labflow.reasons import Invalid, Reason, Refusal
from labflow.texts import LANGUAGES, say

COLUMNS = ("title", "kind", "stage", "since", "lead", "partners", "next", "what", "source")
NEEDED = ("title", "kind", "stage")
MOST_BYTES, MOST_LINES = 1_000_000, 2_000
BETWEEN_PARTNERS = str.maketrans({";": "\n", ",": "\n", "|": "\n"})


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative as it was understood. `number`: the line of the file on which it begins."""

    number: int
    slug: str
    title: str
    workflow: Workflow
    stage: Stage
    since: Interval
    lead: str
    partners: tuple[str, ...]
    next: Interval
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell. `column` is the name that the file uses."""

    line: int
    column: str
    what: Reason

    @property
    def reason(self) -> Reason:
        """The problem as a sentence with its place."""
        return Reason("importing.at", {"line": str(self.line), "column": self.column, "what": self.what})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read: the lines that were understood, and all problems."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path, catalogue: Catalogue) -> Sheet:
    """Read a file in UTF-8, with commas, semicolons or tabs. Raises Invalid when it cannot be read at all."""
    table = _table(_text(path))
    header, *body = table or [(1, [])]
    names, problems = _names(header[1])
    if problems:
        return Sheet((), tuple(problems))
    lines: list[Line] = []
    for number, cells in body:
        reading = _Row(number, names, cells, header[1], catalogue)
        line = reading.line({one.slug: one.number for one in lines})
        problems += reading.problems
        lines += [line] if line else []
    if not lines and not problems:
        raise Invalid(Reason("importing.no_lines"))
    return Sheet(tuple(lines), tuple(problems))


def column_word(name: str) -> str:
    """Return the Dutch name of a column, for a file that lacks it."""
    return say(f"importing.column.{name}", "nl")


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise Invalid(Reason("importing.no_file", {"file": typed.shown(path)}))
        if path.stat().st_size > MOST_BYTES:
            raise Invalid(Reason("importing.too_large", {"n": MOST_BYTES // 1000}))
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        code = "importing.not_utf8" if isinstance(error, UnicodeDecodeError) else "importing.no_file"
        raise Invalid(Reason(code, {"file": typed.shown(path)})) from error


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it begins."""
    if "\0" in text:
        raise Invalid(Reason("importing.not_a_sheet", {"line": str(text[: text.index("\0")].count("\n") + 1)}))
    first = text.lstrip("\r\n ").partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((before + 1, cells))
            before = reader.line_num
            if before > MOST_LINES:
                raise Invalid(Reason("importing.too_many_lines", {"n": MOST_LINES}))
    except csv.Error as error:
        raise Invalid(Reason("importing.not_a_sheet", {"line": str(before + 1)})) from error
    return rows


def _names(header: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The column that each cell of the header names, in either language."""
    known = {say(f"importing.column.{name}", lang): name for name in COLUMNS for lang in LANGUAGES}
    names, problems = [], []
    for cell in header:
        word = " ".join(cell.split()).lower()
        name = known.get(word, "")
        if not name:
            near = nearest(word, known) or column_word("title")
            problems.append(_problem(cell, Reason("importing.unknown_column", {"near": near})))
        elif name in names:
            problems.append(_problem(cell, Reason("importing.column_twice")))
        names.append(name)
    missing = [name for name in NEEDED if name not in names]
    problems += [_problem(column_word(name), Reason("importing.column_missing")) for name in missing]
    return names, problems


def _problem(column: str, what: Reason) -> Problem:
    return Problem(1, typed.shown(column.strip()) or "-", what)


class _Row:
    """One row on its way to a line; gathers every problem in it."""

    def __init__(self, number: int, names: Sequence[str], cells: Sequence[str], header: Sequence[str],
                 catalogue: Catalogue) -> None:  # fmt: skip
        self.number, self.catalogue, self.problems = number, catalogue, list[Problem]()
        self._cells = dict(zip(names, cells, strict=False))
        self._words = dict(zip(names, (typed.shown(word.strip()) for word in header), strict=True))
        if len([cell for cell in cells[len(names) :] if cell.strip()]):
            self._wrong(names[-1], Reason("importing.too_many_cells"))

    def line(self, taken: dict[str, int]) -> Line | None:
        """Return the line, or None when anything in it is wrong."""
        title, source, what = self._text("title", 120), self._text("source"), self._text("what")
        lead = self._text("lead", typed.KEY)
        partners = self._partners()
        self._need_letters("lead", lead)
        self._need_letters("partners", *partners)
        since, coming = self._days("since"), self._days("next")
        workflow = self._workflow()
        stage = self._stage(workflow) if workflow else None
        slug = self._slug(title, taken)
        if not title:
            self._wrong("title", Reason("importing.empty"))
        if coming != Interval() and not what:
            self._wrong("what", Reason("importing.what_is_missing"))
        if self.problems or workflow is None or stage is None:
            return None
        return Line(self.number, slug, title, workflow, stage, since, lead, partners, coming, what, source)

    def _text(self, name: str, most: int = typed.SENTENCE) -> str:
        try:
            return typed.optional_text(self._cells.get(name, ""), "cell", most)
        except Refusal as refused:
            self._wrong(name, refused.reasons[0])
        return ""

    def _days(self, name: str) -> Interval:
        try:
            return typed.since(self._cells.get(name, ""), "cell")
        except Refusal as refused:
            self._wrong(name, refused.reasons[0])
        return Interval()

    def _partners(self) -> tuple[str, ...]:
        names = [part.strip() for part in self._text("partners").translate(BETWEEN_PARTNERS).split("\n")]
        return tuple(dict.fromkeys(name for name in names if name))

    def _need_letters(self, name: str, *named: str) -> None:
        """Whoever is not known yet is added by name, and gets an address made of its letters."""
        try:
            for one in filter(None, named):
                typed.slug(one)
        except Refusal as refused:
            self._wrong(name, refused.reasons[0])

    def _slug(self, title: str, taken: dict[str, int]) -> str:
        try:
            slug = typed.initiative_slug(title) if title else ""
        except Refusal as refused:
            self._wrong("title", refused.reasons[0])
            return ""
        if slug in taken:
            self._wrong("title", Reason("importing.twice", {"line": str(taken[slug])}))
        return slug

    def _workflow(self) -> Workflow | None:
        typed_in = self._text("kind", typed.KEY).lower()
        newest = {key: w for key, _ in self.catalogue.versions if (w := self.catalogue.newest(key))}
        chosen = [w for w in newest.values() if typed_in in _words_of(w.key, w.title.nl, w.title.en)]
        known = tuple(sorted(w.key for w in newest.values() if w.parent is None))
        if not chosen or chosen[0].parent is not None:
            code = "importing.other_kind" if typed_in else "importing.kind_is_missing"
            self._wrong("kind", Reason(code, {"known": known}))
            return None
        return chosen[0]

    def _stage(self, workflow: Workflow) -> Stage | None:
        typed_in = self._text("stage", typed.KEY).lower()
        running = [stage for stage in workflow.stages.values() if not stage.final]
        chosen = [s for s in running if typed_in in _words_of(s.key, s.title.nl, s.title.en)]
        if not chosen:
            known = tuple(stage.key for stage in running)
            self._wrong("stage", Reason("importing.other_stage", {"kind": workflow.title, "known": known}))
            return None
        return chosen[0]

    def _wrong(self, name: str, what: Reason) -> None:
        """Note the first thing that is wrong in a cell; what follows from it is no news."""
        column = self._words.get(name) or column_word(name)
        if all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(self.number, column, what))


def _words_of(*words: str) -> Iterator[str]:
    return (word.lower() for word in words)
