"""The register: what was decided, with its numbers, in a number of statements that does not grow."""

from pathlib import Path

from labflow.queries.register import decisions
from labflow.store import Store
from tests.labflow.cli.terminal import Terminal

DAY = "2023-09-29"
CHAIR = ("--as", "voorzitter", "--now", DAY)


def test_a_decision_stands_in_the_register(demo_url: str, demo_store: Store, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, demo_url)
    terminal("council", "agenda", DAY, "add", "--title", "Jaarplan", "--as", "coordinator")
    terminal("council", "attend", DAY, "--all", "present", *CHAIR)
    terminal("council", "note", DAY, "1", "deferred", "--until", "2023-11-20", *CHAIR)
    terminal("council", "note", DAY, "2", "noted", *CHAIR)
    terminal("council", "close", DAY, *CHAIR)

    with demo_store.reading() as conn:
        found = decisions(conn)
    assert [(one.number, one.outcome, one.slug, one.title.nl) for one in found] == [
        ("2023-001", "deferred", "maakleerplek", "Maakleerplek: gaat SOM verder?"),
        ("2023-002", "noted", "", "Jaarplan"),
    ]


def test_an_empty_register(store: Store) -> None:
    with store.reading() as conn:
        assert decisions(conn) == ()
