"""Every page, for the role that can do most on it: axe in two themes at two widths, sideways scroll, targets.

One visit a page: the theme and the width change under it, as they do for a reader.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from web.app import SITE

pytestmark = pytest.mark.browser
LABO = "/initiatieven/diverse-leraarskamer"
PAGES = [
    ("", "/wie-ben-je"),
    ("coordinator", "/"),
    ("raadslid-schepen", "/"),
    ("trekker-diverse-leraarskamer", "/"),
    ("coordinator", "/portfolio"),
    ("coordinator", "/spelregels"),
    ("trekker-diverse-leraarskamer", "/initiatieven/nieuw"),
    ("coordinator", "/initiatieven/loopt-al"),
    ("trekker-diverse-leraarskamer", f"{LABO}/aanvragen/experimenteren"),
    ("coordinator", "/stilgevallen"),
    ("coordinator", "/kalender"),
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
ELSEWHERE = {
    "/raad", "/aanmelden", "/aanmelden/code", "/aanvragen/{number}", "/beslissingen/{number}",
    "/raad/schriftelijk/{number}", "/kalender/{key}.ics",
}  # fmt: skip
"""Looked at in test_afterwards and test_between, after what brings them about; `/raad` leads on; a feed is no page."""
WIDTHS = (320, 390, 640, 768, 1024, 1280, 1920)
TARGET, LEAST = 43.5, 24
OPEN_ALL = "document.querySelectorAll('main details').forEach(fold => fold.open = true)"
STICKS_OUT = "document.documentElement.scrollWidth - innerWidth"
ACTS = "button, .button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox])"
LINKS = "nav a, .foot a, .demo a, .demo button"
LOW = """([acts, target, links, least]) => {
  const low = (one, limit) => one.checkVisibility() && one.offsetHeight && one.getBoundingClientRect().height < limit;
  const told = one => one.outerHTML.slice(0, 120);
  return [...[...document.querySelectorAll(acts)].filter(one => !one.closest('.demo') && low(one, target)).map(told),
    ...[...document.querySelectorAll(links)].filter(one => low(one, least)).map(told)];
}"""


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_is_there_for_everybody(
    page: Page, demo: str, axe: Callable[..., list[str]], who: str, address: str
) -> None:
    visit(page, demo, who, address)

    looked_at(page, axe)


def looked_at(page: Page, axe: Callable[..., list[str]]) -> None:
    """Look at the page that is open, in both themes and at every width, with every fold open."""
    page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(STICKS_OUT) <= 0, f"sticks out at {width}"
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(LOW, [ACTS, TARGET, LINKS, LEAST]) == [], width
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert axe(page) == [], f"light at {width}"
        # A theme changes nothing but colours.
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert axe(page, "color-contrast") == [], f"dark at {width}"


def test_every_page_of_the_site_is_looked_at() -> None:
    shown = [address for method, address, _ in SITE if method == "GET" and address not in ELSEWHERE]
    missed = [one for one in shown if not any(re.fullmatch(_pattern(one), address) for _, address in PAGES)]

    assert missed == []


def test_a_page_that_came_back_is_there_for_everybody(page: Page, demo: str, axe: Callable[..., list[str]]) -> None:
    visit(page, demo, "trekker-diverse-leraarskamer", LABO)
    page.locator("#punt-b3 summary").click()
    page.locator("#punt-b3").get_by_label("Komt tegen").fill("2022-01-01")
    page.locator("#punt-b3").get_by_label("In één zin").fill("Nog één school.")
    page.locator("#punt-b3").get_by_role("button", name="Leg uit, komt later").click()

    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("#tekst-b3").input_value() == "Nog één school."
    looked_at(page, axe)


def test_nothing_moves_for_who_asks_for_rest(page: Page, demo: str) -> None:
    moving = "document.getAnimations().length"
    page.emulate_media(reduced_motion="no-preference")
    visit(page, demo, "", LABO)
    assert page.evaluate(moving) > 0

    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert page.evaluate(moving) == 0


def test_a_reader_can_be_given_one_theme(page: Page, demo: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    visit(page, demo, "", "/wie-ben-je")
    dark = page.evaluate(ground)
    page.evaluate("document.documentElement.dataset.thema = 'licht'")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dataset.thema = 'donker'")

    assert (dark, light, page.evaluate(ground)) == ("rgb(20, 28, 25)", "rgb(248, 247, 241)", "rgb(20, 28, 25)")


def visit(page: Page, demo: str, who: str, address: str, width: int = 1280) -> None:
    """Open a page of the demo as somebody, "" for nobody."""
    page.set_viewport_size({"width": width, "height": 900})
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([{"name": "wie", "value": who, "url": demo}])
    page.goto(demo + address)


def _pattern(address: str) -> str:
    return re.sub(r"\{[a-z]+\}", "[^/]+", address)
