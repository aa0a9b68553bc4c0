"""Three people do their job in Chromium, without JavaScript and with it: from a ticked point to a labo that moved."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import serving, walking

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LABO = "/initiatieven/diverse-leraarskamer"
RAAD = "/raad/2023-09-29"


@pytest.fixture(params=[False, True], ids=["plain", "live"])
def reader(chromium: "Browser", demo_sqlite: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that cannot run a script, and then one that can."""
    with (
        serving(demo_sqlite, tmp_path) as site,
        walking(chromium, site, live=bool(request.param)) as walk,
    ):
        site.begin()
        yield walk.page


def test_from_tick_to_moved_labo(reader: Page) -> None:
    _become(reader, "Trekker van Diverse leraarskamer")
    _lead_prepares_and_asks(reader)
    _become(reader, "Coördinator")
    _coordinator_asks_back(reader)
    _become(reader, "Trekker van Diverse leraarskamer")
    _lead_answers(reader)
    _become(reader, "Coördinator")
    _coordinator_plans(reader)
    reader.get_by_role("button", name="Ga naar 29 september").click()
    expect(reader.get_by_text("Het is vrijdag 29 september 2023.")).to_be_visible()
    _become(reader, "Raadslid")
    _member_agrees(reader)
    _become(reader, "Voorzitter")
    _chair_closes(reader)
    _everyone_sees_it(reader)


def _become(reader: Page, role: str) -> None:
    reader.goto("/wie-ben-je")
    reader.get_by_role("button", name=role).click()
    expect(reader.get_by_text("Je bent ")).to_be_visible()
    reader.goto("/portfolio")
    expect(reader.get_by_role("heading", name="Portfolio", level=1)).to_be_visible()


def _lead_prepares_and_asks(reader: Page) -> None:
    reader.get_by_role("link", name="Diverse leraarskamer", exact=True).click()
    expect(reader.get_by_role("heading", name="Nog 1 van de 8 punten")).to_be_visible()
    point = _open_point(reader, "b3")
    point.get_by_label("In één zin").fill("Drie scholen proberen het een jaar.")
    point.get_by_role("button", name="Dit is klaar").click()
    expect(reader.get_by_role("heading", name="Klaar om aan te vragen")).to_be_visible()
    reader.locator(".unknown > summary").click()
    point = _open_point(reader, "b4")
    point.get_by_label("In één zin").fill("De gesprekken lopen.")
    point.get_by_label("Komt tegen").fill("2023-10-15")
    point.get_by_role("button", name="Leg uit, komt later").click()
    expect(reader.get_by_text("Komt tegen 15 oktober 2023", exact=True)).to_be_visible()
    _ask(reader, "We weten welke richting.")


def _open_point(reader: Page, item: str):  # type: ignore[no-untyped-def]
    reader.locator(f"#punt-{item} summary").click()
    return reader.locator(f"#punt-{item}")


def _ask(reader: Page, why: str) -> None:
    reader.goto("/portfolio")
    clicks = [
        reader.get_by_role("link", name="Diverse leraarskamer", exact=True),
        reader.get_by_role("link", name="Vraag de volgende fase aan"),
        reader.get_by_role("button", name="Stuur naar de coördinator"),
    ]
    for click in clicks:
        if click is clicks[-1]:
            reader.get_by_label("Waarom nu?").fill(why)
        click.click()
    expect(reader.get_by_role("status")).to_contain_text("Verstuurd naar de coördinator.")
    expect(reader).to_have_url(re.compile("/aanvragen/a-2023-002"))
    assert len(clicks) == 3


def _coordinator_asks_back(reader: Page) -> None:
    reader.goto(LABO)
    reader.locator("summary", has_text="Vraag iets na").click()
    reader.get_by_label("Eén vraag aan de trekker").fill("Welke scholen doen mee?")
    reader.get_by_role("button", name="Stuur de vraag").click()
    expect(reader.get_by_role("status")).to_contain_text("De vraag is verstuurd.")


def _lead_answers(reader: Page) -> None:
    reader.goto(LABO)
    expect(reader.locator(".heed")).to_contain_text("Welke scholen doen mee?")
    reader.goto(f"{LABO}/aanvragen/experimenteren")
    expect(reader.get_by_label("Waarom nu?")).to_have_text("We weten welke richting.")
    _ask(reader, "We weten welke richting. De Ark doet mee.")


def _coordinator_plans(reader: Page) -> None:
    reader.goto(LABO)
    reader.get_by_label("Op welke vergadering?").select_option("2023-09-29")
    reader.get_by_role("button", name="Zet op de agenda").click()
    expect(reader.get_by_role("status")).to_contain_text("Op de agenda gezet.")


def _member_agrees(reader: Page) -> None:
    reader.goto(RAAD)
    item = reader.locator("#punt-2")
    item.get_by_role("button", name="Akkoord", exact=True).click()
    expect(reader.get_by_role("status")).to_contain_text("Je standpunt is bewaard.")


def _chair_closes(reader: Page) -> None:
    reader.goto(RAAD)
    expect(reader.locator("#punt-2")).to_contain_text("Akkoord: ")
    reader.get_by_role("button", name="Iedereen is er").click()
    for n in (1, 2):
        reader.locator(f"#punt-{n}").get_by_role("button", name="Geen bezwaar, goedgekeurd").click()
        expect(reader.locator(f"#punt-{n}")).to_contain_text("Genoteerd: Goedgekeurd")
    reader.get_by_role("button", name="Sluit de vergadering").click()
    expect(reader.locator("#punt-1")).to_contain_text("Beslissing 2023-001: goedgekeurd. Maakleerplek blijft")
    expect(reader.locator("#punt-2")).to_contain_text("Diverse leraarskamer staat nu in experiment.")
    expect(reader.get_by_text("Dit controlegetal hoort in het verslag")).to_be_visible()


def _everyone_sees_it(reader: Page) -> None:
    reader.goto(LABO)
    expect(reader.locator(".lifeline .now")).to_contain_text("Experiment")
    expect(reader.locator(".lifeline")).to_contain_text("beslissing 2023-002")
    reader.get_by_role("link", name="Stilgevallen").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Vier initiatieven vragen een duw")
