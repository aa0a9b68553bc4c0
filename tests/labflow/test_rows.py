"""What may stand in the log for ever and what may not: each column says so, and none says so wrongly."""

import re
from datetime import date

from sqlalchemy import Column, MetaData, String, Table
from sqlmodel import SQLModel

from labflow import rows
from labflow.rows.columns import OfInitiative, Told, When, key, opened, private, refers

TABLES = {table.name: table for table in SQLModel.metadata.sorted_tables}
OF_THE_RECORD = {"log", "log_payload", "op"}
PASSING = {"attempt", "heartbeat", "mail_try", "session", "sign_in_code", "stage_count"}
WRITTEN_BY_PEOPLE = re.compile(
    r"(text|title|slug|name|what|who|why|part|origin|question|available|careful|advice|when|evidence|link|source|"
    r"motivation|asks|place|owner|canonical|struck_why|address)(_nl|_en)?"
)
OF_OUR_OWN_LISTS = {"seat.key", "figure.key"}


def undeclared(*tables: Table) -> list[str]:
    """The columns of which nobody said whether the log may hold them."""
    return [
        str(column)
        for table in tables
        for column in table.columns
        if column.info.get("log") not in ("open", "private", "derived")
    ]


def test_what_is_worked_out_and_so_not_in_the_log_is_named_here() -> None:
    """Each of them must be the same again when everything is worked out anew."""
    found = [str(column) for table in logged() for column in table.columns if column.info["log"] == "derived"]

    assert found == ["initiative.look_at"]


def is_open(column: "Column[object]") -> bool:
    return bool(column.info["log"] == "open")


def logged() -> list[Table]:
    return [table for name, table in TABLES.items() if name not in OF_THE_RECORD | PASSING]


def test_every_table_is_logged_but_those_of_the_record_itself_and_what_passes() -> None:
    assert {str(row.__tablename__) for row in rows.LOGGED} == TABLES.keys() - OF_THE_RECORD - PASSING
    assert {str(row.__tablename__) for row in rows.PASSING} == PASSING
    assert len(set(rows.LOGGED)) == len(rows.LOGGED)


def test_every_row_class_can_be_found_in_one_place() -> None:
    declared = {mapper.class_.__name__ for mapper in SQLModel._sa_registry.mappers}

    assert set(rows.__all__) - {"LOGGED", "PASSING"} == declared


def test_every_column_is_open_or_private() -> None:
    assert undeclared(*logged()) == []


def test_a_column_that_says_neither_is_found() -> None:
    forgetful = Table("forgetful", MetaData(), Column("id", String, info={"log": "open"}), Column("mail", String))

    assert undeclared(forgetful) == ["forgetful.mail"]


def test_nothing_that_people_write_is_open() -> None:
    leaking = [
        str(column)
        for table in logged()
        for column in table.columns
        if is_open(column) and (WRITTEN_BY_PEOPLE.fullmatch(column.name) or column.name.endswith(("_nl", "_en")))
    ]

    assert leaking == []


def test_a_key_is_open_only_where_it_comes_from_our_own_lists() -> None:
    keys = {str(table.c.key): is_open(table.c.key) for table in logged() if "key" in table.c}

    assert keys == {"person.key": False, **dict.fromkeys(OF_OUR_OWN_LISTS, True)}


def test_a_day_and_a_number_are_open_and_only_text_is_private() -> None:
    kinds = {
        is_it: {
            type(c.type).__name__
            for table in logged()
            for c in table.columns
            if is_open(c) is is_it and c.info["log"] != "derived"
        }
        for is_it in (True, False)
    }

    assert kinds == {True: {"AutoString", "Integer", "Boolean", "Date"}, False: {"AutoString"}}


def test_every_row_has_an_id_of_ours_and_no_relationship() -> None:
    for table in logged():
        assert [column.name for column in table.primary_key] == ["id"], table.name
    assert [mapper.class_ for mapper in SQLModel._sa_registry.mappers if mapper.relationships] == []


def test_every_reference_is_to_an_id_and_has_an_index() -> None:
    for table in logged():
        for column in table.columns:
            if column.foreign_keys:
                assert [reference.column.name for reference in column.foreign_keys] == ["id"], column
                assert column.index, column


def test_the_log_has_one_unique_column() -> None:
    log = TABLES["log"]

    assert [column.name for column in log.primary_key] == ["seq"]
    assert [column.name for column in log.columns if column.unique or column.index] == []
    assert log.indexes == set()


def test_not_known_is_what_a_row_says_when_nobody_filled_it_in() -> None:
    passage = rows.Passage(id="p", initiative_id="i", to_stage="begin", n=1)
    lead = rows.Lead(id="l", initiative_id="i")

    assert (passage.when_start, passage.when_end, passage.when_precision, passage.imported) == (
        None,
        None,
        "none",
        False,
    )
    assert (lead.person_id, lead.organisation_id, lead.from_day) == (None, None, None)


def test_a_declaration_stands_with_its_column() -> None:
    declared = {
        name: field.sa_column_kwargs["info"]["log"]
        for name, field in (("o", opened()), ("p", private()), ("k", key()), ("r", refers("person.id")))
    }
    inherited = {base.__name__: sorted(base.model_fields) for base in (When, Told, OfInitiative)}

    assert declared == {"o": "open", "p": "private", "k": "open", "r": "open"}
    assert inherited == {
        "When": ["when_en", "when_end", "when_nl", "when_precision", "when_start"],
        "Told": ["text", "text_en"],
        "OfInitiative": ["id", "initiative_id"],
    }
    assert rows.DemoDay(id="day", today=date(2023, 9, 11)).today == date(2023, 9, 11)
