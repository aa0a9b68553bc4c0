"""The verb that changes a proposal at the table: an amendment is an item of its own, decided first (R12)."""

import json
from collections.abc import Mapping
from datetime import date

from labflow import rows, typed
from labflow.access import demand
from labflow.acting import begin
from labflow.agenda import bring
from labflow.asking import stated
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.presiding import item_numbered, open_meeting, sitting_on
from labflow.reasons import NOTHING, Blocked, Invalid, Reason
from labflow.sitting import Item
from labflow.words import Words

NOT_AMENDED = ("amendment", "notice", "minutes", "rules")


def amend(change: Change, catalogue: Catalogue, day: date, n: object, title: object,
          asks: Mapping[str, object] = NOTHING, amount: object = None) -> Item:  # fmt: skip
    """Propose another text for an item, before anybody voted on it; returns the amendment, last on the agenda.

    `title`: what changes, in one sentence; `asks`: what the transition asks, by name, where it changes; `amount`: euro.
    The text of the request stays as it is. Raises Blocked or Invalid.
    """
    demand(change.actor, "amend", catalogue.network)
    meeting = open_meeting(change, day)
    main, named = item_numbered(meeting, n), typed.text(title, "agenda_title")
    if reasons := tuple(_cannot_amend(main)):
        raise Blocked(*reasons)
    values = _values(change, catalogue, main, asks)
    cents = typed.euro(amount) if amount not in (None, "") else None
    made = bring(change, meeting.id, "amendment", Words(named, named), initiative_id=main.initiative_id)
    change.put(
        rows.AgendaItem, made.id, amends_id=main.id, cents=cents,
        asks=json.dumps(values, sort_keys=True, ensure_ascii=False) if values else None,
    )  # fmt: skip
    change.record("amend")
    return sitting_on(change, day).items[-1]


def _cannot_amend(main: Item) -> list[Reason]:
    if main.noted is not None:
        return [Reason("meetings.already_noted", {"number": main.n})]
    if main.kind in NOT_AMENDED:
        return [Reason("amending.not_this_kind", {"number": main.n})]
    if main.vote_ids or main.ballot is not None:
        return [Reason("amending.voted_already", {"number": main.n})]
    return []


def _values(change: Change, catalogue: Catalogue, main: Item, asks: Mapping[str, object]) -> dict[str, object]:
    if main.request is None or not main.slug:
        if asks:
            raise Invalid(Reason("amending.asks_nothing", {"number": main.n}))
        return {}
    dossier = begin(change, catalogue, main.slug, None)
    return stated(dossier.workflow.transitions[main.request.transition], asks)
