"""How a page gets its visit: `Here` for looking, with what was typed when something is posted. Nothing else."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from web.page import Visit, visit_of
from web.typed_in import Typed, typed_of


def _visit(request: Request, typed: Annotated[Typed, Depends(typed_of)]) -> Visit:
    return visit_of(request, typed)


Here = Annotated[Visit, Depends(_visit)]
