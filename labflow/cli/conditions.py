"""Conditions of approvals from a terminal: which there are, met, no longer met."""

from typing import TYPE_CHECKING

from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.presenting_after import listed_condition_object, ticked_object
from labflow.reasons import Reason

if TYPE_CHECKING:
    from labflow.conditions import Ticked


def list_(session: Session) -> Answer:
    """Every condition of the decisions that stand, first due first."""
    from labflow.queries.conditions import open_ones

    with session.looking() as (conn, today):
        found = open_ones(conn, today, session.shipped.network.holidays)
    header = [session.say(f"cli.column.{name}") for name in ("number", "k", "condition", "owner", "until", "state")]
    lines = table(header, (
        (one.decision, str(one.k), one.condition.text,
         session.say("cli.owner_gone", owner=one.condition.owner) if one.owner_gone else one.condition.owner,
         session.say("cli.day", day=one.condition.due_day), session.say(f"conditions.state.{one.state}"))
        for one in found
    ))  # fmt: skip
    return Answer([listed_condition_object(one) for one in found], lines or (session.say("cli.no_conditions"),))


def meet(session: Session) -> Answer:
    """A condition is met, with the evidence."""
    from labflow import conditions as verbs

    given = session.given
    with session.acting() as change:
        ticked = verbs.meet(change, session.catalogue, given.text("number"), given.text("k"), given.text("evidence"))
    return _ticked(session, ticked)


def unmeet(session: Session) -> Answer:
    """A condition is no longer met."""
    from labflow import conditions as verbs

    given = session.given
    with session.acting() as change:
        ticked = verbs.unmeet(change, session.catalogue, given.text("number"), given.text("k"), given.text("why"))
    return _ticked(session, ticked)


def _ticked(session: Session, ticked: "Ticked") -> Answer:
    """How it stands now, whether the initiative moved, and if not why."""
    lines = [session.say("cli.done.condition", text=ticked.condition.text,
                         state=Reason(f"conditions.state.{ticked.state}"))]  # fmt: skip
    if ticked.moved:
        lines.append(session.say("cli.condition_moved"))
    elif ticked.left:
        lines.append(session.say("cli.conditions_left", n=ticked.left))
    if ticked.meeting:
        lines.append(session.say("cli.condition_to_the_body", day=ticked.meeting))
    lines += [f"  - {session.say(reason)}" for reason in ticked.reasons]
    return Answer(ticked_object(ticked, session.catalogue.network, session.lang), tuple(lines))
