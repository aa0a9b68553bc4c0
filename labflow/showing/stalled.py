"""The stalled list in words: what `labflow.stall` found becomes rows. It never judges what is stalled."""

from dataclasses import replace

from labflow import stall
from labflow.access import Actor, may
from labflow.dossier import Dossier
from labflow.showing import pushes
from labflow.stall import Stalled
from labflow.stall.again import moving_since
from labflow.stall.finding import NEAR
from labflow.texts.speech import Speech
from labflow.views.stalled import Push, Quiet, Row, StalledPage

PAGES = {"name_mover": "/stilgevallen#wie-{slug}", "set_day": "/stilgevallen#{slug}"}
PLACES = {
    "ask_update": "logboek", "ask_decision": "poort", "put_on_agenda": "poort", "put_on_agenda_of": "poort",
    "prepare": "poort", "await_answers": "poort", "name_lead": "onbekend",
}  # fmt: skip
ACTS = ("ask-update", "agenda", "rest", "turn")


def row(found: Stalled, say: Speech) -> Row:
    """Return one stalled initiative: the strongest reason first, whose move it is, one action."""
    dossier = found.dossier
    first, *others = (say.capital(finding.reason) for finding in found.findings)
    return Row(
        slug=dossier.slug, title=dossier.title, place=place(dossier, say), first=first, others=tuple(others),
        move=whose_move(found, say), action=say(found.action), href=_href(found),
        near=found.findings[0].weight >= NEAR,
    )  # fmt: skip


def whose_move(found: Stalled, say: Speech) -> str:
    """Return who is to move; "not in the report" and "nobody" are answers of their own."""
    if not found.whose_move.known:
        return say("web.move.unknown")
    return say(found.whose_move.who) if found.whose_move.who else say("web.move.nobody")


def place(dossier: Dossier, say: Speech) -> str:
    """Return what it is and where it stands: "Project, trial"."""
    return f"{say(dossier.workflow.title)}, {say(dossier.stage.title).lower()}"


def page(dossiers: tuple[Dossier, ...], say: Speech, actor: Actor, beyond: int = 0) -> StalledPage:
    """Return the whole stalled page, with the acts that this reader may do. `beyond`: how many were not looked at."""
    found = stall.everything(dossiers)
    rows = tuple(_pushed(one, actor, say) for one in found if one.group == "stalled")
    title = say.counted("web.stalled.title", len(rows)) if rows else say("web.stalled.none")
    title = say("web.stalled.many", n=len(rows)) if beyond else title
    return StalledPage(
        title, _lede(dossiers, rows, say), rows, _quiet(found, "planned", say), _quiet(found, "waiting", say),
        _quiet(found, "soon", say), _moving(dossiers, say), _quiet(found, "resting", say),
        movers(dossiers, say), pushes.meeting(dossiers, say),
        any(may(actor, "rest", one.network) for one in dossiers[:1]), say("web.readers.everyone"),
        _missing(dossiers, say),
    )  # fmt: skip


def _pushed(found: Stalled, actor: Actor, say: Speech) -> Push:
    mays = frozenset(act for act in ACTS if may(actor, act, found.dossier.network, found.dossier))
    shown = row(found, say)
    return pushes.push(found, replace(shown, move=pushes.since(found, shown.move, say)), mays, say)


def _lede(dossiers: tuple[Dossier, ...], rows: tuple[Push, ...], say: Speech) -> str:
    """How many were pushed already, and what counts: school holidays are named where the network has them."""
    has_school = any(one.network.holidays for one in dossiers)
    counts = say("web.stalled.lede" if has_school else "web.stalled.lede_plain")
    done = sum(bool(one.done) for one in rows)
    if not done:
        return counts
    return f"{say('nudges.all_done') if done == len(rows) else say.counted('nudges.some_done', done)} {counts}"


def movers(dossiers: tuple[Dossier, ...], say: Speech) -> tuple[tuple[str, str], ...]:
    """Return who can be named as the one to move: the roles of the network, its body, and nobody."""
    if not dossiers:
        return ()
    network = dossiers[0].network
    wanted = ("lead", "team", "coordinator", "chair")
    roles = [role for meaning in wanted for role in network.roles.values() if role.means == meaning]
    return (
        *((say(role.title), say(role.title)) for role in roles),
        (say(network.body.title), say(network.body.title)),
        ("", say("web.move.nobody")),
    )


def _quiet(found: tuple[Stalled, ...], group: str, say: Speech) -> tuple[Quiet, ...]:
    chosen = (one for one in found if one.group == group)
    return tuple(
        Quiet(one.dossier.slug, one.dossier.title, ": " + " ".join(_ended(say(f.reason)) for f in one.findings))
        for one in chosen
    )


def _ended(text: str) -> str:
    """A sentence with one full stop: what somebody typed may have its own."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


def _moving(dossiers: tuple[Dossier, ...], say: Speech) -> tuple[Quiet, ...]:
    """What stalled and gave a sign of life since, the newest first."""
    known = [(day, one) for one in dossiers if (day := moving_since(one))]
    return tuple(
        Quiet(one.slug, one.title, say("nudges.moving", day=say.short_day(day, one.today)))
        for day, one in sorted(known, key=lambda pair: (pair[0], pair[1].title), reverse=True)
    )


def _missing(dossiers: tuple[Dossier, ...], say: Speech) -> str:
    """Which school years the calendar lacks; somebody has to fill them in."""
    years = stall.missing_years(dossiers, dossiers[0].today) if dossiers else ()
    return say("schoolyear.missing", years=years) if years else ""


def _href(found: Stalled) -> str:
    act, slug = found.action.code.removeprefix("stall.action."), found.dossier.slug
    if act in PAGES:
        return PAGES[act].format(slug=slug)
    return f"/initiatieven/{slug}#{PLACES.get(act, 'poort')}"
