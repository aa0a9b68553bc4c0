"""People and initiatives from an empty database: the first person, roles, one file, and what is wrong in it."""

import pytest

from tests.labflow.cli.terminal import Terminal
from tests.mail import mail_server

FILE = """titel;soort;fase;sinds;trekker;partners;volgende datum;wat;bron
Leesplezier;labo;verkenning;2023-05;trekker-lees;Bibliotheek, Stad;2023-10-05;gesprek;jaarplan
Buiten leren;Labo;Opstart;;;;;;
"""
AS = ("--as", "coordinator")


@pytest.fixture
def begun(bare: Terminal) -> Terminal:
    """A database that knows one coordinator."""
    bare("people", "add", "coordinator", "--role", "coordinator")
    return bare


def test_the_first_person_needs_nobody(bare: Terminal) -> None:
    assert bare.json("people", "add", "baas", "--role", "beheerder") == {"key": "baas", "roles": ["beheerder"]}
    assert bare("people", "add", "ander", "--role", "trekker", "--json", code=2).codes == ["cli.who_acts"]
    assert bare.json("people", "list") == [{"key": "baas", "roles": ["beheerder"]}]


@pytest.mark.parametrize("roles", [(), ("--role", "raadslid"), ("--role", "keizer")])
def test_the_first_person_must_be_able_to_add_others(bare: Terminal, roles: tuple[str, ...]) -> None:
    assert bare.json("people", "add", "baas", *roles, code=1)["refused"] == "invalid"
    assert bare.json("people", "list") == []


def test_roles_come_and_go(begun: Terminal) -> None:
    begun("people", "add", "voorzitter", "--role", "voorzitter", "--role", "raadslid", *AS)

    ended = begun.json("people", "end", "voorzitter", "--role", "raadslid", *AS)
    assert ended["roles"] == ["voorzitter"]
    begun("people", "end", "voorzitter", *AS)
    assert [one["key"] for one in begun.json("people", "list")] == ["coordinator"]
    assert begun("people", "end", "coordinator", "--json", *AS, code=1).codes == ["peopling.not_yourself"]


def test_the_first_administrator_of_an_empty_database_needs_only_an_address(bare: Terminal) -> None:
    assert bare.json("people", "admin", "beheer@voorbeeld.be") == {"key": "beheerder"}
    assert bare.json("people", "list") == [{"key": "beheerder", "roles": ["beheerder"]}]
    assert bare("people", "admin", "ander@voorbeeld.be", "--json", code=1).codes == ["peopling.admin_there"]


def test_an_administrator_is_named_where_people_act_from_the_terminal_only(demo: Terminal) -> None:
    assert demo.json("people", "admin", "beheer@voorbeeld.be") == {"key": "beheerder"}
    assert demo("people", "admin", "geen adres", "--json", code=1).codes == ["peopling.admin_there"]


def test_somebody_is_invited_with_and_without_mail(begun: Terminal) -> None:
    told = begun("people", "invite", "team-noord", "Noord@voorbeeld.be", "--role", "team", *AS)
    assert "Er vertrok geen mail" in told.out
    assert begun("people", "invite", "ander", "noord@voorbeeld.be", "--json", *AS, code=1).codes == [
        "peopling.address_taken"
    ]
    with mail_server() as box:
        place = {"LABFLOW_SMTP_HOST": "127.0.0.1", "LABFLOW_SMTP_PORT": str(box.server.port),
                 "LABFLOW_SMTP_TLS": "none", "LABFLOW_SMTP_FROM": "labflow@voorbeeld.be",
                 "LABFLOW_BASE_URL": "https://labflow.example"}  # fmt: skip
        begun("people", "invite", "lid-een", "lid@voorbeeld.be", "--until", "2024-06-30", *AS, **place)
        assert "https://labflow.example/aanmelden" in box.words
        assert box.last["to"] == "lid@voorbeeld.be"
    wrong = begun("people", "invite", "x", "x@y.be", "--json", *AS, code=1, LABFLOW_SMTP_HOST="here")
    assert wrong.codes == ["cli.wrong_setting"]


def test_casework_is_for_one_initiative(demo: Terminal) -> None:
    alone = demo("people", "add", "caseteam-2", "--role", "caseteam", "--json", *AS, code=1)
    added = demo.json(
        "people", "add", "caseteam-2", "--role", "caseteam", "--initiative", "steunteam-vluchtelingen", *AS
    )

    assert (alone.codes, added["roles"]) == (["peopling.casework_for_one"], ["caseteam"])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_comes_in_whole(begun: Terminal, separator: str, mark: str) -> None:
    text = FILE.replace("Bibliotheek, Stad", "Bibliotheek|Stad").replace(";", separator)
    (begun.folder / "file.csv").write_text(mark + text, encoding="utf-8")

    begun("import", "file.csv", *AS)

    first = begun.json("initiatives", "show", "leesplezier")
    assert (first["stage"], first["since"], first["lead"]) == (
        "verkenning", {"date": "2023-05-01", "precision": "month", "text": "mei 2023"},
        {"who": "trekker-lees", "known": True},
    )  # fmt: skip
    second = begun.json("initiatives", "show", "buiten-leren")
    assert (second["stage"], second["since"], second["lead"]) == ("opstart", None, {"who": None, "known": False})
    assert begun.json("log", "verify")["ok"] is True


def test_a_dry_run_shows_what_was_understood(begun: Terminal) -> None:
    (begun.folder / "file.csv").write_text(FILE, encoding="utf-8")
    tried = begun.json("import", "file.csv", "--dry-run", *AS)

    assert tried["initiatives"][0] == {
        "line": 2, "slug": "leesplezier", "title": "Leesplezier", "kind": "labo", "stage": "verkenning",
        "since": {"date": "2023-05-01", "precision": "month", "text": "mei 2023"}, "lead": "trekker-lees",
        "partners": ["Bibliotheek", "Stad"], "what": "gesprek", "source": "jaarplan",
        "next": {"date": "2023-10-05", "precision": "day", "text": "5 oktober 2023"},
    }  # fmt: skip
    assert begun.json("initiatives", "list") == []


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("X;labor;verkenning;;;;;;", "soort", "importing.other_kind"),
        ("X;;verkenning;;;;;;", "soort", "importing.kind_is_missing"),
        ("X;casus;intake;;;;;;", "soort", "importing.other_kind"),
        ("X;labo;verankerd;;;;;;", "fase", "importing.other_stage"),
        (";labo;verkenning;;;;;;", "titel", "importing.empty"),
        ("!;labo;verkenning;;;;;;", "titel", "typed.no_slug"),
        ("leesplezier!;labo;verkenning;;;;;;", "titel", "importing.twice"),
        ("X;labo;verkenning;2023-13;;;;;", "sinds", "typed.not_a_day"),
        ("X;labo;verkenning;;;;2023-10-05;;", "wat", "importing.what_is_missing"),
        ("X;labo;verkenning;;;;;;;x", "bron", "importing.too_many_cells"),
    ],
)
def test_each_problem_has_its_line_and_column(begun: Terminal, row: str, column: str, code: str) -> None:
    (begun.folder / "file.csv").write_text(FILE + row + "\n", encoding="utf-8")
    tried = begun.json("import", "file.csv", "--dry-run", *AS, code=1)

    assert [(one["line"], one["column"], one["code"]) for one in tried["problems"]] == [(4, column, code)]
    assert len(tried["initiatives"]) == 2
    assert begun.json("import", "file.csv", *AS, code=1)["refused"] == "invalid"
    assert begun.json("initiatives", "list") == []


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("titel;soort;faze", ["importing.unknown_column", "importing.column_missing"]),
        ("titel;soort;fase;titel", ["importing.column_twice"]),
        ("titel", ["importing.column_missing", "importing.column_missing"]),
    ],
)
def test_the_header_is_judged_first(begun: Terminal, header: str, codes: list[str]) -> None:
    (begun.folder / "file.csv").write_text(f"{header}\nx;y;z\n", encoding="utf-8")
    tried = begun.json("import", "file.csv", "--dry-run", *AS, code=1)

    assert [one["code"] for one in tried["problems"]] == codes


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"titel\xff", "importing.not_utf8"),
        (b"titel;soort;fase\n", "importing.no_lines"),
        (b'titel;soort;fase\n"x', "importing.not_a_sheet"),
        (b"titel;soort;fase\nx\0", "importing.not_a_sheet"),
        (b"x\n" * 3_000, "importing.too_many_lines"),
        (b"x" * 2_000_000, "importing.too_large"),
    ],
)
def test_a_file_that_is_no_sheet(begun: Terminal, content: bytes, code: str) -> None:
    (begun.folder / "file.csv").write_bytes(content)

    assert begun("import", "file.csv", "--json", *AS, code=1).codes == [code]


def test_a_file_comes_in_once(begun: Terminal) -> None:
    (begun.folder / "file.csv").write_text(FILE, encoding="utf-8")
    begun("import", "file.csv", *AS)

    again = begun.json("import", "file.csv", "--dry-run", *AS, code=1)
    assert [(one["line"], one["code"]) for one in again["problems"]] == [
        (2, "importing.already"),
        (3, "importing.already"),
    ]


def test_only_the_coordinator_brings_in(demo: Terminal) -> None:
    (demo.folder / "file.csv").write_text(FILE, encoding="utf-8")

    assert demo.json("import", "file.csv", "--as", "voorzitter", code=1)["refused"] == "not_allowed"
