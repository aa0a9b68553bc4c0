"""What waits for you and what you were told, from a terminal."""

import pytest

from tests.labflow.cli.terminal import Terminal

LABO = "diverse-leraarskamer"


def test_what_waits_is_there_for_who_can_do_it_and_gone_when_it_is_done(demo: Terminal) -> None:
    (before,) = [one for one in demo.json("waiting", "--as", "raadslid-schepen") if one["code"] == "waiting.position"]
    assert before["href"] == "/raad/2023-09-29#punt-1"

    seat = next(s["seat"] for s in demo.json("council", "seats") if "schepen" in s["seat"])
    demo("council", "position", "2023-09-29", "1", seat, "agree", "--as", "raadslid-schepen")

    assert demo.json("waiting", "--as", "raadslid-schepen") == []
    assert demo("waiting", "--as", "raadslid-schepen").out == "Niets wacht op jou.\n"
    assert demo("waiting", "--as", "raadslid-schepen", "--lang", "en").out == "Nothing waits for you.\n"


def test_letters_are_ones_own(demo: Terminal) -> None:
    assert demo("letters", "--as", "raadslid-schepen").out == "Geen berichten voor jou.\n"
    seat = next(s["seat"] for s in demo.json("council", "seats") if "schepen" in s["seat"])
    day = ("--now", "2023-09-29", "--as", "voorzitter")
    demo("council", "attend", "2023-09-29", "present", "--all", *day)
    demo("council", "vote", "2023-09-29", "1", seat, "yes", *day)

    (told,) = demo.json("letters", "--as", "raadslid-schepen")

    assert told["subject"] == "Er is een stem voor jou ingevuld"
    assert demo("letters", "--as", "raadslid-schepen").out.startswith("29 september 2023: Er is een stem")
    assert demo.json("letters", "--as", "voorzitter") == []


@pytest.mark.parametrize("command", ["waiting", "letters"])
def test_nobody_has_nothing_to_ask(demo: Terminal, command: str) -> None:
    assert demo(command, "--json", code=2).codes == ["cli.who_acts"]
    assert demo(command, "--json", "--as", "niemand", code=1).codes == ["access.unknown_person"]
