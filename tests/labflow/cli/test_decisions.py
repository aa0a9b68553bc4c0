"""The register from a terminal: lists, one decision, its excerpt, corrections, what comes back, and the means."""

import pytest

from tests.labflow.cli.terminal import Terminal

DAY, LATER = "2023-09-29", "2023-12-01"
CHAIR = ("--as", "voorzitter", "--now", DAY)
CLERK = ("--as", "verslaggever", "--now", DAY)
OFFICE = ("--as", "coordinator", "--now", DAY)


@pytest.fixture
def decided(demo: Terminal) -> Terminal:
    """The demo with its first meeting closed: a request approved on a condition, and a plain title noted."""
    demo("council", "agenda", DAY, "add", "--title", "Jaarplan", "--as", "coordinator")
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    term = ("--condition", "Een begroting", "--owner", "coordinator", "--due", "2023-11-01", "--fallback")
    note = ("approved-with-conditions", *term, "--amount", "1250,50", "--review", "2024-09-27", "--why", "Het past")
    demo("council", "note", DAY, "1", *note, *CHAIR)
    demo("council", "note", DAY, "2", "noted", *CHAIR)
    demo("council", "close", DAY, *CHAIR)
    return demo


def test_the_register_by_year_outcome_and_initiative(decided: Terminal) -> None:
    def numbers(*words: str) -> list[str]:
        return [one["number"] for one in decided.json("decisions", "list", *words)]

    assert numbers() == ["2023-001", "2023-002"]
    assert numbers("--outcome", "noted") == numbers("--outcome", "noted", "--year", "2023") == ["2023-002"]
    assert (numbers("--year", "2022"), numbers("--initiative", "maakleerplek")) == ([], ["2023-001"])


def test_one_decision_says_what_was_decided_and_that_its_log_connects(decided: Terminal) -> None:
    one = decided.json("decisions", "show", "2023-001")

    (term,) = one["conditions"]
    assert (term["verifier"], term["fallback"], one["review"], one["why"]) == (
        "voorzitter", True, "2024-09-27", "Het past",
    )  # fmt: skip
    assert (one["connects"], one["votes"], one["count"]["present"]) == (True, None, 17)
    told = decided("decisions", "show", "2023-001", *CLERK).out
    assert "sluit aan" in told
    assert "Bedrag: €\xa01.250,50." in told
    assert "voorzitter gaat het na" in told


def test_the_excerpt_names_nobody_who_voted(decided: Terminal) -> None:
    told = decided("decisions", "excerpt", "2023-001").out

    assert "Voorwaarde 1: Een begroting" in told
    assert "Stemmen" not in told
    assert decided.json("decisions", "excerpt", "2023-001")["text"][0].startswith("2023-001, 29 september 2023.")


def test_a_slip_is_put_right_beside_the_decision(decided: Terminal) -> None:
    made = decided.json("decisions", "correct", "2023-002", "title", "Jaarplan 2024", "--why", "Tikfout", *CLERK)

    assert (made["title"], made["corrections"][0]["before"]) == ("Jaarplan 2024", "Jaarplan")
    assert "2023-002-r1" in decided("decisions", "show", "2023-002-r1").out
    refused = decided("decisions", "correct", "2023-001", "amount", "1", "--why", "Te veel", "--json", *CLERK, code=1)
    assert refused.codes == ["correcting.revise_it"]


def test_a_decision_comes_back_to_be_revised_or_repealed(decided: Terminal) -> None:
    decided("council", "convene", LATER, *OFFICE)
    item = decided.json("decisions", "revise", "2023-001", LATER, *OFFICE)

    assert item["title"].endswith("(herziening van 2023-001)")
    again = decided("decisions", "repeal", "2023-001", LATER, "--json", *OFFICE, code=1)
    assert again.codes == ["correcting.on_agenda"]
    unknown = decided("decisions", "repeal", "2023-009", LATER, "--json", *OFFICE, code=1)
    assert unknown.codes == ["cli.no_decision"]


def test_what_is_left_of_the_means(decided: Terminal) -> None:
    assert decided.json("decisions", "means", "2023") == {
        "year": 2023, "means_cents": 20_000_000, "granted_cents": 125_050, "left_cents": 19_874_950,
    }  # fmt: skip
    assert "Nog over: €\xa0198.749,50." in decided("decisions", "means").out


def test_everybody_agrees_so_it_is_approved_in_one_act(demo: Terminal) -> None:
    demo("council", "position", DAY, "1", "clb", "agree", "--as", "verslaggever")
    demo("council", "attend", DAY, "--all", "present", *CHAIR)

    meeting = demo.json("council", "consent", DAY, *CHAIR)

    assert [(item["outcome"], item["by"]) for item in meeting["items"]] == [("approved", "consensus")]
    assert demo("council", "consent", DAY, "--json", *CHAIR, code=1).codes == ["closing.nothing_to_consent"]


def test_an_amendment_and_a_version_of_the_rules_stand_on_the_agenda(demo: Terminal) -> None:
    changed = demo.json("council", "amend", DAY, "1", "--title", "Een jaar korter", "--amount", "500", *CLERK)
    rules = demo.json("council", "rules", DAY, "1", "--as", "coordinator")

    assert (changed["n"], changed["title"], rules["n"]) == (2, "Een jaar korter", 3)
    assert demo("council", "rules", DAY, "9", "--json", *OFFICE, code=1).codes == ["adopting.no_version"]
