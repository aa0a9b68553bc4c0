"""/klok: what the calendar already decided, written down at last."""

import re

from starlette.responses import Response

from labflow import settling
from labflow.reasons import NotFound, Reason
from web.pages import raad, schriftelijk
from web.pages.visiting import Here

PAGE = re.compile(r"/raad/(?P<written>schriftelijk/)?(?P<key>[\w-]+)", re.ASCII)


def settle(here: Here) -> Response:
    """Write everything that the clock owes, and go back to the page where it showed."""
    back = here.typed["terug"]
    found = PAGE.fullmatch(back)
    if found is None:
        raise NotFound(Reason("web.absent.title"))
    page = schriftelijk.look if found["written"] else raad.look
    return here.act(
        "settle",
        lambda change: settling.settle(change, here.house.catalogue),
        lambda again: page(again, found["key"]),
        back,
    )
