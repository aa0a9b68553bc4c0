"""How many statements a page asks: the same for a few things and for fifty more, remembered or not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from labflow import lifecycle, meetings, rows
from labflow.access import Actor
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.store import Store
from tests.web.visitor import visiting

MEETING = "2023-09-29"
PAGES = (
    "/", "/portfolio", "/portfolio?zoek=nieuw", "/initiatieven/speak-up", f"/raad/{MEETING}", "/stilgevallen",
    "/beslissingen",
)  # fmt: skip
PEOPLE = ("coordinator", "raadslid-schepen", "trekker-diverse-leraarskamer")


@pytest.fixture(scope="module")
def many_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with fifty initiatives, items on the agenda, lines of a log and decisions more."""
    file = tmp_path_factory.mktemp("many") / "many.db"
    file.write_bytes(demo_file.read_bytes())
    catalogue, store = load_catalogue(), Store(f"sqlite:///{file}")
    with acting_as(store, catalogue, "coordinator") as change:
        for n in range(50):
            lifecycle.open_(change, catalogue, "labo", f"Nieuw {n}")
            meetings.place_title(change, catalogue, date.fromisoformat(MEETING), f"Punt {n}")
    _decide(store)
    store.close()
    return file


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_same_for_a_few_and_for_fifty(
    address: str, demo_file: Path, many_file: Path, statements: Callable[..., object]
) -> None:
    few, many = (_asked(file, address, statements) for file in (demo_file, many_file))

    assert few == many


def test_a_page_that_was_seen_before_asks_less(demo_file: Path, statements: Callable[..., object]) -> None:
    first, again = _asked(demo_file, "/portfolio", statements)["coordinator"]

    assert again < first / 3


def _asked(file: Path, address: str, statements: Callable[..., object]) -> dict[str, tuple[int, int]]:
    """How many statements each person's page takes: with nothing remembered, and the second time."""
    counted = {}
    for who in PEOPLE:
        with visiting(f"sqlite:///{file}") as visit:
            reader, numbers = visit(who), []
            for _ in range(2):
                with statements() as asked:  # type: ignore[attr-defined]
                    reader.look(address)
                numbers.append(len(asked))
        counted[who] = (numbers[0], numbers[1])
    return counted


def _decide(store: Store) -> None:
    """Decisions of a meeting that nobody remembers: only their number on the page matters here."""
    with store.change(Actor("system")) as change:
        for n in range(1, 51):
            change.add(rows.Decision(
                id=f"decision-{n}", number=f"2023-{n:03}", title=f"Besluit {n}", outcome="approved", by="consensus",
                verdict='{"seats":17,"recused":0,"present":17,"yes":0,"no":0,"abstain":0,"method":"consensus",'
                '"quorum":12,"needed":0,"adopted":true}', reglement=1, on_day=date(2023, 9, 1),
            ))  # fmt: skip
        change.record("import")
