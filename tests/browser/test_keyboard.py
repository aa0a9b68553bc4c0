"""Two people do their job with Tab, Enter and Space alone, and see where they are at each step."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import LABO, visit

pytestmark = pytest.mark.browser
RAAD = "/raad/2023-09-29"
MANY = 250
# A choice is drawn by its label; something that scrolls under a sticky part cannot be seen.
SEEN = """() => {
  const one = document.activeElement, shown = one.matches('[type=radio]') ? one.closest('label') : one;
  const box = shown.getBoundingClientRect(), look = getComputedStyle(shown);
  const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 30) / 2];
  const there = document.elementFromPoint(x, y);
  const free = !!there && (shown === there || shown.contains(there) || there.contains(shown));
  return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 && free;
}"""
HERE = """() => {
  const one = document.activeElement, label = one.labels && one.labels[0];
  return ((label || one).textContent || '').trim().replace(/\\s+/g, ' ') + '|' + one.tagName;
}"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 160)"


def test_the_lead_asks_for_the_next_phase(page: Page, demo: str) -> None:
    visit(page, demo, "trekker-diverse-leraarskamer", LABO)
    press_on(page, "Het experiment is concreet beschreven")
    type_in(page, "In één zin", "Drie scholen proberen het een jaar.")
    press_on(page, "Dit is klaar")
    expect(page.get_by_role("heading", name="Klaar om aan te vragen")).to_be_visible()
    press_on(page, "Vraag de volgende fase aan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag aan: naar experiment")
    type_in(page, "Waarom nu?", "We weten welke richting.")
    press_on(page, "Stuur naar de coördinator")

    expect(page.get_by_role("status")).to_contain_text("Verstuurd naar de coördinator.")


def test_a_member_gives_a_position(page: Page, demo: str) -> None:
    visit(page, demo, "raadslid-schepen", RAAD, 390)
    press_on(page, "Zeg er iets bij", "Space")
    type_in(page, "In één zin", "Graag met een einddatum.")
    press_on(page, "Eerst bespreken", "Space")

    expect(page.get_by_role("status")).to_contain_text("Je standpunt is bewaard.")
    expect(page.get_by_role("button", name="Eerst bespreken")).to_have_attribute("aria-pressed", "true")


def test_the_first_tab_leads_past_the_menu(page: Page, demo: str) -> None:
    visit(page, demo, "", "/portfolio")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE).startswith("Ga naar de inhoud")
    assert page.evaluate(SEEN)

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("address", ["/portfolio", LABO, RAAD, "/stilgevallen", "/beslissingen"])
@pytest.mark.parametrize("width", [1280, 390])
def test_who_tabs_sees_where_they_are(page: Page, demo: str, address: str, width: int) -> None:
    visit(page, demo, "coordinator", address, width)
    stops = [_step(page) for _ in range(25)]

    assert len(set(stops)) > 5


def press_on(page: Page, words: str, key: str = "Enter") -> None:
    """Go with Tab to what begins with these words and can be pressed, and press it."""
    _tab_to(page, lambda told: told.startswith(words) and told.endswith(("|BUTTON", "|SUMMARY", "|A")), words)
    page.keyboard.press(key)


def type_in(page: Page, label: str, words: str) -> None:
    """Go with Tab to the field of this label, and type."""
    _tab_to(page, lambda told: told.startswith(label) and told.endswith(("|INPUT", "|TEXTAREA")), label)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def _tab_to(page: Page, is_it: Callable[[str], bool], words: str) -> None:
    for _ in range(MANY):
        _step(page)
        if is_it(page.evaluate(HERE)):
            return
    pytest.fail(f"Tab never reaches {words!r}")


def _step(page: Page) -> str:
    page.keyboard.press("Tab")
    where = str(page.evaluate(WHERE))
    # Behind the last stop the focus is the browser's own.
    assert where.startswith("<body") or page.evaluate(SEEN), f"focus cannot be seen: {where}"
    return where
