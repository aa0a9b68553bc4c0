"""What runs, for who takes over: where it stands, what is asked, what was promised, who takes part. It judges nothing.

One file for the page, the terminal and the letter to a successor; what is empty is left out.
"""

from collections.abc import Iterable, Iterator

from labflow.dossier import Dossier
from labflow.facts import Note
from labflow.presenting import rest_words
from labflow.requirements import point_state
from labflow.showing import gates, headings
from labflow.showing.questions import told
from labflow.stall import whose_move
from labflow.texts.speech import Speech
from labflow.views.fact import Fact
from labflow.words import Euro

LAST = 5
UNDER_WAY = ("sent", "returned", "accepted", "on-agenda", "in-writing")


def runs(dossier: Dossier, say: Speech) -> tuple[Fact, ...]:
    """Return the file, part by part."""
    names = [one.name for one in dossier.partners]
    parts = {
        "stands": _stands(dossier, say), "move": (move(dossier, say) or say("runs.no_move"),),
        "gate": _gate(dossier, say), "promised": _promised(dossier, say), "conditions": _conditions(dossier, say),
        "mandates": _mandates(dossier, say), "agreed": _agreed(dossier, say), "requests": _requests(dossier, say),
        "questions": (say("runs.question", text=q.text, state=told(q, say, dossier.today))
                      for q in dossier.questions if q.is_open),
        "held_up": (say(f"stall.blocked_{one.kind}", text=one.text) for one in dossier.blockers),
        "partners": (", ".join(names),) if names else (), "log": _log(dossier, say),
    }  # fmt: skip
    listed = ((say(f"runs.{name}"), tuple(lines)) for name, lines in parts.items())
    return tuple(Fact(title, lines) for title, lines in listed if lines)


def lines(dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return the file as plain lines: one part a line when it says one thing, else a list."""
    return tuple(line for part in runs(dossier, say) for line in _plain(part))


def move(dossier: Dossier, say: Speech, with_what: bool = True) -> str:
    """Return whose move it is, and what is asked of them; "" when it is not known."""
    found = whose_move(dossier)
    if not found.known:
        return ""
    what = dossier.turn.what if dossier.turn and with_what else ""
    who = say(found.who) if found.who else say("web.move.nobody")
    return f"{who}. {what}" if what else who


def _plain(part: Fact) -> Iterator[str]:
    if len(part.values) == 1:
        yield f"{part.term}: {part.values[0]}"
        return
    yield f"{part.term}:"
    yield from (f"- {value}" for value in part.values)


def _stands(dossier: Dossier, say: Speech) -> Iterator[str]:
    key = "runs.since" if dossier.entered.is_known or dossier.entered.words else "runs.since_unknown"
    yield say(key, stage=dossier.stage.title, since=dossier.entered)
    if dossier.pause:
        yield say("web.paused", until=dossier.pause.until_day, why=dossier.pause.why)
    if dossier.rest and dossier.rests:
        yield say(rest_words(dossier.rest))


def _gate(dossier: Dossier, say: Speech) -> Iterator[str]:
    """What the next step still needs; of what nobody knows, only how many points there are."""
    main, _ = gates.main_and_others(dossier)
    if main is None:
        return
    way = main.transition
    states = [point_state(dossier, item) for item in gates.items(way, dossier)]
    yield headings.heading(way, dossier, headings.tally(states), say)
    yield from gates.still_open(way, dossier, say)
    if unknown := states.count("unknown"):
        yield say("runs.unknown", n=unknown)


def _promised(dossier: Dossier, say: Speech) -> Iterator[str]:
    asked = {item.id: item for way in dossier.transitions for item in gates.items(way, dossier)}
    for item in asked.values():
        tick = dossier.ticks.get(item.id)
        if tick and tick.state == "explained" and tick.by_day:
            yield say("runs.by_day", text=item.ask, day=tick.by_day)


def _conditions(dossier: Dossier, say: Speech) -> Iterator[str]:
    for made in dossier.decisions:
        for term in made.conditions if not made.replaced_by else ():
            if term.met_on is None and term.state != "fallen_back":
                values = {"number": made.number, "text": term.text, "day": term.due_day, "owner": term.owner}
                yield say("runs.condition", **values)


def _mandates(dossier: Dossier, say: Speech) -> Iterator[str]:
    for one in dossier.mandates:
        if one.runs and dossier.today <= one.until_day:
            left = Euro(max(one.cents - one.spent, 0))
            yield say("runs.mandate", number=one.number, scope=one.scope, day=one.until_day, left=left)


def _agreed(dossier: Dossier, say: Speech) -> Iterator[str]:
    for one in dossier.commitments:
        is_dated = one.ends.is_known or one.ends.words
        yield say("runs.commitment" if is_dated else "runs.commitment_open", text=one.text, day=one.ends)
    ahead = (one for one in dossier.deadlines if not one.when.is_wholly_before(dossier.today))
    yield from (say("runs.by_day", text=one.text, day=one.when) for one in ahead)


def _requests(dossier: Dossier, say: Speech) -> Iterator[str]:
    for one in dossier.requests:
        if one.state in UNDER_WAY:
            title = say(
                "web.request.title", thing=dossier.workflow.transitions[one.transition].title, number=one.number
            )
            yield say("runs.request", title=title, state=say(f"web.request.{one.state}"))


def _log(dossier: Dossier, say: Speech) -> Iterable[str]:
    return (_noted(one, say) for one in reversed(dossier.notes[-LAST:]))


def _noted(note: Note, say: Speech) -> str:
    is_dated = note.when.is_known or note.when.words
    return say("runs.noted", text=note.text, day=note.when) if is_dated else say(note.text)
