"""What runs on which version, since when, and where the log stands."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from labflow import clock, founding
from labflow.catalogue import load_catalogue
from labflow.queries.versions import newest_checkpoint, newest_entry, published_on, standing
from labflow.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path_factory.mktemp('versions') / 'demo.db'}")) as made:
        founding.found(made, load_catalogue())
        founding.found_demo(made, load_catalogue())
        yield made


def test_what_stands_where_is_counted_without_what_is_hidden(store: Store) -> None:
    with store.reading() as conn:
        every, some = standing(conn, ()), standing(conn, ("labo",))

    assert every[("labo", 1, "experiment")] == 1
    assert every[("studioproject", 1, "uitvoering")] == 2
    assert {key for key, _, _ in some} == {"activiteit", "studioproject"}


def test_a_version_is_published_on_the_day_of_its_entry(store: Store) -> None:
    with store.reading() as conn:
        found = published_on(conn)

    assert found[("labo", 1)] == clock.day_of(clock.now(), "Europe/Brussels")
    assert ("reglement", 1) in found


def test_the_newest_entry_is_the_last_and_an_empty_log_has_none(store: Store, tmp_path: Path) -> None:
    from labflow import migrations

    bare = f"sqlite:///{tmp_path / 'bare.db'}"
    migrations.upgrade(bare)
    with store.reading() as conn, closing(Store(bare)) as empty, empty.reading() as nothing:
        assert newest_entry(conn)[0] == 29
        assert len(newest_entry(conn)[1]) == 64
        assert newest_entry(nothing) == (0, "")


def test_the_newest_checkpoint_is_that_of_the_last_meeting_that_has_one(store: Store) -> None:
    from sqlalchemy import text

    with store.reading() as conn:
        assert newest_checkpoint(conn) is None
    with closing(Store(store.url)) as other, other._writer.begin() as conn:
        conn.execute(text("update meeting set checkpoint = 'a' || char(10) || '1'"))
        assert newest_checkpoint(conn) == (date(2023, 9, 29), "a\n1")
        conn.rollback()
