"""What somebody typed in a spreadsheet: understood as it stands, or refused with every problem in its place."""

from datetime import date
from pathlib import Path

import pytest

from labflow.clock import Interval
from labflow.importing_sheet import COLUMNS, Line, Sheet, column_word, read_sheet
from labflow.reasons import Invalid
from labflow.texts import LANGUAGES, say
from labflow.words import Words
from tests.labflow.desk import catalogue

HEADER = "titel,soort,fase,sinds,trekker,partners,volgende datum,wat,bron"


def read(folder: Path, *lines: str, encoding: str = "utf-8") -> Sheet:
    """A file with these lines, as it is understood."""
    (folder / "lijst.csv").write_bytes("\n".join(lines).encode(encoding))
    return read_sheet(folder / "lijst.csv", catalogue())


def problems(sheet: Sheet) -> list[tuple[int, str, str]]:
    """Line, column and code of each problem, each of which can be said in both languages."""
    assert all(say(problem.reason, lang) for problem in sheet.problems for lang in LANGUAGES)
    return [(problem.line, problem.column, problem.what.code) for problem in sheet.problems]


def test_a_line_is_understood_whole(tmp_path: Path) -> None:
    labo = catalogue().exact("labo", 1)

    sheet = read(
        tmp_path, HEADER,
        'Speak Up!,Labo,Opstart,2023-05,trekker een,"School Een; School Twee, School Een",eind 2023,Terugblik,R84',
    )  # fmt: skip

    assert sheet == Sheet((Line(
        2, "speak-up", "Speak Up!", labo, labo.stages["opstart"],
        Interval(date(2023, 5, 1), date(2023, 5, 31), "month"), "trekker een", ("School Een", "School Twee"),
        Interval(words=Words("eind 2023", "eind 2023")), "Terugblik", "R84",
    ),), ())  # fmt: skip


def test_an_empty_cell_and_an_absent_column_are_not_known(tmp_path: Path) -> None:
    whole = read(tmp_path, HEADER, "Een,labo,verkenning,,,,,,")
    short = read(tmp_path, "titel,soort,fase", "Een,labo,verkenning")

    assert whole == short
    (line,) = short.lines
    assert (line.since, line.lead, line.partners, line.next, line.what, line.source) == (
        Interval(), "", (), Interval(), "", "",
    )  # fmt: skip


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_columns_may_be_in_either_language_and_between_three_signs(tmp_path: Path, between: str, lang: str) -> None:
    words = [say(f"importing.column.{name}", lang).upper() for name in reversed(COLUMNS)]  # type: ignore[arg-type]
    cells = ["bron", "", "", "", "", "", "experiment", "studioproject", "Een"]
    cells[6] = "uitvoering"

    sheet = read(tmp_path, "", between.join(words), between.join(cells), "", encoding="utf-8-sig")

    assert problems(sheet) == []
    assert [(line.number, line.slug, line.workflow.key, line.source) for line in sheet.lines] == [
        (3, "een", "studioproject", "bron")
    ]


def test_every_problem_is_told_at_once_each_in_its_cell(tmp_path: Path) -> None:
    sheet = read(
        tmp_path, HEADER,
        ",labo,verkenning,,,,,,", "Twee,lab0,verkenning,,,,,,", "Drie,,verkenning,,,,,,", "Vier,labo,afgerond,,,,,,",
        "Vijf,casus,intake,,,,,,", "Zes,labo,verkenning,2023-13,,,,,", "Zeven,labo,verkenning,,,,2023-09-29,,",
        "Acht,labo,verkenning,,!!,***,,,", "Goed,labo,verkenning,,,,,,", "goed!,labo,opstart,,,,,,",
        "Negen,labo,verkenning,,,,,,,teveel", f"{'T' * 121},labo,verkenning,,,,,,", '"Meer\nregels\x07",labo,,,,,,,',
    )  # fmt: skip

    assert problems(sheet) == [
        (2, "titel", "importing.empty"),
        (3, "soort", "importing.other_kind"),
        (4, "soort", "importing.kind_is_missing"),
        (5, "fase", "importing.other_stage"),
        (6, "soort", "importing.other_kind"),
        (7, "sinds", "typed.not_a_day"),
        (8, "wat", "importing.what_is_missing"),
        (9, "trekker", "typed.no_slug"),
        (9, "partners", "typed.no_slug"),
        (11, "titel", "importing.twice"),
        (12, "bron", "importing.too_many_cells"),
        (13, "titel", "typed.too_long"),
        (14, "titel", "typed.control_character"),
        (14, "fase", "importing.other_stage"),
    ]
    assert [line.slug for line in sheet.lines] == ["goed"]
    assert say(sheet.problems[9].reason, "nl") == "Regel 11, titel: Dit initiatief staat ook op regel 10."


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("titel,soort", [("fase", "importing.column_missing")]),
        ("titel,soort,fase,fase", [("fase", "importing.column_twice")]),
        ("titel,soort,fase,trekkr", [("trekkr", "importing.unknown_column")]),
        ("titel,soort,fase,", [("-", "importing.unknown_column")]),
        ("", [(word, "importing.column_missing") for word in ("titel", "soort", "fase")]),
    ],
)
def test_a_header_that_is_not_understood_stops_the_reading(
    tmp_path: Path, header: str, found: list[tuple[str, str]]
) -> None:
    sheet = read(tmp_path, header, "Een,nergens,nooit")

    if header:
        assert problems(sheet) == [(1, column, code) for column, code in found]
    assert sheet.lines == ()


def unreadable(path: Path) -> str:
    """The code of the refusal of a file."""
    with pytest.raises(Invalid) as refused:
        read_sheet(path, catalogue())
    assert all(say(reason, lang) for reason in refused.value.reasons for lang in LANGUAGES)
    return " ".join(reason.code for reason in refused.value.reasons)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEADER.encode(), "importing.no_lines"),
        (b"titel\xff", "importing.not_utf8"),
        (b"titel\0", "importing.not_a_sheet"),
        (b'titel,soort,fase\n"Een,labo', "importing.not_a_sheet"),
        (b"titel\n" + b"x" * 200_000, "importing.not_a_sheet"),
        (b"x" * 1_000_001, "importing.too_large"),
        (b"titel,soort,fase\n" * 2_001, "importing.too_many_lines"),
    ],
)
def test_what_is_no_sheet_at_all_is_refused_with_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "lijst.csv").write_bytes(content)

    assert unreadable(tmp_path / "lijst.csv") == code


def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "weg.csv", Path("n\0ul"), Path("x" * 300)):
        assert unreadable(path) == "importing.no_file"


def test_a_column_has_a_name_of_its_own_in_each_language() -> None:
    for lang in LANGUAGES:
        words = [say(f"importing.column.{name}", lang) for name in COLUMNS]
        assert len(set(words)) == len(COLUMNS)
        assert words == [word.lower() for word in words]
    assert [column_word(name) for name in COLUMNS] == HEADER.split(",")
