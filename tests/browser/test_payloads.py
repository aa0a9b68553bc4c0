"""Fifty payloads in every text field, looked at in a real browser: none runs, and none even makes the policy speak."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import Site, serving
from tests.web.polluting import EVERYWHERE, polluted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ROLES = ("raadslid-schepen", "coordinator")


@pytest.fixture(scope="module")
def dirty(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The polluted demo, served."""
    folder = tmp_path_factory.mktemp("dirty")
    with serving(polluted(demo_sqlite, folder / "demo.db").file, folder) as site:
        yield site


@pytest.mark.parametrize("role", ROLES)
def test_no_payload_runs_on_any_page(chromium: "Browser", dirty: Site, role: str) -> None:
    context = chromium.new_context(base_url=dirty.address, locale="nl-BE")
    if role:
        context.add_cookies([{"name": "wie", "value": role, "url": dirty.address}])
    page, wrong, with_payloads = context.new_page(), list[str](), 0
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    for address in EVERYWHERE:
        page.goto(address)
        if page.evaluate("window.__xss") is not None:
            wrong.append(f"ran on {address}")
        with_payloads += "__xss=1" in (page.locator("body").text_content() or "")
    context.close()

    assert wrong == []
    assert with_payloads > 3
