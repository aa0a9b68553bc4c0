"""What one checks before asking the body, and the lasting page of one request. Worded for one reader."""

from dataclasses import dataclass

from labflow.views.initiative import Ask, Point

Line = tuple[str, str]
"""A term, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open point with the explanation that it has; `explainable`: this reader may explain it here."""

    point: Point
    why: str = ""
    by_day: str = ""
    explainable: bool = False


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that goes to the body, to look over before it is sent."""

    slug: str
    about: str
    transition: str
    rev: int
    title: str
    lines: tuple[Line, ...]
    open_points: tuple[Open, ...]
    unknown_points: tuple[Point, ...]
    done_points: tuple[Point, ...]
    asks: tuple[Ask, ...]
    motivation: str
    amount: str
    question: str
    readers: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that became of a request."""

    day: str
    word: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Where one request stands: its address lasts. `link`: where it goes on (address, words), "" when nowhere."""

    number: str
    slug: str
    about: str
    title: str
    state: str
    next: str
    who: str
    link: Line
    lines: tuple[Line, ...]
    motivation: str
    open_points: tuple[str, ...]
    unknown_points: tuple[str, ...]
    steps: tuple[StepLine, ...]
