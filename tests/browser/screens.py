"""Pictures of the untouched demo for the README: `python -m tests.browser.screens` writes them to docs/screens."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Literal
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.browser.conftest import FLAGS, NAMES
from tests.conftest import CODE, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect

SCREENS = ROOT / "docs" / "screens"
FIRST = ("portfolio", "", "/portfolio")
PAGES = (
    ("vandaag", "coordinator", "/"),
    ("portfolio", "coordinator", "/portfolio"),
    ("initiatief", "trekker-diverse-leraarskamer", "/initiatieven/diverse-leraarskamer"),
    ("raad", "raadslid-schepen", "/raad/2023-09-29"),
    ("stilgevallen", "coordinator", "/stilgevallen"),
    ("beslissingen", "", "/beslissingen"),
)
WIDTHS = (1280, 390)
SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", ""), ("dark", "-donker"))
HEIGHTS = (9_000, 3_400, 2_600, 1_900, 1_500, 1_100)
LARGEST, LARGEST_FIRST = 300_000, 250_000
PATIENCE = 90.0


def main() -> int:
    """Write every picture that is small enough, and say which is not."""
    from playwright.sync_api import sync_playwright

    SCREENS.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, NAMES)))
    with _demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        name, who, path = FIRST
        _keep(name, _picture(browser, address, (who, path), 1280, "light", LARGEST_FIRST, HEIGHTS[-1:]), LARGEST_FIRST)
        for name, who, path in PAGES:
            for width in WIDTHS:
                for scheme, ending in SCHEMES:
                    taken = _picture(browser, address, (who, path), width, scheme)
                    _keep(f"{name}-{width}{ending}", taken, LARGEST)
        browser.close()
    return 0


def _picture(browser: "Browser", address: str, visit: tuple[str, str], width: int, scheme: Literal["light", "dark"],
             largest: int = LARGEST, heights: tuple[int, ...] = HEIGHTS) -> bytes:  # fmt: skip
    """The whole page, or as much of its top as stays small enough."""
    who, path = visit
    context = browser.new_context(
        viewport={"width": width, "height": 1100}, locale="nl-BE", reduced_motion="reduce", color_scheme=scheme
    )
    if who:
        context.add_cookies([{"name": "wie", "value": who, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    whole = page.evaluate("document.documentElement.scrollHeight")
    taken = b""
    for height in heights:
        clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": min(whole, height)}
        taken = page.screenshot(full_page=True, clip=clip)
        if len(taken) <= largest:
            break
    context.close()
    return taken


def _keep(name: str, picture: bytes, largest: int) -> None:
    file = SCREENS / f"{name}.png"
    if len(picture) > largest:
        file.unlink(missing_ok=True)
        print(f"{file.name}: {len(picture)} bytes, more than {largest}: left out")
        return
    file.write_bytes(picture)
    print(f"{file.name}: {len(picture)} bytes")


@contextmanager
def _demo() -> Iterator[str]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", CODE, "serve", "--demo", "--port", str(port)]
        server = subprocess.Popen(
            command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        try:
            yield _answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _answering(address: str) -> str:
    direct, until = build_opener(ProxyHandler({})), time.monotonic() + PATIENCE
    while True:
        try:
            direct.open(f"{address}/portfolio", timeout=5).close()
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return address


if __name__ == "__main__":
    sys.exit(main())
