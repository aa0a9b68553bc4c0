"""Acts on the page of one initiative between two meetings: a round in writing, another text, a provisional mandate."""

from starlette.responses import Response

from labflow import mandates, procedures
from web.pages.initiatief import act, on_itself
from web.pages.schriftelijk import reworded
from web.pages.visiting import Here, calling

ask = calling(on_itself, "mandate-ask", "", mandates.ask, "bereik", "bedrag", "waarom", "aanvraag")
grant = calling(act, "mandate-grant", "mandaat-{number}", mandates.grant)
decline = calling(act, "mandate-decline", "", mandates.decline, "waarom")
spend = calling(act, "mandate-spend", "mandaat-{number}", mandates.spend, "bedrag", "wat")
object_ = calling(act, "mandate-object", "mandaat-{number}", mandates.object_, "zetel", "waarom")


def start(here: Here, slug: str, number: str) -> Response:
    """Ask every seat for its answer on a request."""
    return act(here, slug, "write", f"aanvraag-{number}", procedures.open_, number, bool(here.typed["dringend"]))


def reword(here: Here, slug: str, number: str) -> Response:
    """Change the text of a request that is before the body."""
    return act(here, slug, "reword", f"aanvraag-{number}", reworded, number, here.typed)
