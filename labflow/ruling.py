"""What stands in the way of a result: the verdict, what comes late, what weighs more, and amendments. Never writes."""

from collections.abc import Iterator, Sequence

from labflow import rows
from labflow.change import Change
from labflow.facts import APPROVALS
from labflow.queries.reading import one
from labflow.queries.register import replaced_by
from labflow.reasons import Reason
from labflow.sitting import Item, Sitting
from labflow.weight import adopted_on

JUDGED = (*APPROVALS, "rejected")
REPLACING = ("revision", "repeal")


def against_the_rules(change: Change, meeting: Sitting, item: Item, outcome: str, by: str,
                      weight: Sequence[Reason] = ()) -> Iterator[Reason]:  # fmt: skip
    """Give every reason against this outcome; `weight`: why the item needs two thirds, if it does.

    A proposal that passes cannot be rejected, nor the other way round.
    """
    if item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})
        return
    yield from _out_of_order(meeting, item, outcome)
    if outcome in JUDGED:
        yield from _too_late(meeting, item)
    if outcome in APPROVALS:
        yield from _too_light(change, item, by, weight)
    if outcome == "written" and one(change.conn, rows.Procedure, rows.Procedure.agenda_item_id == item.id) is None:
        yield Reason("closing.no_procedure", {"number": item.n})
    yield from _against_the_verdict(meeting, item, outcome, by)


def _against_the_verdict(meeting: Sitting, item: Item, outcome: str, by: str) -> Iterator[Reason]:
    told = meeting.verdict(item, by)
    if outcome in APPROVALS and not told.adopted:
        yield from (*told.reasons, told.reglement)
    elif outcome in ("rejected", "noted") and not told.quorate:
        yield from (*told.reasons, Reason("meetings.only_deferred"), told.reglement)
    elif outcome == "rejected" and told.adopted:
        yield from (Reason("meetings.passes", {"sentence": told.sentence}), told.reglement)


def _out_of_order(meeting: Sitting, item: Item, outcome: str) -> Iterator[Reason]:
    for waiting in meeting.amendments(item) if outcome in JUDGED else ():
        yield Reason("closing.amendment_open", {"number": item.n, "amendment": waiting.n})
    adopted = adopted_on(meeting, item)
    if outcome == "amended" and adopted is None:
        yield Reason("closing.nothing_amended", {"number": item.n})
    if outcome in ("approved", "approved-with-conditions") and adopted is not None:
        yield Reason("closing.is_amended", {"number": item.n, "amendment": adopted.n})
    if item.kind == "amendment":
        yield from _amendment(meeting, item, outcome)


def _amendment(meeting: Sitting, item: Item, outcome: str) -> Iterator[Reason]:
    main = next(one for one in meeting.items if one.id == item.amends_id)
    if main.noted is not None and main.noted.value in JUDGED:
        yield Reason("closing.main_is_noted", {"number": main.n})
    if outcome == "approved-with-conditions":
        yield Reason("closing.amendment_is_plain")
    rival = adopted_on(meeting, main)
    if outcome in APPROVALS and rival is not None:
        yield Reason("closing.one_amendment", {"number": main.n, "amendment": rival.n})


def _too_late(meeting: Sitting, item: Item) -> Iterator[Reason]:
    """What came after the last day for papers waits for the body's consent; with the plenary it is a question (R14)."""
    if item.late and not item.admitted:
        yield Reason("closing.late", {"number": item.n}, who="chair")
    if meeting.is_open and item.on_day == meeting.day and item.kind in ("talk", "request"):
        yield Reason("closing.raised_here", {"number": item.n})


def _too_light(change: Change, item: Item, by: str, weight: Sequence[Reason]) -> Iterator[Reason]:
    if item.kind in REPLACING and (newer := replaced_by(change.conn, item.about_id or "")):
        yield Reason("correcting.replaced", {"number": newer})
    if by == "two-thirds":
        return
    for reason in weight:
        yield Reason("closing.needs_two_thirds", {"why": reason})
    if item.ballot and item.ballot.method == "two-thirds":
        yield Reason("closing.opened_for_two_thirds", {"number": item.n})
    if item.kind in REPLACING:
        yield from _lighter_than_before(change, item)


def _lighter_than_before(change: Change, item: Item) -> Iterator[Reason]:
    """What two thirds decided, only two thirds undo (R13)."""
    old = one(change.conn, rows.Decision, rows.Decision.id == item.about_id)
    if old is None:
        return
    if old.by == "two-thirds":
        yield Reason("closing.as_heavy_as_before", {"number": old.number})
