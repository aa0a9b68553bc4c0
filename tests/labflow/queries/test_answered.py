"""Whether an act with a key was done."""

from contextlib import closing
from pathlib import Path

from labflow import founding
from labflow.catalogue import load_catalogue
from labflow.founding import SYSTEM
from labflow.queries.answered import is_answered
from labflow.store import Store


def test_only_an_act_that_was_committed_is_answered(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'x.db'}")) as store:
        founding.found(store, load_catalogue())
        for key, dry in (("done-done-done", False), ("dry-dry-dry-dry", True)):
            with store.change(SYSTEM, key=key, dry_run=dry) as change:
                change.nothing_to_do()
                change.answer("x", {}, {})

        with store.reading() as conn:
            assert [is_answered(conn, key) for key in ("done-done-done", "dry-dry-dry-dry", "")] == [True, False, False]
