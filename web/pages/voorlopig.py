"""Acts on the page of one initiative between two meetings: a round in writing, another text, a provisional mandate."""

from collections.abc import Callable

from starlette.responses import Response

from labflow import mandates, procedures
from labflow.change import Change
from web.page import Visit
from web.pages import initiatief
from web.pages.schriftelijk import reworded
from web.pages.visiting import Here


def start(here: Here, slug: str, number: str) -> Response:
    """Ask every seat for its answer on a request."""
    urgent = bool(here.typed["dringend"])
    return _act(
        here,
        slug,
        "write",
        lambda change: procedures.open_(change, here.house.catalogue, number, urgent),
        f"aanvraag-{number}",
    )


def reword(here: Here, slug: str, number: str) -> Response:
    """Change the text of a request that is before the body."""
    return _act(here, slug, "reword", lambda change: reworded(change, here, number), f"aanvraag-{number}")


def ask(here: Here, slug: str) -> Response:
    """Ask leave to begin before the body meets."""
    asked = [here.typed[name] for name in ("bereik", "bedrag", "waarom", "aanvraag")]
    return _act(here, slug, "mandate-ask", lambda change: mandates.ask(change, here.house.catalogue, slug, *asked))


def grant(here: Here, slug: str, number: str) -> Response:
    """Grant what somebody else asked."""
    return _act(
        here, slug, "mandate-grant", lambda change: mandates.grant(change, here.house.catalogue, number), _place(number)
    )


def decline(here: Here, slug: str, number: str) -> Response:
    """Say no, with the reason."""
    why = here.typed["waarom"]
    return _act(
        here, slug, "mandate-decline", lambda change: mandates.decline(change, here.house.catalogue, number, why)
    )


def spend(here: Here, slug: str, number: str) -> Response:
    """Note what was spent under a mandate."""
    amount, what = here.typed["bedrag"], here.typed["wat"]
    return _act(
        here,
        slug,
        "mandate-spend",
        lambda change: mandates.spend(change, here.house.catalogue, number, amount, what),
        _place(number),
    )


def object_(here: Here, slug: str, number: str) -> Response:
    """Object to a mandate that runs."""
    seat, why = here.typed["zetel"], here.typed["waarom"]
    return _act(
        here,
        slug,
        "mandate-object",
        lambda change: mandates.object_(change, here.house.catalogue, number, seat, why),
        _place(number),
    )


def _place(number: str) -> str:
    return f"mandaat-{number}"


def _act(here: Visit, slug: str, verb: str, deed: Callable[[Change], object], place: str = "") -> Response:
    where = f"/initiatieven/{slug}" + (f"#{place}" if place else "")
    seen = initiatief.seen_first(here, slug, deed)
    return here.act(verb, seen, lambda again: initiatief.look(again, slug), where)
