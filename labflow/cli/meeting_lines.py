"""A meeting, its items and its closing as lines for somebody who reads a terminal. Never decides."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labflow.cli.answering import Lines
from labflow.definition import Network
from labflow.presenting import lifter, words_for_who
from labflow.reasons import Reason
from labflow.sitting import VOTES, Item, Sitting
from labflow.texts import Language, say

if TYPE_CHECKING:
    from labflow.closing import Closed


def meeting_lines(meeting: Sitting, lang: Language) -> Lines:
    """Return the day, whether the body can decide, and the agenda."""
    head = [say("cli.meeting.title", lang, day=meeting.day)]
    if meeting.closed_on:
        head.append(say("cli.meeting.closed", lang, day=meeting.closed_on))
    elif meeting.cancelled_on:
        head.append(say("agenda.cancelled", lang, day=meeting.day))
    else:
        head.append(say(meeting.can_decide(), lang))
    head.append(say(meeting.reglement.standing, lang))
    if not meeting.items:
        return (*head, "", say("cli.meeting.no_items", lang))
    return (*head, "", *(line for item in meeting.items for line in _brief(item, lang)))


def item_lines(meeting: Sitting, item: Item, lang: Language) -> Lines:
    """Return one item with what the rules say of it."""
    noted = item.noted
    verdict = meeting.noted_verdict(item) if noted else meeting.verdict(item)
    return (*_brief(item, lang), f"   {say(verdict.sentence, lang)}", f"   {say(verdict.reglement, lang)}")


def closed_lines(closed: "Closed", network: Network, lang: Language) -> Lines:
    """Return each decision, whether its initiative moved, and the checkpoint."""
    words = words_for_who(network, lang)
    lines = []
    for one in closed.decisions:
        outcome = Reason(f"cli.outcome.{one.outcome}")
        said = "cli.closed.moved" if one.moved else "cli.closed.stands"
        lines.append(say(said, lang, number=one.number, outcome=outcome, slug=one.slug or one.title.in_(lang)))
        for reason in one.reasons:
            who = lifter(reason.who, network)
            lines.append(f"    - {say(reason, lang)}" + (f" ({words.get(who, who)})" if who else ""))
    for title, day in closed.back:
        lines.append(say("cli.closed.back" if day else "cli.closed.waits", lang, title=title, day=day))
    return (*lines, "", say("cli.closed.checkpoint", lang), *closed.checkpoint.strip().splitlines())


def _brief(item: Item, lang: Language) -> list[str]:
    about = f" ({item.request.number}, {item.request.transition})" if item.request else ""
    late = f" ({say('agenda.late', lang)})" if item.late and not item.admitted else ""
    long = f", {say('cli.meeting.minutes', lang, n=item.minutes)}" if item.minutes else ""
    lines = [f"{item.n}. {item.title.in_(lang)}{about}{late}{long}"]
    if item.question:
        lines.append(f"   {item.question.in_(lang)}")
    if item.request and item.request.motivation:
        lines.append(f"   {item.request.motivation}")
    if item.positions:
        said = [position.value for position in item.positions.values()]
        counts = {name: said.count(name) for name in ("agree", "discuss", "disagree")}
        lines.append("   " + say("cli.meeting.positions", lang, **counts))
    lines += [f"   {say(reason, lang)}" for reason in _at_the_table(item)]
    if item.noted:
        lines.append("   " + say("cli.meeting.noted", lang, outcome=Reason(f"cli.outcome.{item.noted.value}")))
    return lines


def _at_the_table(item: Item) -> Iterator[Reason]:
    if item.amends_id:
        yield Reason("cli.meeting.amendment")
    if item.late:
        yield Reason("cli.meeting.admitted" if item.admitted else "cli.meeting.late")
    if item.ballot:
        by = Reason(f"cli.way.{item.ballot.method}")
        yield Reason("cli.meeting.secret_ballot" if item.ballot.secret else "cli.meeting.ballot", {"by": by})
    if item.unconfirmed:
        yield Reason("cli.meeting.unconfirmed", {"n": len(item.unconfirmed), "seats": item.unconfirmed})
    if item.advice_count:
        yield Reason("cli.meeting.advice", dict(zip(VOTES, item.advice_count, strict=True)))
