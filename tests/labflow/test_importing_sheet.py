"""A sheet is read as typed: both languages, three separators, cells over lines; problems have their place."""

from pathlib import Path

import pytest

from labflow.catalogue import load_catalogue
from labflow.importing_sheet import Sheet, column_word, read_sheet
from labflow.reasons import Invalid

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    "text",
    [
        "titel;soort;fase\nX;labo;opstart\n",
        "Title,Kind,Stage\nX,Lab,Start-up\n",
        " TITEL \tSoort\tFASE\r\nX\tLABO\tOpstart\r\n",
        "\ufefffase;titel;soort\n\nopstart;X;labo\n;;\n",
    ],
)
def test_the_same_line_in_many_hands(tmp_path: Path, text: str) -> None:
    sheet = _read(tmp_path, text)

    assert sheet.problems == ()
    assert [(one.slug, one.workflow.key, one.stage.key) for one in sheet.lines] == [("x", "labo", "opstart")]


def test_a_line_is_counted_where_it_begins(tmp_path: Path) -> None:
    sheet = _read(tmp_path, 'titel;soort;fase;wat\nA;labo;opstart;"een\ntwee"\nB;labo;niets;\n')

    assert [one.number for one in sheet.lines] == [2]
    assert [(one.line, one.column, one.what.code) for one in sheet.problems] == [(4, "fase", "importing.other_stage")]


def test_every_problem_of_a_line_at_once(tmp_path: Path) -> None:
    sheet = _read(tmp_path, "titel;soort;fase;sinds\n;niets;;2023-13\n")

    assert [(one.column, one.what.code) for one in sheet.problems] == [
        ("sinds", "typed.not_a_day"), ("soort", "importing.other_kind"), ("titel", "importing.empty"),
    ]  # fmt: skip


def test_an_empty_cell_is_not_known(tmp_path: Path) -> None:
    line = _read(tmp_path, "titel;soort;fase;sinds;trekker;partners\nA;labo;opstart;;;\n").lines[0]

    assert (line.since.is_known, line.lead, line.partners) == (False, "", ())


@pytest.mark.parametrize("name", ["absent.csv", "x" * 5_000, "a\0b", "."])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid):
        read_sheet(tmp_path / name, CATALOGUE)


def test_the_columns_have_dutch_names() -> None:
    assert (column_word("lead"), column_word("next")) == ("trekker", "volgende datum")


def _read(folder: Path, text: str) -> Sheet:
    (folder / "file.csv").write_text(text, encoding="utf-8", newline="")
    return read_sheet(folder / "file.csv", CATALOGUE)
