"""Questions as a page shows them, worded for one reader. Never decides what may be answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `meta`: number, from whom, when; `said`: what became of it; `href`: the initiative it went to."""

    number: str
    text: str
    meta: str
    said: str
    is_due: bool = False
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked of one place. `slug`: of the initiative, "" for what comes from outside.

    `readers`: who can read what is typed; `targets`: the initiatives that a question can become, by slug.
    """

    title: str
    counts: str
    open: tuple[Question, ...]
    answered: tuple[Question, ...]
    more: str
    readers: str
    slug: str = ""
    may: bool = False
    targets: tuple[tuple[str, str], ...] = ()

    answered_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever asked."""
        return not (self.open or self.answered)
