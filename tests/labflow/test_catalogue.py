"""A catalogue is loaded whole or not at all, and checking survives whatever stands at a path."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labflow.catalogue import SHIPPED, check, first_language, load_catalogue, network_named
from labflow.reasons import Unsound
from labflow.texts import say
from tests.labflow.definitions import in_plot, lay

PIPE = "pipe.yaml"


def _codes(*paths: Path) -> list[str]:
    return [finding.code for finding in check(paths)[1]]


def test_the_shipped_definitions_are_sound_without_a_warning() -> None:
    assert check() == (True, ())


def test_a_catalogue_that_is_not_sound_is_refused_with_every_reason(tmp_path: Path) -> None:
    in_plot(tmp_path, ("to: garden", "to: gardn"), ("by: [office]", "by: [ofice]"))

    with pytest.raises(Unsound) as refused:
        load_catalogue(tmp_path)

    said = [say(reason, "en").removeprefix(f"{tmp_path}/") for reason in refused.value.reasons]
    assert said == [
        "plot/1.yaml:28:9 E104 Transition 'dig' goes to 'gardn', and there is no such stage. Did you mean 'garden'?",
        "plot/1.yaml:47:10 E107 The role 'ofice' is not known in this network. Did you mean 'office'?",
    ]


def test_a_warning_does_not_stop_a_catalogue(tmp_path: Path) -> None:
    in_plot(tmp_path, ("    expected: 3 months\n", ""))

    assert check([tmp_path])[0]
    assert load_catalogue(tmp_path).newest("plot") is not None


def test_a_network_with_a_bad_file_is_refused(tmp_path: Path) -> None:
    (lay(tmp_path) / "network.yaml").write_text("network: [", encoding="utf-8")
    with pytest.raises(Unsound):
        load_catalogue(tmp_path)

    (tmp_path / "networks.yaml").write_text("default: &x y", encoding="utf-8")
    with pytest.raises(Unsound):
        load_catalogue(tmp_path)


def test_the_default_network_is_the_one_that_is_named(tmp_path: Path) -> None:
    lay(tmp_path / "gardens")
    (tmp_path / "networks.yaml").write_text("default: gardens", encoding="utf-8")

    assert load_catalogue(tmp_path).network.key == "gardens"


def test_an_edited_file_is_judged_again_in_the_same_process(tmp_path: Path) -> None:
    lay(tmp_path)
    assert load_catalogue(tmp_path).newest("plot") is load_catalogue(tmp_path).newest("plot")

    in_plot(tmp_path, ("to: garden", "to: gardn"))
    with pytest.raises(Unsound):
        load_catalogue(tmp_path)

    lay(tmp_path)
    assert load_catalogue(tmp_path).newest("plot") is not None


def test_a_network_is_named_by_its_key_or_by_its_folder(tmp_path: Path) -> None:
    lay(tmp_path / "gardens")

    assert network_named() == SHIPPED / "som"
    assert load_catalogue(network_named("example")).network.key == "example"
    assert load_catalogue(network_named(str(tmp_path / "gardens"))).place == tmp_path / "gardens"


@pytest.mark.parametrize("name", ["exampel", "../labflow", "som/labo", "/", "é\N{SNOWMAN}"])
def test_a_network_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(Unsound) as refused:
        network_named(name)

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values["known"]) == ("network.unknown", ("som", "example"))


def test_the_language_that_a_network_speaks_first(tmp_path: Path) -> None:
    (lay(tmp_path) / "network.yaml").write_text("network: [", encoding="utf-8")

    assert [first_language(name) for name in ("example", "som", "nowhere", str(tmp_path))] == ["en", "nl", "nl", "nl"]


def test_what_a_demo_names_stands_beside_the_network(tmp_path: Path) -> None:
    file = lay(tmp_path) / "network.yaml"
    demo = "demo: {portfolio: facts, acts: demo.txt, days: [2025-01-06]}\n"
    file.write_text(file.read_text(encoding="utf-8") + demo, encoding="utf-8")
    assert _codes(tmp_path) == ["E003", "E003"]

    (tmp_path / "facts").mkdir()
    (tmp_path / "demo.txt").touch()
    assert _codes(tmp_path) == []


def test_one_file_is_judged_among_its_neighbours(tmp_path: Path) -> None:
    lay(tmp_path, "plot/1.yaml", "to: garden", "to: gardn")

    assert _codes(tmp_path / "visit/1.yaml") == []
    assert _codes(tmp_path / "plot/1.yaml") == ["E104"]
    assert _codes(tmp_path / "plot") == ["E104"]
    assert _codes(tmp_path) == ["E104"]
    assert _codes(tmp_path / "network.yaml") == []


def test_a_copy_elsewhere_is_judged_against_the_shipped_network(tmp_path: Path) -> None:
    copy = tmp_path / "try.yaml"
    shipped = next(SHIPPED.glob("*/activiteit/1.yaml")).read_text(encoding="utf-8")
    copy.write_text(shipped.replace("to: lopend", "to: lopent"), encoding="utf-8")

    assert _codes(copy) == ["E104"]


def test_whatever_stands_at_a_path_gives_findings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / PIPE)
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.yaml").write_text("- a", encoding="utf-8")
    odd = [tmp_path / PIPE, tmp_path / "empty", tmp_path / "missing.yaml", Path("n\0ul"), tmp_path / "list.yaml"]

    assert [_codes(path) for path in odd] == [["E003"], ["E003"], ["E003"], ["E003"], ["E005"]]
    assert all(finding.line("nl").isprintable() for finding in check([Path("\x1b[31m"), Path("\udcff")])[1])


def test_too_many_files_are_not_read(tmp_path: Path) -> None:
    for number in range(501):
        (tmp_path / f"{number}.yaml").touch()

    assert _codes(tmp_path) == ["E003"]


def test_the_holidays_come_from_the_calendar_that_the_network_names(tmp_path: Path) -> None:
    network = lay(tmp_path) / "network.yaml"
    network.write_text(network.read_text(encoding="utf-8") + "calendar: days.yaml\n", encoding="utf-8")
    calendar = tmp_path / "days.yaml"
    calendar.write_text(
        "calendar: here\nsource: own proposal\nholidays: [{name: rest, from: 2023-07-01, until: 2023-07-09}]",
        encoding="utf-8",
    )
    assert load_catalogue(tmp_path).network.holidays == (("rest", "2023-07-01", "2023-07-09"),)

    calendar.write_text("calendar: here\nsource: x\nholidays: [{name: rest, from: 2023-07-32}]", encoding="utf-8")
    assert _codes(tmp_path) == ["E005", "E005"]


def test_checking_imports_no_database_and_takes_less_than_a_second() -> None:
    program = (
        "import sys; from labflow.catalogue import check; print(check()[0])\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'alembic', 'fastapi'} & sys.modules.keys()))"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    took = time.monotonic() - began

    assert done.stdout.split("\n")[:2] == ["True", "[]"]
    assert took < 3, "about half a second on a quiet machine"
