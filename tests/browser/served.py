"""The demo served to a browser from within the test: a copy of its own for each journey, and what was written in it."""

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Locator, expect

from labflow.settings import Settings
from labflow.store import Store
from tests.web.visitor import Visitor
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MADE_UP = re.compile(r"\b[0-9a-f]{8,}(?:-[0-9a-f]+)*\b|\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=\"at\": \")\d\d:\d\d")
"""What differs from one time to another: keys that are drawn, and moments."""


expect.set_options(timeout=20_000)  # a machine that does other things too takes its time


class Site:
    """A demo that is served. `begin` puts a fresh copy under it; `address` has no closing slash."""

    def __init__(self, app: FastAPI, address: str, demo: Path, folder: Path) -> None:
        self.app, self.address, self._demo, self._folder, self._copies = app, address, demo, folder, 0

    def begin(self, prepare: Callable[[Callable[[str], Visitor]], object] | None = None) -> None:
        """Serve a fresh copy; `prepare` is given visitors that bring it where the journey begins."""
        self._copies += 1
        file = shutil.copy(self._demo, self._folder / f"{self._copies}.db")
        self._store.close()
        self.app.state.house = replace(self.app.state.house, store=Store(f"sqlite:///{file}"))
        if prepare is not None:
            prepare(self.visitor)
        self._before = len(self._entries())

    @property
    def _store(self) -> Store:
        found = self.app.state.house.store
        assert isinstance(found, Store)
        return found

    def visitor(self, person: str) -> Visitor:
        """Return somebody else, who does not need a browser."""
        return Visitor(
            TestClient(
                self.app,
                base_url="http://localhost",
                headers={"sec-fetch-site": "same-origin"},
                cookies={"wie": person},
            )
        )

    def written(self) -> list[str]:
        """Return what was done since it was served: who did what, on which day, and what then stood in the rows."""
        return self._entries()[self._before :]

    def _entries(self) -> list[str]:
        with self._store.reading() as conn:
            rows = conn.exec_driver_sql("select seq, body from log order by seq").all()
            private = conn.exec_driver_sql("select seq, data from log_payload").all()
        return [_told(json.loads(body), [str(data) for of, data in private if of == seq]) for seq, body in rows]


class Walk:
    """Somebody who goes through the pages of a site, with JavaScript (`live`) or without; clicks are counted."""

    def __init__(self, page: "Page", site: Site, live: bool) -> None:
        self.page, self.site, self.live, self.clicks = page, site, live, 0

    def become(self, who: str, at: str) -> None:
        """Come in as somebody, on a page; counts from there."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "wie", "value": who, "url": self.site.address}])
        self.page.goto(self.site.address + at)
        self.clicks = 0

    def click(self, what: Locator, then: str = "") -> None:
        """Click once; `then`: what the message says afterwards."""
        what.click()
        self.clicks += 1
        if then:
            expect(self.page.get_by_role("status")).to_contain_text(then)

    def button(self, name: str, within: str = "main") -> Locator:
        """Return the button of that name."""
        return self.page.locator(within).get_by_role("button", name=name, exact=True)


@contextmanager
def serving(demo: Path, folder: Path) -> Iterator[Site]:
    """Serve copies of a demo until they are no longer needed."""
    app = create_app(Settings(f"sqlite:///{demo}", is_demo=True))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(app, f"http://127.0.0.1:{port}", demo, folder)
    finally:
        server.should_exit = True
        thread.join()
        app.state.house.store.close()


@contextmanager
def walking(chromium: "Browser", site: Site, *, live: bool, width: int = 1280) -> Iterator[Walk]:
    """Give a browser of its own to somebody. Whatever its console complains of is wrong."""
    size = {"width": width, "height": 844}
    context = chromium.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale="nl-BE", java_script_enabled=live, base_url=site.address, reduced_motion="reduce",
    )  # fmt: skip
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield Walk(page, site, live)
    context.close()
    assert [line for line in wrong if "the server responded with a status of" not in line] == []


def _told(entry: dict[str, Any], private: list[str]) -> str:
    rows = {table: _sorted(map(json.dumps, ids.values())) for table, ids in entry.get("rows", {}).items()}
    return json.dumps([entry["act"], entry["actor"], entry["on"], rows, _sorted(private)], sort_keys=True)


def _sorted(rows: Iterable[str]) -> list[str]:
    # What is drawn goes first: it would decide on the order.
    return sorted(MADE_UP.sub("*", row) for row in rows)
