"""Handing over: who leads gives the lead to a successor in one act, and what waited for them goes along.

What runs is told to the successor with the letter (`labflow.showing.runs`); a word of one's own stands in the log.
"""

from labflow import rows, turns, typed
from labflow.acting import begin, finish, numbered
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.people import actor as actor_of
from labflow.reasons import Blocked, Invalid, Reason
from labflow.telling import lead


def hand_over(change: Change, catalogue: Catalogue, slug: str, successor: object, word: object = "") -> None:
    """Give the lead of an initiative to somebody else from today; who led stops, and the successor gets a letter.

    `successor`: a person by key; `word`: what one leaves behind, a line of the log. A move that was the old lead's by
    name becomes the successor's (own proposal). Raises Invalid for who is not known today, Blocked for who leads
    already or may not see it.
    """
    dossier = begin(change, catalogue, slug, "hand-over")
    key = typed.text(successor, "successor", typed.KEY)
    told = typed.optional_text(word, "word", typed.STORY)
    person_id = _known(change, catalogue, dossier, key)
    if dossier.lead is not None and dossier.lead.person_id == person_id:
        raise Blocked(Reason("handing.leads_already", {"key": key, "title": dossier.title}))
    lead(change, dossier, person_id)
    _pass_on(change, dossier, person_id, key)
    if told:
        numbered(
            change, dossier, rows.Note, kind="nota", text=told, person_id=change.actor.person_id, on_day=change.on,
            when_start=change.on, when_end=change.on, when_precision="day",
        )  # fmt: skip
    finish(change, dossier, "hand-over")


def _known(change: Change, catalogue: Catalogue, dossier: Dossier, key: str) -> str:
    """The id of the successor; what is confidential goes only to who can open it."""
    found = actor_of(change.conn, catalogue.network, key, change.on)
    if found is None or found.person_id is None:
        raise Invalid(Reason("handing.unknown", {"name": Reason("typed.name.successor"), "key": typed.shown(key)}))
    if dossier.workflow.confidential and dossier.parent and dossier.parent.id not in found.casework:
        raise Blocked(Reason("handing.no_casework", {"key": key}))
    return found.person_id


def _pass_on(change: Change, dossier: Dossier, person_id: str, key: str) -> None:
    turn, before = dossier.turn, dossier.lead.person_id if dossier.lead else None
    if turn is None or turn.to_id is None or turn.to_id != before:
        return
    mover = turns.Mover.person(key, person_id)
    numbered(
        change, dossier, rows.Turn, **mover.columns, what=turn.what or None, person_id=change.actor.person_id,
        on_day=change.on,
    )  # fmt: skip
