"""Asking how it stands, from a terminal."""

from tests.labflow.cli.terminal import Terminal

LABO = "diverse-leraarskamer"


def test_who_leads_is_asked_once(demo: Terminal) -> None:
    told = demo("initiatives", "ask-update", LABO, "--as", "coordinator", "--now", "2023-09-11")

    assert told.out.strip() == "Gevraagd hoe het staat met Diverse leraarskamer."
    again = demo("initiatives", "ask-update", LABO, "--as", "coordinator", "--now", "2023-09-11", code=1)
    assert "Vanaf 18 september 2023 kan je het opnieuw vragen." in again.err
    letters = demo("letters", "--as", "trekker-diverse-leraarskamer", "--now", "2023-09-11")
    assert "Hoe staat het met je initiatief?" in letters.out


def test_where_nobody_leads_it_says_what_comes_first(demo: Terminal) -> None:
    told = demo("initiatives", "ask-update", "code-atelier", "--as", "coordinator", "--now", "2023-09-11", code=1)

    assert "Duid eerst aan wie aan zet is, of zeg wie trekt." in told.err
