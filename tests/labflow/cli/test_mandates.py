"""A provisional mandate from a terminal."""

from tests.labflow.cli.terminal import Terminal

SLUG = "diverse-leraarskamer"
ASK = ("mandates", "ask", SLUG, "--scope", "Een forum", "--amount", "500", "--why", "De school begint")


def test_asked_granted_and_spent(demo: Terminal) -> None:
    asked = demo.json(*ASK, "--as", "coordinator")
    assert (asked["number"], asked["state"], asked["cents"]) == ("m-2023-001", "asked", 50_000)
    assert demo.json("mandates", "grant", "m-2023-001", "--as", "coordinator", code=1)["refused"] == "not_allowed"

    granted = demo.json("mandates", "grant", "m-2023-001", "--as", "voorzitter")
    spent = demo("mandates", "spend", "m-2023-001", "120,50", "Zaal", "--as", "coordinator")

    assert (granted["state"], granted["until"]) == ("granted", "2023-09-29")
    assert "379,50" in spent.out
    assert demo.json("mandates", "list")[0]["spent"] == 12_050
    assert "voorlopig gegeven" in demo("mandates", "list").out
    shown = demo("initiatives", "show", SLUG).out
    assert "Voorlopig mandaat m-2023-001, tot 29 september 2023" in shown
    assert demo.json("initiatives", "show", SLUG)["mandate"]["spent"] == 12_050
    assert demo.json("council", "meeting", "2023-09-29")["items"][-1]["initiative"] == SLUG


def test_objected_for_a_seat(demo: Terminal) -> None:
    demo(*ASK, "--as", "coordinator")
    demo("mandates", "grant", "m-2023-001", "--as", "voorzitter")

    told = demo("mandates", "object", "m-2023-001", "clb", "--why", "Te duur", "--as", "raadslid-clb", "--lang", "en")

    assert told.out == "Objection noted: m-2023-001 is now decided in writing.\n"
    assert demo.json("mandates", "list")[0]["state"] == "granted"


def test_declined(demo: Terminal) -> None:
    demo(*ASK, "--as", "coordinator")

    assert "m-2023-001" in demo("mandates", "decline", "m-2023-001", "--why", "Kan wachten", "--as", "voorzitter").out
    assert demo.json("mandates", "list")[0]["state"] == "declined"


def test_an_empty_list_says_so(demo: Terminal) -> None:
    assert demo("mandates", "list", "--lang", "en").out == "There are no provisional mandates.\n"
    assert demo.json("mandates", "grant", "m-2023-001", "--as", "voorzitter", code=1)["refused"] == "not_found"
