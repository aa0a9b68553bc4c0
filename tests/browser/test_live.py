"""Forms that send themselves: nobody loses their place, hears less, or waits for an answer that does not come."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Response, Route, expect

from tests.browser.served import Site, Walk, serving, walking
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LABO = "/initiatieven/diverse-leraarskamer"
LEAD = "trekker-diverse-leraarskamer"
RAAD = "/raad/2023-09-29"
MEMBER = "raadslid-schepen"
FOCUSED = "document.activeElement.id"
BUDGET = 150_000
"""Bytes of a first visit, packed as a proxy sends them: a second on a slow phone."""


@pytest.fixture(scope="module")
def site(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all."""
    with serving(demo_sqlite, tmp_path_factory.mktemp("live")) as made:
        yield made


@pytest.fixture
def walk(chromium: "Browser", site: Site) -> Iterator[Walk]:
    """Somebody on a phone, in a fresh demo with three items on the agenda."""
    site.begin(_three_items)
    with walking(chromium, site, live=True, width=390) as made:
        yield made


def test_who_taps_keeps_the_page_the_place_and_the_focus(walk: Walk) -> None:
    walk.become(MEMBER, RAAD)
    walk.page.evaluate("window.stayed = true")
    button = walk.button("Akkoord", "#punt-2")
    button.focus()
    place = button.bounding_box()
    walk.page.keyboard.press("Enter")
    expect(walk.page.get_by_role("status")).to_contain_text("Je standpunt is bewaard.")

    assert walk.page.evaluate("window.stayed")
    assert walk.page.evaluate(FOCUSED) == "standpunt-2-agree"
    now = walk.button("Akkoord", "#punt-2").bounding_box()
    assert place is not None
    assert now is not None
    assert abs(place["y"] - now["y"]) < 40


def test_who_ticks_is_put_by_the_points_that_are_left(walk: Walk, axe: Callable[["Page"], list[str]]) -> None:
    walk.become(LEAD, LABO)
    walk.page.locator("#punt-b3 summary").click()
    walk.click(walk.button("Dit is klaar", "#punt-b3"), "Genoteerd bij dit punt.")

    assert walk.page.evaluate(FOCUSED) == "poort"
    expect(walk.page.locator("#poort-kop")).to_contain_text("Klaar om aan te vragen")
    assert axe(walk.page) == []


def test_what_was_ticked_can_be_taken_back_in_place(walk: Walk) -> None:
    walk.become(LEAD, LABO)
    walk.page.evaluate("window.stayed = true")
    walk.page.locator("#punt-b3 summary").click()
    walk.click(walk.button("Dit is klaar", "#punt-b3"), "Genoteerd bij dit punt.")
    walk.click(walk.button("Ongedaan maken", "#bericht"))
    expect(walk.page.locator("#poort-kop")).to_contain_text("Nog 1 van de 8 punten")

    assert walk.page.evaluate("window.stayed")
    assert walk.page.evaluate(FOCUSED) == "bericht"


def test_a_row_that_leaves_the_list_leaves_the_others_where_they_were(walk: Walk) -> None:
    walk.become("coordinator", "/stilgevallen")
    walk.page.locator("#code-atelier .pushes summary", has_text="Laat rusten").click()
    walk.page.locator("#tot-code-atelier").fill("2023-12-01")
    walk.page.locator("#waarom-code-atelier").fill("Nieuw schooljaar")
    before = walk.page.locator("#duurzame-onderwijskansen").bounding_box()
    walk.click(walk.page.locator("#code-atelier form[action$=rust] button"), "In rust gezet.")
    expect(walk.page.locator("#code-atelier")).to_have_count(0)

    assert walk.page.evaluate(FOCUSED) == "inhoud"
    after = walk.page.locator("#duurzame-onderwijskansen").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2


def test_a_refusal_is_read_out_and_what_was_typed_stays(walk: Walk) -> None:
    walk.become(LEAD, LABO)
    walk.page.locator("#punt-b3 summary").click()
    walk.page.locator("#tekst-b3").fill("Nog één school.")
    walk.page.locator("#tegen-b3").fill("2022-01-01")
    walk.button("Leg uit, komt later", "#punt-b3").click()
    expect(walk.page.get_by_role("alert")).to_be_focused()

    expect(walk.page).to_have_title("Fout: Diverse leraarskamer, labflow")
    expect(walk.page.locator("#tekst-b3")).to_have_value("Nog één school.")
    assert walk.page.get_by_role("status").text_content() == ""
    assert walk.site.written() == []


def test_taps_that_are_faster_than_the_server_all_count(walk: Walk) -> None:
    walk.become(MEMBER, RAAD)
    walk.page.evaluate("for (const n of [1, 2, 3]) document.getElementById(`standpunt-${n}-agree`).click()")
    for n in (1, 2, 3):
        expect(walk.button("Akkoord", f"#punt-{n}")).to_have_attribute("aria-pressed", "true")

    assert len(walk.site.written()) == 3


def test_a_double_tap_is_one_act(walk: Walk) -> None:
    walk.become(MEMBER, RAAD)
    walk.button("Akkoord", "#punt-2").dblclick()
    expect(walk.button("Akkoord", "#punt-2")).to_have_attribute("aria-pressed", "true")

    assert len(walk.site.written()) == 1


def test_without_an_answer_the_browser_sends_the_form_itself(walk: Walk) -> None:
    tried: list[str] = []

    def once_lost(route: Route) -> None:
        tried.append(route.request.resource_type)
        if len(tried) > 1:
            route.continue_()
        else:
            route.fulfill(status=502, body="Bad gateway")

    walk.page.route("**/standpunten", once_lost)
    walk.become(MEMBER, RAAD)
    with walk.page.expect_navigation():
        walk.button("Niet akkoord", "#punt-2").click()

    expect(walk.button("Niet akkoord", "#punt-2")).to_have_attribute("aria-pressed", "true")
    assert tried == ["fetch", "document"]
    assert len(walk.site.written()) == 1


def test_a_page_that_says_what_broke_is_shown(walk: Walk) -> None:
    broken = (
        '<html><body><div id="pagina"><main id="inhoud"><h1>Er liep iets mis bij ons</h1></main></div></body></html>'
    )
    walk.page.route("**/logboek", lambda route: route.fulfill(status=500, body=broken, content_type="text/html"))
    walk.become(LEAD, LABO)
    walk.page.get_by_label("Wat is er gebeurd?").fill("De eerste klas begon.")
    walk.button("Zet in het logboek").click()

    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Er liep iets mis bij ons")


def test_the_chair_sees_who_comes_in_without_doing_anything(walk: Walk) -> None:
    walk.site.begin(lambda as_whom: as_whom("voorzitter").post("/dag", dag="2023-09-29", terug="/portfolio"))
    walk.page.clock.install()
    walk.become("voorzitter", RAAD)
    expect(walk.page.locator("#genoeg")).to_contain_text("0 hebben al geantwoord")
    walk.site.visitor("coordinator").send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    walk.page.clock.run_for(10_000)

    expect(walk.page.locator("#genoeg")).to_contain_text("17 van de 17 stemgerechtigden zijn er")


def test_without_javascript_a_link_does_the_same(chromium: "Browser", site: Site) -> None:
    site.begin(lambda as_whom: as_whom("voorzitter").post("/dag", dag="2023-09-29", terug="/portfolio"))
    with walking(chromium, site, live=False) as walk:
        walk.become("voorzitter", RAAD)
        site.visitor("coordinator").send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
        walk.page.get_by_role("link", name="Ververs").click()

        expect(walk.page.locator("#genoeg")).to_contain_text("17 van de 17 stemgerechtigden zijn er")


@pytest.mark.parametrize(("who", "at"), [(LEAD, LABO), (MEMBER, RAAD), ("coordinator", "/portfolio")])
def test_a_first_visit_is_light(walk: Walk, who: str, at: str) -> None:
    came: list[Response] = []
    walk.page.on("response", lambda answer: came.append(answer))
    walk.become(who, at)
    walk.page.wait_for_load_state("networkidle")

    assert sum(len(_packed(answer)) for answer in came) < BUDGET


def _packed(answer: Response) -> bytes:
    return answer.body() if answer.url.endswith(".woff2") else gzip.compress(answer.body())


def _three_items(as_whom: Callable[[str], Visitor]) -> None:
    chair = as_whom("voorzitter")
    for title in ("Wie zetelt in de jury?", "De nieuwjaarsreceptie"):
        chair.send(RAAD, f"{RAAD}/punten", titel=title, vrager="Directeur CLB")
