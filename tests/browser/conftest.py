"""A real Chromium and a served demo. Without Chromium the tests are skipped out loud; with CI=true they fail."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.conftest import CODE, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 90.0


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """The one browser of this run."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        _absent("NO CHROMIUM on PATH: browser tests cannot run (Debian, as root: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    # A service account may have no home that can be written; Chromium insists on one.
    home = tmp_path_factory.mktemp("home")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(FLAGS), env={**os.environ, "HOME": str(home)}
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    """A fresh page at 1280 wide, in Dutch, without cookies. A script error or a part that does not load is wrong."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="nl-BE", timezone_id="Europe/Brussels"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("requestfailed", lambda request: wrong.extend(_not_loaded(request)))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a demo of this test module alone, as `labflow serve --demo` gives it, without a closing slash."""
    port = _free_port()
    log = tmp_path_factory.mktemp("demo") / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", CODE, "serve", "--demo", "--port", str(port)],
            cwd=tmp_path_factory.mktemp("served"),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, address, log)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe-core finds wrong on a page, one line a finding: `assert axe(page) == []`; `rules`: only these."""
    source = AXE.read_text(encoding="utf-8")

    def findings(page: "Page", *rules: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        options = {"runOnly": chosen, "resultTypes": ["violations"]}
        found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return findings


def _not_loaded(request: "Request") -> list[str]:
    # Going elsewhere before a page is complete ends its requests: that is no defect of the page.
    left = request.failure == "net::ERR_ABORTED"
    return [] if left else [f"not loaded: {request.url} {request.failure}"]


def _absent(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    direct = build_opener(ProxyHandler({}))
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            direct.open(address, timeout=5).close()
        except HTTPError as answer:
            answer.close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the demo does not answer:\n{log.read_text(errors='replace')}")
