"""Pictures of the untouched demo for the README: `python -m tests.browser.screens` writes them to docs/screens."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.browser.conftest import FLAGS, NAMES
from tests.conftest import CODE, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = ROOT / "docs" / "screens"
PAGES = (
    ("initiatief", "/initiatieven/diverse-leraarskamer"),
    ("raad", "/raad/2023-09-29"),
    ("stilgevallen", "/stilgevallen"),
)
WIDTHS = (1280, 390)
LARGEST, LARGEST_FIRST = 300_000, 250_000
PATIENCE = 90.0


def main() -> int:
    """Write every picture that is small enough, and say which is not."""
    from playwright.sync_api import sync_playwright

    SCREENS.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, NAMES)))
    with _demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        _keep("portfolio", _picture(browser, f"{address}/portfolio", 1280, whole=False), LARGEST_FIRST)
        for name, path in PAGES:
            for width in WIDTHS:
                _keep(f"{name}-{width}", _picture(browser, address + path, width), LARGEST)
        browser.close()
    return 0


def _picture(browser: "Browser", address: str, width: int, *, whole: bool = True) -> bytes:
    context = browser.new_context(viewport={"width": width, "height": 1100}, locale="nl-BE", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    taken: bytes = page.screenshot(full_page=whole)
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
