"""Questions from a terminal."""

from tests.labflow.cli.terminal import Terminal

SLUG = "speak-up"
ADD = ("questions", "add", "Mag een tweede klas meedoen?", "--from", "een school")
AS = ("--as", "coordinator")


def test_noted_shown_and_answered(demo: Terminal) -> None:
    noted = demo.json(*ADD, "--on", "2023-09-04", *AS)
    assert (noted["number"], noted["state"], noted["on"], noted["initiative"]) == (
        "v-2023-001", "received", "2023-09-04", None,
    )  # fmt: skip

    told = demo("questions", "answer", "v-2023-001", "thinking_along", "--hours", "6", *AS)
    refused = demo.json("questions", "answer", "v-2023-001", "refused", *AS, code=1)
    demo("questions", "answer", "v-2023-001", "redirected", "--to", "de stad", "--why", "past daar", *AS)
    shown = demo("questions", "show", "v-2023-001", *AS)

    assert "Vraag v-2023-001: Denkoefening sinds 11 september: hoogstens 6 uur" in told.out
    assert refused["refused"] == "invalid"
    assert shown.out == (
        "v-2023-001, van een school, 4 september 2023\nMag een tweede klas meedoen?\n"
        "Op 11 september doorverwezen: de stad. Past daar.\n"
    )


def test_one_under_an_initiative_is_read_by_everybody_and_one_from_outside_by_who_answers_it(demo: Terminal) -> None:
    demo(*ADD, *AS)
    demo(*ADD, "--initiative", SLUG, *AS)

    assert [one["number"] for one in demo.json("questions", "list")] == ["v-2023-002"]
    assert [one["number"] for one in demo.json("questions", "list", *AS)] == ["v-2023-002", "v-2023-001"]
    assert "Aan Speak Up!." in demo("questions", "show", "v-2023-002").out
    assert demo.json("questions", "show", "v-2023-001", code=1)["refused"] == "not_found"


def test_the_list_of_one_initiative_and_of_what_is_open(demo: Terminal) -> None:
    assert demo("questions", "list", "--lang", "en").out == "No questions.\n"
    demo(*ADD, *AS)
    for _ in range(2):
        demo(*ADD, "--initiative", SLUG, *AS)
    hold = ("on_hold", "--why", "Druk.", "--review", "2023-10-02")
    held = demo.json("questions", "answer", "v-2023-002", *hold, *AS)
    demo("questions", "answer", "v-2023-003", "done", *AS)

    assert held["review"] == "2023-10-02"
    assert [one["number"] for one in demo.json("questions", "list", "--open", "--initiative", SLUG)] == ["v-2023-002"]
    assert "in de wacht" in demo("questions", "list", "--initiative", SLUG).out
    assert demo.json("questions", "list", "--initiative", "bestaat-niet", code=1)["refused"] == "not_found"
