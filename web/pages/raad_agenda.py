"""What is done to the agenda of /raad/{day}: a new item on the spot."""

from starlette.responses import Response

from labflow import meetings
from web.pages.raad import act, on
from web.pages.visiting import Here


def add(here: Here, day: str) -> Response:
    """Put a title on the agenda."""
    title = here.typed["titel"]
    return act(
        here, day, "agenda", lambda change: meetings.place_title(change, here.house.catalogue, on(day), title), "nieuw"
    )
