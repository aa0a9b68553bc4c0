"""What the page of the rules shows, worded for one reader: kinds, the body's rules, seats, rights, the log's check."""

from dataclasses import dataclass

from labflow.views.taking_part import TakingPart


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: its word, its phase when that is another word, and how long it is expected to last."""

    title: str
    phase: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that a gate asks; `points` are those of a checklist."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One step: where it leads, who decides, who may, what it asks; `is_own`: only its maker proposed it."""

    title: str
    route: str
    decided: bool
    facts: tuple[str, ...]
    asks: tuple[Ask, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of initiative in the version that is in force. `picture` is an SVG element, already escaped."""

    key: str
    title: str
    version: str
    facts: tuple[str, ...]
    stages: tuple[StageLine, ...]
    ends: str
    ways: tuple[Way, ...]
    picture: str
    picture_label: str


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The body's own rules in force: which version, and each rule as a label and its sentence."""

    title: str
    standing: str
    is_adopted: bool
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat: whether it votes, who sits there and who stands in (their function), and since or until when."""

    title: str
    votes: bool
    holder: str
    substitute: str
    days: str


@dataclass(frozen=True, slots=True)
class Right:
    """One act in words, and for each role of the table whether it may."""

    act: str
    may: tuple[bool, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RightsOf:
    """The acts of one part of the work."""

    title: str
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class LogCheck:
    """Where the log stands, and what a reading of it found. `told` is empty when nobody asked to read it."""

    stands: str
    head: str
    joins: str
    is_joined: bool
    told: str = ""
    is_sound: bool = True
    problems: tuple[str, ...] = ()
    can_read: bool = True


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The whole page. `seats_lede` says how many vote; `has_casework`: something is followed in confidence here."""

    lede: str
    kinds: tuple[Kind, ...]
    own: OwnRules | None
    seats_lede: str
    seats: tuple[SeatLine, ...]
    roles: tuple[str, ...]
    rights: tuple[RightsOf, ...]
    check: LogCheck
    people: TakingPart
    has_casework: bool
    is_signed_in: bool
