"""The page of a meeting while it runs: votes open, an item that came late, every fold open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
RAAD = "/raad/2023-09-29"
PHONE = 844
TALLEST = "Math.max(...[...document.querySelectorAll('.item')].map(item => item.offsetHeight))"
OPEN_ALL = "document.querySelectorAll('main details').forEach(fold => fold.open = true)"
STICKS_OUT = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def table(chromium: "Browser", demo: str) -> str:
    """The demo on the day of its meeting, as its chair and coordinator brought it there without JavaScript."""
    context = chromium.new_context(base_url=demo, locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    _become(page, demo, "voorzitter")
    page.goto("/portfolio")
    page.get_by_role("button", name="Ga naar 29 september").click()
    page.goto(RAAD)
    _add_item(page, "Wie zetelt in de jury?")
    page.get_by_role("button", name="De SOM-raad aanvaardt dit laattijdige punt").click()
    _add_item(page, "De nieuwjaarsreceptie")
    page.get_by_role("button", name="Iedereen is er").click()
    _open_vote(page, 1)
    _open_vote(page, 2, secret=True)
    page.locator("#punt-1").get_by_role("button", name="Voor", exact=True).click()
    expect(page.locator("#punt-1")).to_contain_text("1 voor, 0 tegen, 0 onthouding, 16 nog niet.")
    context.close()
    return demo


@pytest.mark.parametrize("who", ["voorzitter", "coordinator", "raadslid-schepen"])
def test_axe_finds_nothing_at_the_table(page: Page, table: str, axe: Callable[..., list[str]], who: str) -> None:
    """One visit: the width and the theme change under it, and a theme changes nothing but colours."""
    _become(page, table, who)
    page.goto(table + RAAD)
    page.evaluate(OPEN_ALL)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": PHONE})
        assert page.evaluate(STICKS_OUT) <= 0, width
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert axe(page) == [], f"light at {width}"
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert axe(page, "color-contrast") == [], f"dark at {width}"


@pytest.mark.parametrize("who", ["voorzitter", "coordinator", "raadslid-schepen", ""])
def test_an_item_is_no_more_than_one_and_a_half_screens(page: Page, table: str, who: str) -> None:
    _become(page, table, who)
    page.set_viewport_size({"width": 390, "height": PHONE})
    page.goto(table + RAAD)

    assert page.evaluate(TALLEST) <= 1.5 * PHONE


def test_what_one_taps_is_large_enough(page: Page, table: str) -> None:
    _become(page, table, "voorzitter")
    page.set_viewport_size({"width": 390, "height": PHONE})
    page.goto(table + RAAD)
    page.evaluate(OPEN_ALL)
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main select, main summary, main input:not([type=hidden])"
        ":not([type=radio]):not([type=checkbox])')].filter(one => one.offsetHeight < 43.5).map(one => one.outerHTML)"
    )

    assert small == []


def test_an_impossible_sheet_comes_back_with_its_cell(page: Page, table: str, axe: Callable[[Page], list[str]]) -> None:
    _become(page, table, "coordinator")
    page.set_viewport_size({"width": 390, "height": PHONE})
    page.goto(f"{table}{RAAD}/papier")
    page.locator('select[name="vak.meeting.clb"]').select_option("absent")
    page.get_by_role("button", name="Neem over van papier").click()

    expect(page.get_by_role("alert")).to_contain_text("Directeur Centra voor leerlingbegeleiding")
    assert page.locator('select[name="vak.meeting.clb"]').get_attribute("aria-invalid") == "true"
    assert page.locator('select[name="vak.meeting.clb"]').input_value() == "absent"
    assert axe(page) == []


def _become(page: Page, demo: str, who: str) -> None:
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([{"name": "wie", "value": who, "url": demo}])


def _add_item(page: Page, title: str) -> None:
    page.locator("summary", has_text="Voeg een punt toe").click()
    page.get_by_label("Waarover gaat het?").fill(title)
    page.get_by_label("Wie vraagt dit?").fill("Directeur CLB")
    page.get_by_role("button", name="Zet op de agenda").click()


def _open_vote(page: Page, n: int, *, secret: bool = False) -> None:
    item = page.locator(f"#punt-{n}")
    item.locator("summary", has_text="Open een stemming").click()
    if secret:
        item.get_by_label("Geheim: het gaat over een persoon").check()
    item.get_by_role("button", name="Open de stemming").click()
