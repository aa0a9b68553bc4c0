"""Who may do what: one table, by what a role means.

For a request and a move the transition itself says who, for a pause the workflow. What is confidential is opened by who
does the casework of its parent, and by nobody else.

This module never reads a row: an Actor comes from `queries`, with the roles of that day.
"""

from dataclasses import dataclass

from labflow.definition import Network
from labflow.dossier import Dossier
from labflow.reasons import NotAllowed, Reason

OWN = "lead"
ACTS: dict[str, frozenset[str]] = {
    "open": frozenset({"coordinator", "team"}),
    "propose": frozenset({OWN, "coordinator", "team", "casework", "member", "chair", "secretary", "observer"}),
    "import": frozenset({"coordinator"}),
    "tick": frozenset({OWN, "coordinator", "team"}),
    "note": frozenset({OWN, "coordinator", "team"}),
    "assign": frozenset({"coordinator"}),
    "partner": frozenset({OWN, "coordinator", "team"}),
    "relate": frozenset({OWN, "coordinator", "team"}),
    "land": frozenset({OWN, "coordinator", "team"}),
    "commit": frozenset({"coordinator"}),
    "block": frozenset({OWN, "coordinator", "team"}),
    "hand-over": frozenset({OWN, "coordinator"}),
    "turn": frozenset({OWN, "coordinator"}),
    "rest": frozenset({"coordinator"}),
    "wake": frozenset({"coordinator"}),
    "ask-update": frozenset({"coordinator", "team"}),
    "fill": frozenset({"coordinator"}),
    "return": frozenset({"coordinator"}),
    "accept": frozenset({"coordinator"}),
    "pause": frozenset({OWN, "coordinator"}),
    "resume": frozenset({OWN, "coordinator"}),
    "people": frozenset({"coordinator", "admin"}),
    "seats": frozenset({"coordinator", "chair", "admin"}),
    "plan": frozenset({"coordinator", "chair"}),
    "convene": frozenset({"coordinator", "chair"}),
    "agenda": frozenset({"coordinator", "chair"}),
    "position": frozenset({"member", "chair", "secretary"}),
    "attend": frozenset({"member", "chair", "secretary", "coordinator"}),
    "vote": frozenset({"member", "chair", "secretary", "coordinator"}),
    "note-outcome": frozenset({"chair", "secretary", "coordinator"}),
    "redo": frozenset({"chair", "secretary", "coordinator"}),
    "close": frozenset({"chair", "member"}),
    "ballot": frozenset({"member", "chair"}),
    "tally": frozenset({"member", "chair", "secretary", "coordinator"}),
    "advise": frozenset({"member", "chair", "secretary", "coordinator"}),
    "preside": frozenset({"chair", "secretary", "coordinator"}),
    "admit": frozenset({"member", "chair"}),
    "amend": frozenset({"member", "chair", "secretary", "coordinator"}),
    "paper": frozenset({"chair", "secretary", "coordinator"}),
    "write": frozenset({"coordinator", "chair"}),
    "answer": frozenset({"member", "chair", "secretary", "coordinator"}),
    "reword": frozenset({OWN, "coordinator"}),
    "claim": frozenset({"member", "chair", "secretary"}),
    "settle": frozenset({"coordinator", "chair", "secretary", "job"}),
    "mandate-ask": frozenset({OWN, "coordinator"}),
    "mandate-grant": frozenset({"chair", "coordinator"}),
    "mandate-spend": frozenset({OWN, "coordinator"}),
    "mandate-object": frozenset({"member", "chair", "secretary"}),
    "condition": frozenset({OWN, "team", "member", "coordinator", "chair", "secretary", "observer"}),
    "correct": frozenset({"secretary", "coordinator"}),
    "revise": frozenset({"coordinator", "chair"}),
    "question": frozenset({"coordinator", "team"}),
    "question-under": frozenset({OWN, "coordinator", "team"}),
    "calendar": frozenset(
        {"lead", "coordinator", "team", "casework", "member", "chair", "secretary", "observer", "admin"}
    ),
    "day": frozenset({"lead", "coordinator", "team", "casework", "member", "chair", "secretary", "observer", "admin"}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by key, the roles held on that day (the network's keys), and what is theirs.

    `leads`: ids of initiatives they lead; `casework`: ids of the parents whose casework they do; `seats`: ids of the
    seats they hold. Nobody signed in: empty key, no roles.
    """

    key: str = ""
    person_id: str | None = None
    roles: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    casework: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()

    def roles_on(self, network: Network, dossier: Dossier | None) -> frozenset[str]:
        """Return the role keys this actor has on one initiative: leading and casework count only on their own."""
        personal = network.roles_meaning(OWN) | network.roles_meaning("casework")
        roles = self.roles - personal
        if dossier is None:
            return self.roles
        if dossier.id in self.leads:
            roles |= network.roles_meaning(OWN)
        if dossier.workflow.confidential and dossier.parent and dossier.parent.id in self.casework:
            roles |= network.roles_meaning("casework") | network.roles_meaning(OWN)
        return roles

    def meanings_on(self, network: Network, dossier: Dossier | None) -> frozenset[str]:
        """Return what those roles mean to labflow."""
        return frozenset(network.roles[key].means for key in self.roles_on(network, dossier) if key in network.roles)


NOBODY = Actor()


def roles_for(act: str, network: Network, dossier: Dossier | None = None) -> tuple[str, ...]:
    """Return the role keys that may do an act, in the order of the network."""
    if act in ("pause", "resume") and dossier is not None and dossier.workflow.pause is not None:
        return dossier.workflow.pause.by
    return tuple(role.key for role in network.roles.values() if role.means in ACTS[act])


def may(actor: Actor, act: str, network: Network, dossier: Dossier | None = None) -> bool:
    """Return whether this actor may do this act (on this initiative)."""
    return bool(frozenset(roles_for(act, network, dossier)) & actor.roles_on(network, dossier))


def demand(actor: Actor, act: str, network: Network, dossier: Dossier | None = None) -> None:
    """Raise NotAllowed, saying who may, unless this actor may do this act."""
    demand_role(actor, roles_for(act, network, dossier), network, dossier)


def demand_role(actor: Actor, roles: tuple[str, ...], network: Network, dossier: Dossier | None) -> None:
    """Raise NotAllowed unless the actor has one of these role keys on this initiative."""
    if frozenset(roles) & actor.roles_on(network, dossier):
        return
    who = tuple(network.roles[key].title for key in roles if key in network.roles)
    raise NotAllowed(Reason("access.not_allowed" if actor.key else "access.nobody", {"who": who}))
