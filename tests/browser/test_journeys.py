"""The journeys of the design, click for click, with JavaScript and without: as many clicks, and the same record."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.served import Site, Walk, serving, walking
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LABO = "/initiatieven/diverse-leraarskamer"
LEAD = "trekker-diverse-leraarskamer"
RAAD = "/raad/2023-09-29"
MEMBER = "raadslid-schepen"
PHONE = 390

Prepare = Callable[[Callable[[str], Visitor]], object]
Both = Callable[..., None]


@pytest.fixture(scope="module")
def site(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all journeys."""
    with serving(demo_sqlite, tmp_path_factory.mktemp("journeys")) as made:
        yield made


@pytest.fixture
def both(chromium: "Browser", site: Site) -> Both:
    """Go the same way twice, each time in a fresh demo; the record must say the same."""

    def gone(way: Callable[[Walk], None], prepare: Prepare | None = None, width: int = 1280) -> None:
        records = []
        for live in (True, False):
            site.begin(prepare)
            with walking(chromium, site, live=live, width=width) as walk:
                way(walk)
            records.append(site.written())
        assert records[0] == records[1] != []

    return gone


def test_j1_a_lead_sends_a_request_in_three_clicks(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become(LEAD, "/")
        walk.click(walk.page.get_by_role("link", name="Werk er verder aan"))
        walk.click(walk.page.get_by_role("link", name="Vraag de volgende fase aan"))
        walk.click(walk.button("Stuur naar de coördinator"), "Verstuurd naar de coördinator.")
        assert walk.clicks == 3

    both(way)


def test_j2_a_member_on_a_phone_taps_once_an_item(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become(MEMBER, RAAD)
        for n in (1, 2, 3):
            walk.click(walk.button("Akkoord", f"#punt-{n}"))
        for n in (1, 2, 3):
            expect(walk.button("Akkoord", f"#punt-{n}")).to_have_attribute("aria-pressed", "true")
        assert walk.clicks == 3
        assert len(walk.site.written()) == 3

    both(way, _three_items, PHONE)


def test_j2_the_same_taps_do_on_the_page_of_today(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become(MEMBER, "/")
        asked = walk.page.get_by_role("form", name="Standpunt over")
        for left in (2, 1, 0):
            walk.click(asked.first.get_by_role("button", name="Akkoord", exact=True))
            expect(asked).to_have_count(left)
        walk.click(walk.button("Ik kom"), "Bedankt, je antwoord is genoteerd.")
        assert walk.clicks == 4

    both(way, _three_items, PHONE)


def test_j3_a_coordinator_pushes_all_that_stalls_from_one_page(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become("coordinator", "/stilgevallen")
        for row in _stuck(walk):
            walk.click(walk.page.locator(f"#{row} .act button"))
            here = walk.page.locator(f"#gedaan-{row}")
            expect(here).to_be_focused()
            expect(here.get_by_role("button", name="Ongedaan maken")).to_be_visible()
        assert walk.clicks == len(_stuck(walk)) == 4
        expect(walk.page.locator(".lede")).to_contain_text("Allemaal kregen ze een duw.")

    both(way)


def test_j3_every_push_is_taken_back_where_it_was_given(both: Both, axe: Callable[..., list[str]]) -> None:
    def way(walk: Walk) -> None:
        walk.become("coordinator", "/stilgevallen")
        before = walk.page.locator("main").inner_text()
        for row in _stuck(walk):
            walk.click(walk.page.locator(f"#{row} .act button"))
            expect(walk.page.locator(f"#gedaan-{row}")).to_be_focused()
            if walk.live:
                assert axe(walk.page) == []
            walk.click(walk.button("Ongedaan maken", f"#gedaan-{row}"))
            expect(walk.page.locator(f"#gedaan-{row}")).to_contain_text("Ongedaan gemaakt.")
        walk.page.goto(f"{walk.site.address}/stilgevallen")
        assert walk.page.locator("main").inner_text() == before

    both(way)


def test_j3_what_leaves_the_list_tells_so_at_the_foot_of_the_screen(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become("coordinator", "/stilgevallen")
        row = walk.page.locator("#code-atelier")
        walk.click(row.locator("summary", has_text="Laat rusten tot"))
        row.get_by_label("Tot wanneer?").fill("2023-12-01")
        row.get_by_label("Waarom rust het?").fill("Eerst de jury.")
        walk.click(row.locator("form[action$=rust] button"), "In rust gezet.")
        expect(walk.button("Ongedaan maken", "#bericht")).to_be_in_viewport()
        expect(walk.page.locator("#rust-code-atelier")).to_contain_text("Eerst de jury.")

    both(way)


def _stuck(walk: Walk) -> list[str]:
    """The rows of the list, by their id."""
    return list(walk.page.locator("li.stuck").evaluate_all("rows => rows.map(row => row.id)"))


def test_j5_the_outcome_of_an_item_is_one_click(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become("voorzitter", RAAD)
        walk.click(walk.button("Iedereen is er"), "Genoteerd wie er is.")
        for n in (1, 2, 3):
            walk.click(walk.button("Geen bezwaar, goedgekeurd", f"#punt-{n}"))
            expect(walk.page.locator(f"#punt-{n}")).to_contain_text("Genoteerd: Goedgekeurd")
        assert walk.clicks == 1 + 3

    both(way, _at_the_table)


def test_j7_a_line_in_the_log_is_two_clicks(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become(LEAD, "/")
        walk.click(walk.page.get_by_role("link", name="Zet in het logboek"))
        walk.page.get_by_label("Wat is er gebeurd?").fill("De eerste klas begon.")
        walk.click(walk.button("Zet in het logboek"), "Staat in het logboek.")
        expect(walk.page.locator(".log li").first).to_contain_text("De eerste klas begon.")
        expect(walk.page.get_by_label("Wat is er gebeurd?")).to_have_value("")
        assert walk.clicks == 2

    both(way)


def test_j10_a_round_in_writing_is_three_clicks(both: Both) -> None:
    def way(walk: Walk) -> None:
        walk.become("voorzitter", "/portfolio")
        walk.click(walk.page.get_by_role("link", name="Diverse leraarskamer", exact=True).first)
        walk.click(walk.page.locator("summary", has_text="Start een schriftelijke ronde"))
        walk.click(walk.button("Start een schriftelijke ronde"))
        expect(walk.page.locator("main")).to_contain_text("schriftelijk")
        assert walk.clicks == 3

    both(way, _requested)


def _requested(as_whom: Callable[[str], Visitor]) -> None:
    asked = f"{LABO}/aanvragen/experimenteren"
    as_whom(LEAD).send(asked, asked, motivering="We zijn er.")


def _three_items(as_whom: Callable[[str], Visitor]) -> None:
    chair = as_whom("voorzitter")
    for title in ("Wie zetelt in de jury?", "De nieuwjaarsreceptie"):
        chair.send(RAAD, f"{RAAD}/punten", titel=title, vrager="Directeur CLB")


def _at_the_table(as_whom: Callable[[str], Visitor]) -> None:
    _three_items(as_whom)
    as_whom("voorzitter").post("/dag", dag="2023-09-29", terug="/portfolio")
