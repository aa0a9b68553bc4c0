"""How a page gets its visit: `Here` for looking, with what was typed when something is posted; pages of one call."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from web.page import Visit, visit_of
from web.typed_in import Typed, typed_of

OPEN = ("/taal", "/aanmelden", "/aanmelden/code", "/afmelden")
"""Where one can send something without being signed in."""


class SignInFirst(Exception):
    """Somebody sent something without being signed in (any more)."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.path)
        self.visit = visit


def _visit(request: Request, typed: Annotated[Typed, Depends(typed_of)]) -> Visit:
    visit = visit_of(request, typed)
    if request.method == "POST" and not (visit.house.is_demo or visit.actor.key or visit.path in OPEN):
        raise SignInFirst(visit)
    return visit


Here = Annotated[Visit, Depends(_visit)]


def calling(act: Callable[..., Response], verb: str, place: str, deed: Callable[..., object],
            *fields: str) -> Callable[..., Response]:  # fmt: skip
    """Return the page of an act that is one call: `deed` takes what the address names, then what these fields hold.

    `act`: how things are done on the page that the first name leads to; `place`: where on it, by the names.
    """

    def page(here: Here, request: Request) -> Response:
        first, *others = request.path_params.values()
        told = (here.typed[name] for name in fields)
        return act(here, first, verb, place.format(**request.path_params), deed, *others, *told)

    return page
