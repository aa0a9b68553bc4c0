"""Whose move it is and what rests, worded for one reader, with what this reader may do about it."""

from dataclasses import dataclass

from labflow.views.fact import Fact


@dataclass(frozen=True, slots=True)
class Moving:
    """What keeps an initiative moving. What this reader may not do is simply absent.

    `move`: whose move it is, "" when it is not known; `resting`: why it is left alone, "" when it is not; `movers`: who
    can be named (what is typed, in words); `successors`: who can lead (key, in words); `runs`: the file for a
    successor, for who may hand over.
    """

    move: str = ""
    resting: str = ""
    movers: tuple[tuple[str, str], ...] = ()
    successors: tuple[tuple[str, str], ...] = ()
    runs: tuple[Fact, ...] = ()
    may_turn: bool = False
    may_rest: bool = False
    may_wake: bool = False
    may_hand_over: bool = False

    @property
    def may_act(self) -> bool:
        """Whether this reader may do any of it."""
        return self.may_turn or self.may_rest or self.may_wake or self.may_hand_over
