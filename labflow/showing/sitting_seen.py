"""One meeting as one reader sees it: what every part of its page starts from. It counts nothing and weighs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from labflow import access
from labflow.access import Actor
from labflow.definition import Network, Transition
from labflow.dossier import Dossier
from labflow.queries.money import Means
from labflow.sitting import Item, Seat, Sitting
from labflow.texts.speech import Speech


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting, the initiatives on its agenda (by id), who looks, and on which day.

    `people`: the key of everybody by id; `means`: of the year of the meeting; `minutes`: as they stand, line by line;
    `numbers`: of its decisions, by id of their item.
    """

    sitting: Sitting
    dossiers: Mapping[str, Dossier]
    network: Network
    actor: Actor
    today: date
    say: Speech
    days: tuple[date, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    means: Means | None = None
    minutes: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)

    @property
    def seat(self) -> Seat | None:
        """The reader's own seat, one with a vote before one without."""
        mine = [seat for seat in self.sitting.seats if seat.id in self.actor.seats]
        return next((seat for seat in mine if seat.votes), mine[0] if mine else None)

    @property
    def ahead(self) -> bool:
        """Whether the day of the meeting has yet to come."""
        return self.today < self.sitting.day

    @property
    def closed(self) -> bool:
        """Whether the meeting was closed."""
        return self.sitting.closed_on is not None

    @property
    def running(self) -> bool:
        """Whether it has come and is not closed."""
        return not self.ahead and not self.closed

    @property
    def chairs(self) -> bool:
        """Whether the reader chairs this meeting: the person it names, else who has that role."""
        if self.sitting.chair_id is not None:
            return self.actor.person_id == self.sitting.chair_id
        return "chair" in self.actor.meanings_on(self.network, None)

    @property
    def writes(self) -> bool:
        """Whether the reader writes down what others say: by role, or named for this meeting."""
        named = {self.sitting.chair_id, self.sitting.secretary_id} - {None}
        return self.may("note-outcome") or self.actor.person_id in named

    def may(self, act: str) -> bool:
        """Whether the reader has a role that may do this."""
        return access.may(self.actor, act, self.network)

    def dossier(self, item: Item) -> Dossier | None:
        """The initiative that an item is about."""
        return self.dossiers.get(item.initiative_id or "")

    def way(self, item: Item) -> Transition | None:
        """The transition that the item's request asks."""
        dossier = self.dossier(item)
        return dossier.workflow.transitions.get(item.request.transition) if dossier and item.request else None
