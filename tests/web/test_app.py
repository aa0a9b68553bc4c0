"""The site as a whole: what answers, what does not exist, and what goes with every answer."""

import re
from collections.abc import Callable
from pathlib import Path

import web
from tests.web.visitor import OUR_SCRIPTS, Visitor, visiting, words_in
from web.app import SITE

Visit = Callable[..., Visitor]
ROLES = ("", "trekker-diverse-leraarskamer", "raadslid-schepen", "voorzitter", "coordinator", "caseteam-1")


def test_every_page_answers_in_both_languages(visit: Visit) -> None:
    for lang in ("nl", "en"):
        reader = visit("coordinator", lang)
        for address in sorted(_initiatives(reader.look("/portfolio"))):
            reader.look(address)


def test_every_role_sees_every_page(visit: Visit) -> None:
    for role in ROLES:
        for address in ("/stilgevallen", "/raad/2023-09-29", "/wie-ben-je", "/initiatieven/maakleerplek"):
            visit(role, "en").look(address)


def test_the_pages_work_on_both_databases(demo_url: str) -> None:
    with visiting(demo_url) as visit:
        lead = visit("trekker-diverse-leraarskamer")
        labo = "/initiatieven/diverse-leraarskamer"
        page = lead.send(labo, f"{labo}/logboek", tekst="Zesde labosessie", soort="nota")

        assert "Zesde labosessie" in page
        for address in ("/portfolio", "/stilgevallen", "/raad/2023-09-29"):
            lead.look(address)


def test_the_board_leads_to_twenty_initiatives(visit: Visit) -> None:
    assert len(_initiatives(visit().look("/portfolio"))) == 20


def test_every_address_that_acts_is_a_post(visit: Visit) -> None:
    reader = visit("coordinator")

    looked_at = {address for method, address, _ in SITE if method == "GET"}
    for method, address, _ in SITE:
        if method == "POST" and address not in looked_at:
            answer = reader.client.get(re.sub(r"\{\w+\}", "1", address), follow_redirects=False)

            assert answer.status_code == 303


def test_what_does_not_exist_says_so(visit: Visit) -> None:
    assert "Dit vinden we niet" in words_in(visit().look("/nergens", 404))


def test_no_page_for_programmers_is_served(visit: Visit) -> None:
    for address in ("/docs", "/redoc", "/openapi.json"):
        visit().look(address, 404)


def test_pages_hold_no_script_of_their_own_no_style_and_nothing_from_elsewhere(visit: Visit) -> None:
    for address in ("/portfolio", "/initiatieven/speak-up", "/raad/2023-09-29", "/stilgevallen", "/wie-ben-je"):
        page = visit("coordinator").look(address)

        assert not re.search(
            r"<script|<style|\sstyle=|\son\w+=|(?:href|src|action)=\"(?:https?:)?//", OUR_SCRIPTS.sub("", page)
        )


def test_only_the_tokens_name_a_colour() -> None:
    folder = Path(web.__file__).parent / "static"
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(")
    named = {file.name for file in folder.glob("*.css") if literal.search(file.read_text())}

    assert named == {"tokens.css"}


def _initiatives(page: str) -> set[str]:
    return set(re.findall(r'"(/initiatieven/[a-z0-9-]+)"', page))
