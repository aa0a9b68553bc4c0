"""What a soundness rule is, what it looks at, and how an example of it is written.

A rule reads drafts and yields findings; it never changes one and never stops another rule from being heard.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from labflow.definition import Network, Workflow
from labflow.findings import Finding, Spot
from labflow.shaping import Shaped


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A workflow file that was read, and where everything stands in it; equal to itself alone."""

    workflow: Workflow
    shaped: Shaped
    file: str

    def spot(self, *path: str | int) -> Spot:
        """Return where a value stands, or the nearest thing around it."""
        return self.shaped.tree.at(*path).spot

    def key_spot(self, *path: str | int) -> Spot:
        """Return where a key stands."""
        return self.shaped.tree.key_spot(*path)

    def is_whole(self, *path: str | int) -> bool:
        """Whether all at and under this path had the right form."""
        return not self.shaped.taking.is_spoiled(*path)


@dataclass(frozen=True, slots=True)
class Library:
    """All files of a network together.

    `published` gives the sha256 of versions that may not change any more; `unread` the workflows whose file could not
    be read, so that nobody reports them as missing too.
    """

    network: Network
    drafts: tuple[Draft, ...]
    published: Mapping[tuple[str, int], str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def newest(self, key: str) -> Workflow | None:
        """Return the newest version of a workflow, or None."""
        found = [draft.workflow for draft in self.drafts if draft.workflow.key == key]
        return max(found, key=lambda workflow: workflow.version, default=None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the workflows."""
        return tuple(sorted({draft.workflow.key for draft in self.drafts} | self.unread))


Judge = Callable[[Draft, Library], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Example:
    """One change to the example network that breaks one rule: in `file`, `old` becomes `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, what it means in one English sentence, an example that breaks it, and who judges it.

    `judge` is None for what the reader and the shapes find themselves.
    """

    code: str
    about: str
    example: Example
    judge: Judge | None = None
