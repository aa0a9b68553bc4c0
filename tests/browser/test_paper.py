"""On paper: how many sheets, which way they lie, what is left out and what opens by itself."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import LABO, visit

pytestmark = pytest.mark.browser
SHEETS = [
    ("coordinator", "/portfolio", 3, True),
    ("trekker-diverse-leraarskamer", LABO, 2, False),
    ("coordinator", "/initiatieven/speak-up", 2, False),
    ("caseteam-1", "/initiatieven/steunteam-vluchtelingen", 2, False),
    ("coordinator", "/initiatieven/maakleerplek", 2, False),
    ("raadslid-schepen", "/raad/2023-09-29", 2, False),
    ("coordinator", "/raad/2023-09-29", 2, False),
    ("", "/raad/2023-09-29/vergaderblad", 2, False),
    ("coordinator", "/beslissingen", 2, False),
    ("coordinator", "/stilgevallen", 2, False),
]
A4 = (595, 842)
OPENED = "getComputedStyle(document.querySelector('.done-fold'), '::details-content').contentVisibility"


@pytest.mark.parametrize(("who", "address", "most", "lying"), SHEETS)
def test_a_page_fits_itssheets(
    page: Page, demo: str, tmp_path: Path, who: str, address: str, most: int, *, lying: bool
) -> None:
    visit(page, demo, who, address)
    boxes = sheets(page.pdf(prefer_css_page_size=True))

    assert 1 <= len(boxes) <= most
    assert set(boxes) == {A4[::-1] if lying else A4}


def test_what_only_works_on_a_screen_is_gone(page: Page, demo: str) -> None:
    visit(page, demo, "trekker-diverse-leraarskamer", LABO)
    page.emulate_media(media="print", color_scheme="dark")

    for gone in (".demo", ".top", ".skip", ".foot-links", "form", ".button", "#meer"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(OPENED) == "visible"
    ground = page.evaluate(
        "['.board', 'body'].map(one => getComputedStyle(document.querySelector(one)).backgroundColor)"
    )
    assert set(ground) == {"rgb(255, 255, 255)"}


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Return the size of each sheet of a PDF, in whole points."""
    count = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    found = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert len(found) == count
    return [(round(float(width)), round(float(height))) for width, height in found]
