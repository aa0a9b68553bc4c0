"""Forms that send themselves are forms first: same address, and nothing that runs what stands in a page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import web
from tests.web.visitor import Visitor

TEMPLATES = Path(web.__file__).parent / "templates"
ATTRIBUTES = {"hx-post", "hx-get", "hx-target", "hx-select", "hx-select-oob", "hx-swap", "hx-sync", "hx-trigger"}
SEEN = [
    ("raadslid-schepen", "/raad/2023-09-29"),
    ("voorzitter", "/raad/2023-09-29"),
    ("coordinator", "/stilgevallen"),
    ("trekker-diverse-leraarskamer", "/initiatieven/diverse-leraarskamer"),
]


@pytest.mark.parametrize(("who", "address"), SEEN)
def test_a_form_that_sends_itself_goes_where_it_would_go(visit: Callable[..., Visitor], who: str, address: str) -> None:
    forms = re.findall(r"<form[^>]*>", visit(who).look(address))
    live = [form for form in forms if "hx-post" in form]

    assert live != []
    for form in live:
        action, post = (re.findall(rf'\s{name}="([^"]*)"', form) for name in ("action", "hx-post"))
        assert action == post
        assert re.findall(r'\smethod="([^"]*)"', form) == ["post"]


def test_one_template_says_how_and_names_nothing_that_is_run() -> None:
    told = {file.relative_to(TEMPLATES).as_posix(): file.read_text(encoding="utf-8") for file in _all()}
    named = {name for text in told.values() for name in re.findall(r"\shx-[a-z:-]+", text)}

    assert {name for name, text in told.items() if re.search(r"\shx-", text)} == {"parts/live.html"}
    assert {name.strip() for name in named} == ATTRIBUTES
    assert "js:" not in told["parts/live.html"]


def test_only_the_chair_at_the_table_sees_a_part_that_looks_by_itself(visit: Callable[..., Visitor]) -> None:
    chair = visit("voorzitter")

    assert "hx-get" not in chair.look("/raad/2023-09-29")
    chair.post("/dag", dag="2023-09-29", terug="/portfolio")
    assert '<div id="genoeg" hx-get="/raad/2023-09-29"' in chair.look("/raad/2023-09-29")
    assert '<a href="/raad/2023-09-29">Ververs</a>' in chair.look("/raad/2023-09-29")
    assert "hx-get" not in visit("raadslid-schepen").look("/raad/2023-09-29")


def test_the_place_of_the_message_is_there_before_the_message(visit: Callable[..., Visitor]) -> None:
    reader = visit("raadslid-schepen")

    assert re.search(r'id="bericht" role="status"></div>', reader.look("/raad/2023-09-29"))
    after = reader.send("/raad/2023-09-29", "/raad/2023-09-29/punten/1/standpunten", standpunt="agree")
    assert re.search(r'id="bericht" role="status"><\w+ class="notice">.*Je standpunt is bewaard', after)


def _all() -> list[Path]:
    return list(TEMPLATES.rglob("*.html"))
