"""A network that has only just begun: no initiative, no meeting, no decision, nobody. Every page says so."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from labflow import founding
from labflow.catalogue import load_catalogue
from labflow.store import Store
from tests.web.visitor import Visitor, visiting, words_in
from web.app import SITE

Visit = Callable[..., Visitor]
LOOKS = sorted(address for method, address, _ in SITE if method == "GET")
SAYS = {
    "/": ("/", "Er is nog geen vergadering van de SOM-raad gepland."),
    "/raad": ("/raad", "Nog geen vergadering gepland Zodra er een datum is, staat de agenda hier."),
    "/portfolio": ("/portfolio", "Breng het eerste idee binnen."),
    "/stilgevallen": ("/stilgevallen", "Niets ligt stil. Mooi."),
    "/beslissingen": ("/beslissingen", "Nog geen beslissingen dit schooljaar."),
    "/spelregels": ("/spelregels", "Er zijn nog geen zetels: de coördinator voegt ze toe."),
    "/kalender": ("/kalender", "Een eigen adres krijg je als je bent aangemeld en een rol hebt."),
    "/aanmelden": ("/aanmelden", "Meld je aan"),
    "/aanmelden/code": ("/aanmelden/code", "Typ de code"),
}
"""For each page that is there without anything to show: where one ends, and the sentence."""
NOT_HERE = {
    "/wie-ben-je": "Dit vinden we niet",
    "/initiatieven/{slug}": "Dit initiatief vinden we niet Misschien kreeg het een andere naam",
}
"""What the pages about one thing say, or a page of a demo outside a demo."""
TO_ACT = ("/initiatieven/nieuw", "/initiatieven/loopt-al")
"""Pages where one can only act: who they are for, they have fields whatever the network holds."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    url = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'empty.db'}"
    with closing(Store(url)) as store:
        founding.found(store, load_catalogue())
    with visiting(url, is_demo=False) as visit:
        yield visit


@pytest.mark.parametrize(
    "address", [one for one in LOOKS if "{" not in one and one not in NOT_HERE and one not in TO_ACT]
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_page_without_anything_to_show_says_so(empty: Visit, address: str, lang: str) -> None:
    ends, sentence = SAYS[address]
    reader = empty("", lang)

    words = words_in(reader.look(address))

    assert reader.page is not None
    assert reader.page.url.path == ends
    assert (sentence in words) is (lang == "nl"), words


@pytest.mark.parametrize("address", [one for one in LOOKS if "{" in one or one in NOT_HERE])
def test_a_page_about_something_that_is_not_there_is_absent(empty: Visit, address: str) -> None:
    place = address.format(slug="niets", number="2023-001", day="2023-09-29", transition="opstarten", key="geen")

    words = words_in(empty().look(place, 404))

    assert NOT_HERE.get(address, "vinden we niet") in words


def test_an_initiative_that_is_not_there_leads_to_the_search(empty: Visit) -> None:
    page = empty().look("/initiatieven/niets", 404)

    assert '<a class="button" href="/portfolio">Zoek in het portfolio</a>' in page
    assert "Naar het portfolio" in empty().look("/nergens", 404)


def test_a_meeting_without_items_says_so_and_when_the_minutes_come(demo_file: Path, tmp_path: Path) -> None:
    import shutil

    from labflow import meetings
    from labflow.acting import acting_as

    file = tmp_path / "demo.db"
    shutil.copyfile(demo_file, file)
    catalogue = load_catalogue()
    with closing(Store(f"sqlite:///{file}")) as store, acting_as(store, catalogue, "coordinator", "web") as change:
        meetings.plan(change, catalogue, "2023-2024", ["2023-12-01"])
    with visiting(f"sqlite:///{file}") as visit:
        words = words_in(visit().look("/raad/2023-12-01"))

    assert "Nog geen agendapunten." in words
    assert "Het verslag komt er na de vergadering." in words
