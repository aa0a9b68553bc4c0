"""Acts on the page of one initiative between two meetings: a round in writing, another text, a provisional mandate."""

from starlette.responses import Response

from labflow import mandates, procedures
from web.pages.initiatief import act
from web.pages.schriftelijk import reworded
from web.pages.visiting import Here


def start(here: Here, slug: str, number: str) -> Response:
    """Ask every seat for its answer on a request."""
    return act(here, slug, "write", f"aanvraag-{number}", procedures.open_, number, bool(here.typed["dringend"]))


def reword(here: Here, slug: str, number: str) -> Response:
    """Change the text of a request that is before the body."""
    return act(here, slug, "reword", f"aanvraag-{number}", reworded, number, here.typed)


def ask(here: Here, slug: str) -> Response:
    """Ask leave to begin before the body meets."""
    asked = [here.typed[name] for name in ("bereik", "bedrag", "waarom", "aanvraag")]
    return act(here, slug, "mandate-ask", "", mandates.ask, slug, *asked)


def grant(here: Here, slug: str, number: str) -> Response:
    """Grant what somebody else asked."""
    return act(here, slug, "mandate-grant", f"mandaat-{number}", mandates.grant, number)


def decline(here: Here, slug: str, number: str) -> Response:
    """Say no, with the reason."""
    return act(here, slug, "mandate-decline", "", mandates.decline, number, here.typed["waarom"])


def spend(here: Here, slug: str, number: str) -> Response:
    """Note what was spent under a mandate."""
    told = (here.typed["bedrag"], here.typed["wat"])
    return act(here, slug, "mandate-spend", f"mandaat-{number}", mandates.spend, number, *told)


def object_(here: Here, slug: str, number: str) -> Response:
    """Object to a mandate that runs."""
    told = (here.typed["zetel"], here.typed["waarom"])
    return act(here, slug, "mandate-object", f"mandaat-{number}", mandates.object_, number, *told)
