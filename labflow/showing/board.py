"""The portfolio in words: one card an initiative, lanes by kind, columns by phase. It judges nothing."""

from labflow import stall
from labflow.definition import Network, Workflow
from labflow.dossier import Dossier
from labflow.facts import Deadline, Figure
from labflow.queries.board import COLUMN, Board
from labflow.remembering import NOTHING, Watched
from labflow.showing import gaps, headings, short, stalled
from labflow.showing.runs import move
from labflow.showing.spent import against_expected
from labflow.stall import Finding, Stalled
from labflow.stall.finding import NEAR
from labflow.texts.speech import Speech
from labflow.views.portfolio import Activity, Card, Ended, Lane, Mood, Portfolio

ICONS = ("flask", "hammer", "users-three", "list-checks")
NAMED = 2
NOT_DONE = ("casework", "minimum_age")
DATED = ("_over", "_near")


def page(dossiers: tuple[Dossier, ...], network: Network, workflows: tuple[Workflow, ...], say: Speech,
         may_fill: bool, leads: gaps.Leads, may_plan: bool = False, board: Board | None = None,
         known: Watched = NOTHING) -> Portfolio:  # fmt: skip
    """Return the whole portfolio. `workflows`: the newest version of each, in the order of the network;
    `leads`: the people who can lead, by key; `may_plan`: this reader may plan meetings; `board`, `known`: how many
    there are in all, and what stalls among those; without them these dossiers are all that counts.
    """
    found = {one.dossier.slug: one for one in stall.findings(dossiers)}
    running = tuple(one for one in dossiers if one.is_running and one.stage.phase)
    kinds, listed = shown(workflows), known.rows if board else tuple(found.values())
    is_whole = board is None or board.is_whole
    unsaid = running if is_whole else ()
    hidden = next((one for one in workflows if one.confidential), None)
    return Portfolio(
        lede=_lede(running, sum(board.running.values()) if board else len(running), listed, known.beyond, say),
        attention=tuple(stalled.row(one, say) for one in listed if one.group == "stalled"),
        phases=tuple(say(phase.title) for phase in network.phases),
        lanes=tuple(_lane(kind, icon, running, network, found, say) for kind, icon in zip(kinds, ICONS, strict=False)),
        casework_title=say(hidden.title) if hidden else "",
        casework=tuple(_casework(dossiers, say)),
        activities=tuple(_activity(one, say) for one in dossiers if not one.workflow.board),
        ended=tuple(_ended(one, say) for one in dossiers if one.workflow.board and not one.is_running),
        missing=tuple(gaps.missing(unsaid, dossiers[0] if dossiers else None, leads, say, may_plan)),
        may_fill=may_fill,
        readers=say("web.readers.everyone"),
        counts=_counts(board, kinds, network) if board else (),
        first=say("web.portfolio.first", n=COLUMN) if not is_whole else "",
    )


def _counts(board: Board, kinds: tuple[Workflow, ...], network: Network) -> tuple[int, ...]:
    """How many stand in each phase, of the kinds that have a lane."""
    keys = [kind.key for kind, _ in zip(kinds, ICONS, strict=False)]
    return tuple(sum(board.running.get((key, phase.key), 0) for key in keys) for phase in network.phases)


def shown(workflows: tuple[Workflow, ...]) -> tuple[Workflow, ...]:
    """Return the kinds that have a lane on the board."""
    return tuple(one for one in workflows if one.board and not one.confidential)


def card(dossier: Dossier, found: Stalled | None, say: Speech) -> Card:
    """Return one card: partners, the next known date, one line of state."""
    state, mood, icon = _state(dossier, found, say)
    when = _when(dossier, say, _told(found))
    return Card(
        dossier.slug, dossier.title, _partners(dossier, say), when or say("web.card.no_date"), bool(when),
        state, mood, icon, against_expected(dossier, say), move(dossier, say, False),
    )  # fmt: skip


def _lane(kind: Workflow, icon: str, running: tuple[Dossier, ...], network: Network, found: dict[str, Stalled],
          say: Speech) -> Lane:  # fmt: skip
    mine = [one for one in running if one.workflow.key == kind.key]
    cells = (
        tuple(card(one, found.get(one.slug), say) for one in mine if one.stage.phase == phase.key)
        for phase in network.phases
    )
    return Lane(say(kind.title), icon, tuple(cells))


def _lede(running: tuple[Dossier, ...], count: int, found: tuple[Stalled, ...], beyond: int,
          say: Speech) -> str:  # fmt: skip
    stuck = [one for one in found if one.group == "stalled" and one.findings[0].weight < NEAR]
    near = [one for one in found if one.group == "stalled" and one.findings[0].weight >= NEAR]
    planned = [one for one in found if one.group == "planned"]
    meeting = running[0].next_meeting if running else None
    parts = [say.counted("web.portfolio.running", count)]
    if beyond:
        return " ".join([*parts, say("web.portfolio.stuck_many", n=len(stuck) + len(near))])
    parts += [say.counted("web.portfolio.stuck", len(stuck))] if stuck else []
    parts += [say.counted("web.portfolio.near", len(near))] if near else []
    parts += [say.counted("web.portfolio.planned", len(planned), day=meeting)] if planned and meeting else []
    return " ".join(parts)


def _partners(dossier: Dossier, say: Speech) -> str:
    stage, phase = say(dossier.stage.title), _phase(dossier, say)
    parts = [stage.lower()] if stage != phase else []
    parts += [say("mandates.mark_short")] if dossier.mandate else []
    if dossier.lead and dossier.lead.is_organisation and dossier.lead.who:
        parts.append(say("web.card.led_by", who=dossier.lead.who))
    lead = dossier.lead.who if dossier.lead else None
    names = [one.name for one in dossier.partners if one.kind == "partner" and one.name != lead]
    if names:
        rest = len(names) - NAMED
        key = "web.card.with_others" if rest > 0 else "web.card.with"
        parts.append(say(key, names=tuple(names[:NAMED]), n=rest, count=rest))
    return " · ".join(parts)


def _phase(dossier: Dossier, say: Speech) -> str:
    return next((say(phase.title) for phase in dossier.network.phases if phase.key == dossier.stage.phase), "")


def _when(dossier: Dossier, say: Speech, told: str) -> str:
    """The next known date: a running promise, else the newest deadline, term or intention.

    When the line of state (`told`, its code) already says the date, the beginning stands here, if it is known.
    """
    if told.endswith(DATED) and dossier.started.is_known:
        return say("web.card.since", when=dossier.started)
    promises = [one for one in dossier.commitments if one.ends.is_known]
    if promises:
        return say("web.card.promise", text=say.bare(promises[-1].text), when=promises[-1].ends)
    known = [one for one in dossier.deadlines if one.when.is_known]
    return _deadline(known[-1], dossier, say) if known else _counted(dossier, say)


def _deadline(known: Deadline, dossier: Dossier, say: Speech) -> str:
    over = known.when.is_wholly_before(dossier.today)
    return say("web.card.over" if over else "web.card.due", text=say.bare(known.text), when=known.when)


def _counted(dossier: Dossier, say: Speech) -> str:
    """Without a date: the first count that a source gives of what was done; one of something says little."""
    counts = (one for one in dossier.figures if one.key not in NOT_DONE and one.count != 1)
    known = next(counts, None)
    return figure(known, say) if known else ""


def _state(dossier: Dossier, found: Stalled | None, say: Speech) -> tuple[str, Mood, str]:
    if found and found.group == "stalled":
        near = found.findings[0].weight >= NEAR
        return short.of(_striking(found), found, say), "near" if near else "stuck", "warning-circle"
    if dossier.pause:
        return say("web.card.paused", day=dossier.pause.until_day), "calm", "pause-circle"
    if found:
        return short.of(found.findings[0], found, say), "asked", "gavel"
    request = dossier.open_request
    if request:
        return say.capital(f"web.request.{request.state}"), "asked", "paper-plane-tilt"
    if any(headings.approved(way, dossier) for way in dossier.transitions):
        return say("web.card.approved"), "asked", "gavel"
    # What a report said comes next is behind it once labflow has moved it.
    moved = bool(dossier.passages) and not dossier.passages[-1].imported
    following = [one for one in dossier.notes if one.kind == "hierna" and not (moved and one.source)]
    if following:
        return say(following[-1].text).rstrip("."), "calm", "arrow-right"
    asking = [one for one in dossier.notes if one.kind == "nota" and "?" in one.text.nl]
    if asking:
        return say(asking[-1].text).rstrip("."), "calm", "question"
    return say("web.card.no_next"), "calm", "question"


def _striking(found: Stalled) -> Finding:
    """The finding that says most beside the date that the card shows anyway."""
    others = [one for one in found.findings if not one.reason.code.endswith(DATED)]
    return others[0] if others else found.findings[0]


def _told(found: Stalled | None) -> str:
    return _striking(found).reason.code if found and found.group == "stalled" else ""


def _casework(dossiers: tuple[Dossier, ...], say: Speech) -> list[str]:
    counted = [(one, figure) for one in dossiers for figure in one.figures if figure.key == "casework"]
    return [say("web.casework.line", count=figure.count, thing=figure.what, title=one.title) for one, figure in counted]


def _activity(dossier: Dossier, say: Speech) -> Activity:
    figures = [figure(one, say) for one in dossier.figures[:1]]
    return Activity(dossier.slug, dossier.title, ", ".join([say(dossier.stage.title).lower(), *figures]))


def figure(known: Figure, say: Speech) -> str:
    """Return a count with what is counted: exact, about, or several."""
    key = "web.figure.several" if known.count < 0 else "web.figure.about" if known.approx else "web.figure"
    return say(key, count=known.count, thing=known.what)


def _ended(dossier: Dossier, say: Speech) -> Ended:
    towards = [one.target for one in dossier.relations if one.kind == "handed_to"]
    following = [one.text for one in dossier.notes if one.kind == "hierna"]
    told = [say("web.ended.to", where=towards[-1])] if towards else [", " + say(dossier.stage.title).lower()]
    told += [". " + say(following[-1]).rstrip(".")] if following else []
    return Ended(dossier.slug, dossier.title, "".join(told) + ".")
