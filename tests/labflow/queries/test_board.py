"""The board: numbers from counters, the first of each stage from an index, and a search that reads what may fit."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from labflow import rows
from labflow.queries import board as reading
from labflow.queries.board import COLUMN, FOUND, board, first_of, looked_for, standing
from labflow.showing.finding import folded
from labflow.store import Change, Store
from tests.labflow.council_room import TODAY, network
from tests.labflow.writing import SYSTEM

TITLES = ("Zonder naam", "École élan", "Straatkunst", "Älter werden")


@pytest.fixture
def conn(store: Store) -> Iterator[Connection]:
    """So many in exploration that one stage is full, four with a name in the start, and one case."""
    with store.change(SYSTEM) as change:
        for n in range(COLUMN + 2):
            made(change, f"Proef {n:03}", "labo", "verkenning")
        for title in TITLES:
            made(change, title, "labo", "opstart")
        made(change, "Geheim", "casus", "instroom")
        change.add(rows.Organisation(id="o", slug="o", name="Vzw Ünïek"))
        change.add(rows.Partner(id="p", initiative_id="straatkunst", organisation_id="o"))
        change.record("open")
    with store.reading() as reader:
        yield reader


def made(change: Change, title: str, workflow: str, stage: str) -> None:
    newest, id = network().newest(workflow), folded(title)
    assert newest
    change.add(rows.Initiative(
        id=id, slug=id, title=title, workflow=workflow, version=newest.version, stage=stage,
    ))  # fmt: skip


def test_the_first_of_each_stage_stand_on_it_and_all_are_counted(conn: Connection) -> None:
    found = board(conn, network(), TODAY)

    assert standing(conn, network()) == {("labo", "verkenning"): COLUMN + 2, ("labo", "opstart"): 4}
    assert (found.total, len(found.dossiers), found.is_whole) == (COLUMN + 6, COLUMN + 4, False)
    assert [one.title for one in found.dossiers if one.stage_key == "verkenning"][-1] == f"Proef {COLUMN - 1:03}"
    assert sum(found.running.values()) == COLUMN + 6


def test_nothing_confidential_is_counted_read_or_found(conn: Connection) -> None:
    assert all(workflow != "casus" for workflow, _ in standing(conn, network()))
    assert looked_for(conn, network(), TODAY, ["geheim"]) == ()


def test_an_empty_network_has_an_empty_board(store: Store) -> None:
    with store.reading() as reader:
        assert board(reader, network(), TODAY).total == 0
        assert looked_for(reader, network(), TODAY, ["iets"]) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [("ecole ELAN", "École élan"), ("ÄLTER", "Älter werden"), ("uniek vzw", "Straatkunst"), ("100%", ""), ("_", "")],
)
def test_a_search_reads_what_may_fit_whatever_the_accents(conn: Connection, words: str, found: str) -> None:
    titles = [one.title for one in looked_for(conn, network(), TODAY, folded(words).split(), "labo")]

    assert not found or found in titles
    assert len(titles) <= FOUND


def test_a_search_keeps_to_a_kind_and_a_phase(conn: Connection) -> None:
    phase = reading.stage_of(network(), ("labo", "opstart")).phase  # type: ignore[union-attr]

    assert len(looked_for(conn, network(), TODAY, [], "labo")) == COLUMN + 6
    assert looked_for(conn, network(), TODAY, [], "project") == ()
    assert {one.stage.phase for one in looked_for(conn, network(), TODAY, [], "", str(phase))} == {phase}
    assert reading.stage_of(network(), ("labo", "nergens")) is None


def test_each_column_is_one_range_of_the_index(conn: Connection) -> None:
    assert first_of(conn, ()) == ()
    if conn.dialect.name == "postgresql":
        conn.execute(text("SET LOCAL enable_seqscan = off"))
        conn.execute(text("SET LOCAL enable_sort = off"))
    asked = reading._ranges(2).params(w0="labo", s0="opstart", w1="labo", s1="verkenning", most=5)
    head = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
    told = conn.exec_driver_sql(head + str(asked.compile(conn, compile_kwargs={"literal_binds": True})))
    plan = "\n".join(str(row) for row in told)

    assert plan.count("ix_initiative_board") == 2
    assert "TEMP B-TREE" not in plan
