"""What one chooses from when bringing an idea, or what runs already. Worded for one reader."""

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """The choices of both forms. `stages`: by the title of their kind; `people`: who can lead, empty for a reader who
    may not name one; `may_register`: this reader may also tell what runs already.
    """

    kinds: Choices
    stages: tuple[tuple[str, Choices], ...]
    people: Choices
    organisations: tuple[str, ...]
    readers: str
    may_register: bool
