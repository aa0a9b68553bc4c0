"""What a page of the browser side takes, whole, beside an empty page with the same layout and no database.

Fifty rows more than the demo has: initiatives, items of an agenda, decisions. Both answers go through the whole
application, as the coordinator, who has looked before and since whose look nothing was written.
"""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from labflow import founding, lifecycle, meetings, rows
from labflow.access import Actor
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue
from labflow.migrations import upgrade
from labflow.settings import Settings
from labflow.store import Store
from tests.bench.figures import Figure, in_turn, times
from web.app import create_app
from web.drawing import draw
from web.frame import Entry, Frame

MEETING, WHO, EMPTY = "2023-09-29", "coordinator", "/leeg"
PAGES = ("/", "/portfolio", "/initiatieven/speak-up", f"/raad/{MEETING}", "/stilgevallen", "/beslissingen")
VERDICT = (
    '{"seats":17,"recused":0,"present":17,"yes":0,"no":0,"abstain":0,"method":"consensus","quorum":12,"needed":0,'
    '"adopted":true}'
)


def figures(rounds: int, many: int) -> Iterator[Figure]:
    """Take every page in turn with the empty one, as the coordinator; the second time that it is asked and later."""
    with tempfile.TemporaryDirectory(prefix="labflow-bench-") as folder:
        url, catalogue = f"sqlite:///{Path(folder, 'pages.db')}", load_catalogue()
        Path(folder, "pages.db").touch(mode=0o600)
        upgrade(url)
        with closing(Store(url)) as store:
            fill(store, catalogue, many)
        app = create_app(Settings(url, is_demo=True))
        app.add_api_route(EMPTY, _empty, methods=["GET"], response_class=Response)
        yield from _taken(app, rounds)
        app.state.house.store.close()


def fill(store: Store, catalogue: Catalogue, many: int) -> None:
    """Write the demo and so many things more of each kind that a page lists."""
    founding.found(store, catalogue)
    founding.found_demo(store, catalogue)
    with acting_as(store, catalogue, WHO) as change:
        for n in range(many):
            lifecycle.open_(change, catalogue, "labo", f"Nieuw {n}")
            meetings.place_title(change, catalogue, date.fromisoformat(MEETING), f"Punt {n}")
    with store.change(Actor("system")) as change:
        for n in range(1, many + 1):
            change.add(rows.Decision(
                id=f"decision-{n}", number=f"2023-{n:03}", title=f"Besluit {n}", outcome="approved", by="consensus",
                verdict=VERDICT, reglement=1, on_day=date(2023, 9, 1),
            ))  # fmt: skip
        change.record("import")


def _taken(app: Any, rounds: int) -> Iterator[Figure]:
    loop = asyncio.new_event_loop()

    def asked(address: str) -> Callable[[], object]:
        return lambda: loop.run_until_complete(_answer(app, address))

    contestants = {address: asked(address) for address in (EMPTY, *PAGES)}
    for ask in contestants.values():
        ask()
    taken = in_turn(contestants, rounds)
    loop.close()
    empty = taken.pop(EMPTY)
    yield Figure("an empty page", empty)
    for address, seconds in taken.items():
        yield Figure(f"page {address}", seconds, f"{times(seconds, empty)} an empty page")


def _empty(request: Request) -> HTMLResponse:
    entries = tuple(Entry(f"Plaats {n}", f"/{n}") for n in range(5))
    return HTMLResponse(draw("layout.html", "nl", view=None, frame=Frame("nl", EMPTY, "Netwerk", entries, str)))


async def _answer(app: Any, address: str) -> None:
    status = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    headers = [(b"host", b"127.0.0.1"), (b"cookie", f"wie={WHO}; taal=nl".encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": address, "raw_path": address.encode(), "query_string": b"", "headers": headers, "root_path": "",
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    assert status == [200], (address, status)
