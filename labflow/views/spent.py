"""Time in a stage against what is expected, as a card and a page draw it. Never says whether that is too long."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """The figures in words, and the same as a bar.

    `least`, `most`, `expected`: per cent of the bar; `least` and `most` differ when the day of entry is not exact.
    """

    text: str
    least: int
    most: int
    expected: int

    @property
    def over(self) -> bool:
        """Whether it certainly took longer than expected."""
        return self.least > self.expected
