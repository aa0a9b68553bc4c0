"""The second network: made up, in English, without school calendar and casework; nothing of the first shows."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

import labflow
from labflow import rows
from labflow.catalogue import load_catalogue, network_named
from labflow.queries.reading import fetch
from labflow.record import verify
from labflow.store import Store
from labflow.words import Language
from tests.web.visitor import Visitor, words_in

Visit = Callable[..., Visitor]
NETWORK = load_catalogue(network_named("example")).network
ROLES = ("", "coordinator", "chair", "keeper-upstream", "board-member-3")
DAYS = ("2025-09-15", "2025-09-25", "2025-12-01")
FOREIGN = re.compile(
    r"(?<!\w)(som|som-\w+|leuven|labo|labo['’]s|labos|trekkers?|casus|casussen|steunteam|coördinatiecel|"
    r"\w*scho(?:ol|len)\w*|charter\w*|jaarverslag\w*|verslag 2022\S*|community)(?!\w)",
    re.IGNORECASE,
)
NAMES = re.compile(r"(?<!\w)(SOM|Leuven|[Ll]abo['’]?s?|[Tt]rekkers?|[Cc]asus|[Cc]asussen|Steunteam)(?!\w)")


def crawl(reader: Visitor) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from the beginning, with its address."""
    ahead, seen = ["/", "/wie-ben-je", "/portfolio"], {""}
    while ahead:
        address = ahead.pop()
        # Filters stand behind a question mark: one choice of them is one page.
        if address.partition("?")[0] in seen:
            continue
        seen.add(address.partition("?")[0])
        answer = reader.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        yield address, answer.text
        posts = set(re.findall(r'method="post" action="(/[^"#]*)', answer.text))
        links = dict.fromkeys(re.findall(r'(?:href|action)="(/[^"#]*)', answer.text))
        ahead += [unescape(link) for link in links if link not in posts and not link.startswith("/static/")]


# One role reads it in Dutch: what another is shown besides are the same sentences.
@pytest.mark.parametrize(("role", "lang"), [*((role, "en") for role in ROLES), ("coordinator", "nl")])
def test_no_page_says_a_word_of_the_first_network(visit_example: Visit, role: str, lang: Language) -> None:
    reader = visit_example(role, lang)
    pages = dict(crawl(reader))

    said = [f"{address}: {found}" for address, page in pages.items() for found in foreign_in(page)]
    assert said == []
    assert len(pages) > 20


@pytest.mark.parametrize("day", DAYS[1:])
def test_neither_do_the_pages_of_later_days(visit_example: Visit, day: str) -> None:
    reader = visit_example("coordinator", "nl")
    reader.post("/dag", dag=day, terug="/portfolio")

    assert [f"{address}: {found}" for address, page in crawl(reader) for found in foreign_in(page)] == []


def test_no_sentence_of_either_language_says_it_for_every_network() -> None:
    said = {
        f"{path.name}: {found.group()}"
        for path in (Path(labflow.__file__).parent / "texts").rglob("*.po")
        for line in path.read_text(encoding="utf-8").splitlines()
        for found in NAMES.finditer(line)
        if not line.startswith("#")
    }

    assert said == set()


def test_the_demo_says_that_all_is_made_up(visit_example: Visit, visit: Visit) -> None:
    assert "This network is made up." in words_in(visit_example("coordinator", "en").look("/portfolio"))
    assert "Dit netwerk is verzonnen." in words_in(visit_example("coordinator", "nl").look("/portfolio"))
    assert "verzonnen" not in words_in(visit("coordinator").look("/portfolio"))


def test_the_demo_goes_to_the_days_of_its_network(visit_example: Visit) -> None:
    reader = visit_example("coordinator", "en")

    for day in DAYS:
        assert "It is" in words_in(reader.post("/dag", dag=day, terug="/portfolio"))
        assert set(re.findall(r'name="dag" value="([^"]+)"', reader.look("/portfolio"))) == {*DAYS} - {day}


def test_the_board_and_the_lifeline_have_three_phases(visit_example: Visit) -> None:
    reader = visit_example("coordinator", "en")

    assert re.findall(r'<h3 id="fase-\d">(\w+)', reader.look("/portfolio")) == ["Plan", "Trial", "Keep"]
    assert reader.look("/initiatieven/otter-bend").count('<p class="title">') == 3


def test_weeks_are_plain_weeks_and_no_holiday_is_named(visit_example: Visit) -> None:
    page = words_in(visit_example("coordinator", "en").look("/stilgevallen"))

    assert "No news in the log for 18 weeks (limit: 8)." in page
    assert "holidays" not in page


def test_the_meetings_of_a_calendar_year_can_be_planned(visit_example: Visit) -> None:
    reader = visit_example("coordinator", "en")
    reader.post("/dag", dag="2026-01-05", terug="/portfolio")

    before = words_in(reader.look("/portfolio"))
    after = reader.send("/portfolio", "/portfolio/feiten/meetings", **{"dag-1": "2026-01-22", "dag-2": "2026-03-19"})

    assert "The six other meetings of the board this year" in before
    assert "The four other meetings of the board this year" in words_in(after)


def test_a_network_without_casework_has_no_page_and_no_act_for_it(visit_example: Visit) -> None:
    reader = visit_example("coordinator", "en")

    assert "deelinitiatieven" not in reader.look("/initiatieven/otter-bend")
    reader.post("/initiatieven/otter-bend/deelinitiatieven", 404, titel="Red")


def test_a_network_without_a_report_does_not_speak_of_one(visit_example: Visit, visit: Visit) -> None:
    assert "labflow for Example River Trust." in words_in(visit_example("coordinator", "en").look("/portfolio"))
    assert "Wat niet in het verslag staat" in words_in(visit("coordinator").look("/portfolio"))


def test_the_demo_shows_every_kind_of_thing(example_url: str) -> None:
    with closing(Store(example_url)) as store, store.reading() as conn:
        kinds = {row.kind for row in fetch(conn, rows.Procedure)}
        outcomes = {row.outcome for row in fetch(conn, rows.Decision)}
        held = [fetch(conn, table) for table in (rows.Vote, rows.Condition, rows.Mandate, rows.Spending, rows.Position)]
        assert verify(conn).ok

    assert kinds == {"request"}
    assert outcomes >= {"approved", "approved-with-conditions", "deferred", "rejected"}
    assert all(held)


def test_people_are_functions(example_url: str) -> None:
    with closing(Store(example_url)) as store, store.reading() as conn:
        keys = {row.key for row in fetch(conn, rows.Person)}

    assert {re.sub(r"-\w+$", "", key) for key in keys} <= {*NETWORK.roles, "board"}


def foreign_in(page: str) -> Iterator[str]:
    """Every word of another network on a page, in what is read and in what is only heard."""
    heard = " ".join(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', page))
    told = f"{words_in(page)} {heard}"
    for found in FOREIGN.finditer(told):
        yield told[max(found.start() - 40, 0) : found.end() + 40]
