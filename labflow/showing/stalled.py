"""The stalled list in words: what `labflow.stall` found becomes rows. It never judges what is stalled."""

from labflow import stall
from labflow.dossier import Dossier
from labflow.stall import Stalled
from labflow.stall.finding import NEAR
from labflow.texts.speech import Speech
from labflow.views.stalled import Quiet, Row, StalledPage

PAGES = {"name_mover": "/stilgevallen#wie-{slug}", "set_day": "/stilgevallen#{slug}"}
PLACES = {
    "ask_update": "logboek", "ask_decision": "poort", "put_on_agenda": "poort", "put_on_agenda_of": "poort",
    "prepare": "poort", "await_answers": "poort", "name_lead": "onbekend",
}  # fmt: skip


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


def page(dossiers: tuple[Dossier, ...], say: Speech, may_act: bool) -> StalledPage:
    """Return the whole stalled page."""
    found = stall.findings(dossiers)
    rows = tuple(row(one, say) for one in found if one.group == "stalled")
    title = say.counted("web.stalled.title", len(rows)) if rows else say("web.stalled.none")
    return StalledPage(
        title, _lede(dossiers, say), rows, _quiet(found, "planned", say), _quiet(found, "waiting", say),
        _resting(dossiers, say), movers(dossiers, say), may_act, say("web.readers.everyone"),
    )  # fmt: skip


def _lede(dossiers: tuple[Dossier, ...], say: Speech) -> str:
    """What counts: school holidays are named where the network has them."""
    has_school = any(one.network.holidays for one in dossiers)
    return say("web.stalled.lede" if has_school else "web.stalled.lede_plain")


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
        Quiet(one.dossier.slug, one.dossier.title, ": " + " ".join(say(f.reason) for f in one.findings))
        for one in chosen
    )


def _resting(dossiers: tuple[Dossier, ...], say: Speech) -> tuple[Quiet, ...]:
    return tuple(
        Quiet(one.slug, one.title, ": " + say("web.rest.until", day=one.rest.until_day, why=one.rest.text))
        for one in dossiers
        if one.rest and one.rest.until_day and one.rest.until_day > one.today
    )


def _href(found: Stalled) -> str:
    act, slug = found.action.code.removeprefix("stall.action."), found.dossier.slug
    if act in PAGES:
        return PAGES[act].format(slug=slug)
    return f"/initiatieven/{slug}#{PLACES.get(act, 'poort')}"
