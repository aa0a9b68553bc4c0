"""Every page, for the role that can do most on it, at two widths: axe finds nothing and nothing sticks out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LABO = "/initiatieven/diverse-leraarskamer"
PAGES = [
    ("", "/wie-ben-je"),
    ("coordinator", "/portfolio"),
    ("coordinator", "/stilgevallen"),
    ("coordinator", "/initiatieven/speak-up"),
    ("trekker-diverse-leraarskamer", LABO),
    ("caseteam-1", "/initiatieven/steunteam-vluchtelingen"),
    ("", "/initiatieven/leraar-breekt-uit"),
    ("", "/initiatieven/som-start"),
    ("raadslid-schepen", "/raad/2023-09-29"),
    ("voorzitter", "/raad/2023-09-29"),
    ("coordinator", "/beslissingen"),
    ("", "/raad/2023-09-29/vergaderblad"),
    ("coordinator", "/raad/2023-09-29/papier"),
    ("", "/nergens"),
]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("who", "address"), PAGES)
def test_axe_finds_nothing(
    page: Page, demo: str, axe: Callable[[Page], list[str]], who: str, address: str, width: int
) -> None:
    _open(page, demo, who, address, width)
    page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_a_page_that_came_back(
    page: Page, demo: str, axe: Callable[[Page], list[str]], width: int
) -> None:
    _open(page, demo, "trekker-diverse-leraarskamer", LABO, width)
    page.locator("#punt-b3 summary").click()
    page.locator("#punt-b3").get_by_label("Komt tegen").fill("2022-01-01")
    page.locator("#punt-b3").get_by_label("In één zin").fill("Nog één school.")
    page.locator("#punt-b3").get_by_role("button", name="Leg uit, komt later").click()

    assert page.get_by_role("alert").is_visible()
    assert page.locator("#tekst-b3").input_value() == "Nog één school."
    assert axe(page) == []


def test_nothing_sticks_out_on_the_narrowest_phone(page: Page, demo: str) -> None:
    for who, address in PAGES:
        _open(page, demo, who, address, 320)

        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def _open(page: Page, demo: str, who: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([{"name": "wie", "value": who, "url": demo}])
    page.emulate_media(reduced_motion="reduce")
    page.goto(demo + address)
