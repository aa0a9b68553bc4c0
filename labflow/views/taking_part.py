"""Who takes part: functions with their roles, and for who may invite also where they can be reached. Never a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role somebody holds: its key, the words, and until when if that is known. `can_end`: it was given here."""

    key: str
    words: str
    can_end: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    """One person by function. `address` is empty for a reader who may not see it, and for who has none.

    `is_unreached`: the last mail to that address did not arrive.
    """

    key: str
    roles: tuple[RoleLine, ...]
    address: str = ""
    is_you: bool = False
    is_unreached: bool = False


@dataclass(frozen=True, slots=True)
class TakingPart:
    """The whole section. `roles`, `parents`: what can be chosen (key, words) by who may invite; empty for others."""

    people: tuple[Participant, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    can_invite: bool = False
    mails: bool = False
