"""Initiatives from a terminal: the objects of the contract, refusals with who can lift them, keys and dry runs."""

import pytest

from tests.labflow.cli.terminal import Terminal

SLUG, LEAD = "diverse-leraarskamer", "trekker-diverse-leraarskamer"
FIELDS = {"slug", "title", "kind", "workflow", "version", "stage", "phase", "rev", "lead", "parent", "since", "paused",
          "mandate", "requests"}  # fmt: skip


def test_show_gives_the_object_of_the_contract(demo: Terminal) -> None:
    shown = demo.json("initiatives", "show", "speak-up")

    assert set(shown) == {*FIELDS, "options"}
    assert (shown["stage"], shown["phase"], shown["since"], shown["lead"]) == (
        "experiment", "experiment", None, {"who": None, "known": False},
    )  # fmt: skip
    assert {"transition", "target", "open", "decided_by", "asks", "reasons"} == set(shown["options"][0])


def test_list_leaves_out_the_options_and_filters(demo: Terminal) -> None:
    whole = demo.json("initiatives", "list")
    labs = demo.json("initiatives", "list", "--kind", "labo", "--phase", "experiment")
    led = demo.json("initiatives", "list", "--lead", LEAD)

    assert (len(whole), set(whole[0])) == (20, FIELDS)
    assert [one["slug"] for one in labs] == ["speak-up"]
    assert [one["slug"] for one in led] == [SLUG]


def test_a_refusal_says_each_reason_and_who_can_lift_it(demo: Terminal) -> None:
    words = ("initiatives", "advance", SLUG, "experimenteren", "--as", LEAD)
    told = demo(*words, code=1)

    assert told.out == ""
    assert [line.rsplit("(", 1)[1] for line in told.err.splitlines()] == ["SOM-raad)", "trekker)"]
    refused = demo.json(*words, code=1)
    assert refused["refused"] == "blocked"
    assert [set(reason) for reason in refused["reasons"]] == 2 * [{"code", "text", "who"}]


@pytest.mark.parametrize(("lang", "words"), [("nl", "Eerstvolgende vergadering"), ("en", "Next meeting")])
def test_every_answer_is_in_the_language_of_the_reader(demo: Terminal, lang: str, words: str) -> None:
    told = demo("initiatives", "advance", SLUG, "experimenteren", "--as", LEAD, "--lang", lang, code=1)

    assert words in told.err


def test_who_may_not_is_told_who_may(demo: Terminal) -> None:
    refused = demo.json("initiatives", "tick", SLUG, "b3", "--as", "raadslid-schepen", code=1)

    assert refused["refused"] == "not_allowed"


def test_what_is_not_there_is_not_found(demo: Terminal) -> None:
    assert demo.json("initiatives", "show", "niets", code=1)["refused"] == "not_found"


def test_rev_tells_who_was_first(demo: Terminal) -> None:
    demo("initiatives", "tick", SLUG, "b3", "--as", LEAD)

    refused = demo.json("initiatives", "tick", SLUG, "b4", "--rev", "1", "--as", LEAD, code=1)

    assert (refused["refused"], "de trekker" in refused["reasons"][0]["text"]) == ("overtaken", True)


def test_a_key_gives_the_first_answer_again(demo: Terminal) -> None:
    words = ("initiatives", "advance", "code-atelier", "stoppen", "--key", "k1", "--as", "coordinator")
    first = demo.json(*words)
    before = demo.json("log", "verify")

    assert demo.json(*words) == {**first, "repeated": True}
    assert demo.json("log", "verify") == before
    other = demo.json(*words[:2], "campus-corso", *words[3:], code=1)
    assert other["reasons"][0]["code"] == "store.key_reused"


def test_a_dry_run_changes_nothing(demo: Terminal) -> None:
    before = demo.json("log", "verify")
    tried = demo.json("initiatives", "advance", "code-atelier", "overdragen", "--set", "ontvanger=Stad", "--dry-run",
                      "--as", "coordinator")  # fmt: skip

    assert tried["stage"] == "overgedragen"
    assert demo.json("initiatives", "show", "code-atelier")["stage"] == "verkenning"
    assert demo.json("log", "verify") == before


def test_pausing_and_resuming(demo: Terminal) -> None:
    words = ("--as", "coordinator")
    paused = demo.json("initiatives", "pause", SLUG, "--why", "Even wachten", "--until", "2023-10-01", *words)

    assert (paused["paused"], paused["stage"]) == ({"why": "Even wachten", "until": "2023-10-01"}, "opstart")
    assert demo.json("initiatives", "resume", SLUG, *words)["paused"] is None


def test_open_begins_in_the_first_stage(demo: Terminal) -> None:
    opened = demo.json("initiatives", "open", "labo", "--title", "Nieuw!", "--lead", LEAD, "--as", "coordinator")

    assert (opened["slug"], opened["stage"], opened["since"]["date"]) == ("nieuw-1", "verkenning", "2023-09-11")


def test_a_note_comes_back(demo: Terminal) -> None:
    note = demo.json(
        "initiatives", "note", SLUG, "Besproken", "--kind", "realisatie", "--mood", "op-koers", "--as", LEAD
    )

    assert note == {"initiative": SLUG, "kind": "realisatie", "mood": "op-koers", "text": "Besproken", "who": LEAD,
                    "on": "2023-09-11"}  # fmt: skip


def test_a_casus_exists_for_its_caseteam_only(demo: Terminal) -> None:
    words = ("initiatives", "open", "casus", "--title", "Oefening", "--parent", "steunteam-vluchtelingen")
    opened = demo.json(*words, "--as", "caseteam-1")

    assert demo.json("initiatives", "show", opened["slug"], "--as", "caseteam-1")["parent"] == "steunteam-vluchtelingen"
    for who in ("coordinator", "voorzitter", LEAD, ""):
        hidden = demo.json("initiatives", "show", opened["slug"], code=1, LABFLOW_AS=who)
        absent = demo.json("initiatives", "show", "oefening-9", code=1, LABFLOW_AS=who)
        assert (hidden["refused"], [r["code"] for r in hidden["reasons"]]) == (
            absent["refused"], [r["code"] for r in absent["reasons"]])  # fmt: skip
        assert opened["slug"] not in demo("initiatives", "list", LABFLOW_AS=who).out
        assert demo("log", "show", opened["slug"], code=1, LABFLOW_AS=who).out == ""


def test_the_stalled_list_of_the_demo(demo: Terminal) -> None:
    rows = demo.json("stalled")

    assert [(row["slug"], row["group"], row["whose_move"]["who"]) for row in rows] == [
        ("speak-up", "stalled", "SOM-team"),
        ("duurzame-onderwijskansen", "stalled", None),
        ("code-atelier", "stalled", None),
        ("steunteam-vluchtelingen", "stalled", "het labo"),
        ("maakleerplek", "planned", "SOM-raad"),
        ("leraar-breekt-uit", "waiting", None),
    ]
    assert set(rows[0]) == {"slug", "title", "stage", "group", "reasons", "whose_move", "action"}


def test_the_stalled_list_with_all_shows_what_will_stall_and_what_rests(demo: Terminal) -> None:
    quiet = demo.json("stalled", "--all", LABFLOW_NOW="2023-10-19")

    groups = [row["group"] for row in quiet]
    assert groups == sorted(groups, key=["stalled", "planned", "waiting", "soon", "resting"].index)
    assert "soon" in groups
    assert [row for row in quiet if row["group"] != "soon"] == demo.json("stalled", LABFLOW_NOW="2023-10-19")


def test_a_school_year_without_data_is_said_under_the_list(demo: Terminal) -> None:
    assert "schooljaren" not in demo("stalled").out
    assert demo("stalled", LABFLOW_NOW="2029-01-08").out.strip().splitlines()[-1] == (
        "Van deze schooljaren kent labflow de vakanties niet: 2028-2029. "
        "Vul de schoolkalender aan, dan kloppen de schoolweken weer."
    )


def test_an_initiative_says_by_when_its_stage_is_expected_to_be_done(demo: Terminal) -> None:
    opened = demo.json("initiatives", "open", "labo", "--title", "Nieuw", "--as", "coordinator")

    assert "Richtdatum: 11 maart 2024" in demo("initiatives", "show", opened["slug"]).out
    assert "Richtdatum" not in demo("initiatives", "show", "speak-up").out
