"""The pages that are there only after something happened, and those outside a demo: looked at like every other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import serving
from tests.browser.test_pages import LABO, looked_at, visit
from tests.browser.test_paper import sheets

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
RAAD = "/raad/2023-09-29"
LEAD = "trekker-diverse-leraarskamer"
AFTERWARDS = [
    (LEAD, "/"),
    (LEAD, "/aanvragen/a-2023-002"),
    ("coordinator", "/beslissingen"),
    ("coordinator", "/beslissingen/2023-001"),
    ("", "/beslissingen/2023-002"),
    ("coordinator", RAAD),
    (LEAD, LABO),
    ("", "/portfolio"),
]


@pytest.fixture(scope="module")
def later(chromium: "Browser", demo: str) -> str:
    """The demo in January: a labo asked, the meeting voted and closed, the labo moved."""
    context = chromium.new_context(base_url=demo, locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    visit(page, demo, LEAD, LABO)
    page.locator("#punt-b3 summary").click()
    page.locator("#tekst-b3").fill("Drie scholen proberen het een jaar.")
    page.locator("#punt-b3").get_by_role("button", name="Dit is klaar").click()
    visit(page, demo, LEAD, f"{LABO}/aanvragen/experimenteren")
    page.get_by_role("button", name="Stuur naar de coördinator").click()
    visit(page, demo, "coordinator", LABO)
    page.get_by_role("button", name="Zet op de agenda").click()
    page.get_by_role("button", name="Ga naar 29 september").click()
    visit(page, demo, "voorzitter", RAAD)
    page.get_by_role("button", name="Iedereen is er").click()
    first, second = page.locator("#punt-1"), page.locator("#punt-2")
    first.locator("summary", has_text="Open een stemming").click()
    first.get_by_role("button", name="Open de stemming").click()
    visit(page, demo, "coordinator", RAAD)
    first.locator("summary", has_text="Vul stemmen in").click()
    for n, vote in enumerate(["yes"] * 8 + ["no", "abstain"]):
        first.locator(".seats select").nth(n).select_option(vote)
    page.get_by_role("button", name="Bewaar de stemmen").click()
    first.get_by_role("button", name="Noteer: goedgekeurd").click()
    second.get_by_role("button", name="Geen bezwaar, goedgekeurd").click()
    visit(page, demo, "voorzitter", RAAD)
    page.get_by_role("button", name="Sluit de vergadering").click()
    page.get_by_role("button", name="Ga naar 8 januari 2024").click()
    context.close()
    return demo


@pytest.mark.parametrize(("who", "address"), AFTERWARDS)
def test_a_page_is_there_for_everybody_afterwards(
    page: Page, later: str, axe: Callable[..., list[str]], who: str, address: str
) -> None:
    visit(page, later, who, address)

    looked_at(page, axe)


def test_a_decision_draws_one_square_for_each_seat(page: Page, later: str) -> None:
    visit(page, later, "coordinator", "/beslissingen/2023-001")
    drawn = {state: page.locator(f".sides .seat.{state}").count() for state in ("yes", "no", "abstain", "silent")}

    assert drawn == {"yes": 8, "no": 1, "abstain": 1, "silent": 7}
    assert len(sheets(page.pdf(prefer_css_page_size=True))) == 1


def test_time_against_expected_is_drawn_once_its_beginning_is_known(page: Page, later: str) -> None:
    visit(page, later, LEAD, LABO)
    shown = page.locator(".spent").filter(visible=True)
    expect(shown).to_have_text(["3 maanden, richttijd 12 maanden"])

    page.set_viewport_size({"width": 390, "height": 900})
    expect(shown).to_have_text(["3 maanden, richttijd 12 maanden"])


def test_signing_in_is_there_for_everybody(
    page: Page, demo_sqlite: Path, tmp_path: Path, axe: Callable[..., list[str]]
) -> None:
    with serving(demo_sqlite, tmp_path) as site:
        site.begin()
        site.app.state.house = replace(site.app.state.house, is_demo=False)
        for address in ("/aanmelden", "/aanmelden/code", "/portfolio"):
            visit(page, site.address, "", address)
            page.locator(".me > summary").click()
            looked_at(page, axe)
