"""Between two meetings, in a real browser: a round is started and answered with taps; axe finds nothing on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LABO, WRITTEN = "/initiatieven/diverse-leraarskamer", "/raad/schriftelijk/s-2023-001"
LEAD = "trekker-diverse-leraarskamer"
SEEN = [("coordinator", WRITTEN), ("raadslid-schepen", WRITTEN), ("voorzitter", LABO), ("coordinator", LABO)]


def test_a_round_and_a_mandate(page: Page, demo: str, axe: Callable[[Page], list[str]]) -> None:
    _go(page, demo, LEAD, f"{LABO}/aanvragen/experimenteren")
    page.get_by_role("button", name="Stuur naar de coördinator").click()
    _go(page, demo, LEAD, LABO)
    page.locator("#meer > summary").click()
    page.get_by_text("Vraag een voorlopig mandaat").click()
    page.get_by_label("Wat mag er al gebeuren?").fill("Twee klassen starten.")
    page.get_by_label("Hoogstens hoeveel euro?").fill("1500")
    page.get_by_label("Waarom kan het niet wachten?").fill("Het schooljaar begint.")
    page.get_by_role("button", name="Vraag het mandaat").click()
    _go(page, demo, "coordinator", LABO)
    page.locator("summary", has_text="Start een schriftelijke ronde").click()
    page.get_by_role("button", name="Start een schriftelijke ronde").click()
    _go(page, demo, "raadslid-schepen", WRITTEN, 390)
    page.get_by_role("button", name="Akkoord", exact=True).click()

    expect(page.get_by_text("Je antwoordde: akkoord.")).to_be_visible()
    for who, address in SEEN:
        for width in (1280, 390, 320):
            _go(page, demo, who, address, width)
            page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (who, address, width)
            assert axe(page) == [], (who, address, width)


def _go(page: Page, demo: str, who: str, address: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "wie", "value": who, "url": demo}])
    page.emulate_media(reduced_motion="reduce")
    page.goto(demo + address)
