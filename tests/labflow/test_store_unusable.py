"""A store that cannot be used says so in one sentence, and never makes things worse."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from labflow import migrations
from labflow.change import LOG
from labflow.store import Store, StoreUnusable
from tests.labflow.writing import opened


def test_no_store_without_an_address_it_knows() -> None:
    for url in ("", "nonsense", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "oracle+x://", "\0", "http:"):
        with pytest.raises(StoreUnusable) as refused:
            Store(url)

        assert refused.value.reason.code == "store.unknown_url", url


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'none.db'}")) as store:
        assert _why_not(store) == "store.unreachable"

    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there() -> None:
    with closing(Store("postgresql://nobody@127.0.0.1:1/none")) as store:
        assert _why_not(store) == "store.unreachable"


def test_a_database_without_tables(url: str, database: str) -> None:
    if database == "sqlite":
        Path(url.removeprefix("sqlite:///")).touch()
    with closing(Store(url)) as store:
        assert _why_not(store) == "store.no_tables"


@pytest.mark.parametrize(("found", "code"), [("9999", "store.newer_schema"), ("0000", "store.older_schema")])
def test_a_schema_that_is_not_ours(store: Store, found: str, code: str) -> None:
    with store._writer.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})

    with pytest.raises(StoreUnusable) as refused, store.reading():
        pass

    assert refused.value.reason.code == code
    assert refused.value.reason.values["found"] == found
    assert refused.value.reason.values["known"] == migrations.head()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader, " * 500)

    with closing(Store(f"sqlite:///{tmp_path / 'letter.db'}")) as store:
        assert _why_not(store) == "store.not_a_database"


def test_a_damaged_file(migrated_sqlite: Path, tmp_path: Path) -> None:
    whole = bytearray(migrated_sqlite.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    (tmp_path / "damaged.db").write_bytes(whole)

    with closing(Store(f"sqlite:///{tmp_path / 'damaged.db'}")) as store:
        assert _why_not(store) == "store.damaged"


def test_a_file_that_may_only_be_read_can_be_read_and_says_why_not(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "only.db").write_bytes(migrated_sqlite.read_bytes())

    with closing(Store(f"sqlite:///{tmp_path / 'only.db'}?mode=ro", driver=sqlite3)) as store:
        with store.reading() as conn:
            assert conn.execute(select(func.count()).select_from(LOG)).scalar() == 0
        with pytest.raises(StoreUnusable) as refused:
            opened(store)

    assert refused.value.reason.code == "store.read_only"


def test_a_name_in_an_address_is_shown_without_its_password() -> None:
    with pytest.raises(StoreUnusable) as refused, closing(Store("postgresql://u:secret@127.0.0.1:1/x")) as store:
        _why_not(store, raises=True)

    assert "secret" not in str(refused.value.reason.values["database"])


def _why_not(store: Store, raises: bool = False) -> str:
    try:
        with store.reading() as conn:
            conn.execute(select(func.count()).select_from(LOG))
    except StoreUnusable as error:
        if raises:
            raise
        return error.reason.code
    return "nothing"
