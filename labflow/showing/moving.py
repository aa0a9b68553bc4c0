"""Whose move it is, what rests, and who can take over, in words for one reader. Whose move it is, `stall` says."""

from labflow.access import Actor, may
from labflow.dossier import Dossier
from labflow.presenting import rest_words
from labflow.showing import stalled
from labflow.showing.runs import move, runs
from labflow.texts.speech import Speech
from labflow.views.moving import Moving

People = tuple[tuple[str, str], ...]


def moving(dossier: Dossier, actor: Actor, people: People, say: Speech) -> Moving:
    """Return what keeps it moving. `people`: who can be on the move or take over, by key."""

    def can(act: str) -> bool:
        return dossier.is_running and may(actor, act, dossier.network, dossier)

    leads = dossier.lead.who if dossier.lead else None
    may_hand_over = can("hand-over")
    return Moving(
        move=move(dossier, say) if dossier.is_running else "",
        resting=say(rest_words(dossier.rest)) if dossier.rest and dossier.rests else "",
        movers=(*((words, "") for _, words in stalled.movers((dossier,), say)), *people),
        successors=tuple(one for one in people if one[0] != leads),
        runs=runs(dossier, say) if may_hand_over else (),
        may_turn=can("turn"), may_rest=can("rest"), may_wake=can("wake") and dossier.rest is not None,
        may_hand_over=may_hand_over,
    )  # fmt: skip
