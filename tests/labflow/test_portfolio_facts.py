"""Each kind of fact fills exactly the columns of its row; what a source does not say fills none."""

from datetime import date

import pytest

from labflow.clock import Interval
from labflow.portfolio_facts import FACTS, known_id, said_both, when
from labflow.words import Words

IDS = {
    "organisations": {"farm": "o1"},
    "initiatives": {"orchard": "i2"},
    "mentions": {"fair": "m1"},
    "people": {"anna": "p1"},
}
MAY = Words("in mei", "in May")


def columns(name: str, **part: object) -> dict[str, object]:
    return FACTS[name][1](IDS, part)


def test_days_and_words_become_columns_and_not_known_becomes_none() -> None:
    known = when({"when": Interval(date(2023, 5, 1), date(2023, 5, 31), "month", MAY)})

    assert tuple(known.values()) == (date(2023, 5, 1), date(2023, 5, 31), "month", "in mei", "in May")
    assert tuple(when({}).values()) == (None, None, "none", None, None)
    assert said_both(MAY, "origin") == {"origin": "in mei", "origin_en": "in May"}
    assert said_both(None, "origin") == {"origin": None, "origin_en": None}


def test_a_name_becomes_the_id_of_what_it_stands_for() -> None:
    assert known_id(IDS, {"person": "anna"}, "person") == "p1"
    assert known_id(IDS, {}, "person") is None


def test_every_step_from_a_source_is_imported_and_has_no_decision() -> None:
    step = columns("passages", by="go", to="on", **{"from": "off"})

    assert (step["transition"], step["from_stage"], step["to_stage"], step["imported"]) == ("go", "off", "on", True)
    assert columns("passages", to="on")["transition"] is None


@pytest.mark.parametrize(
    ("part", "tie"),
    [
        ({"initiative": "orchard"}, ("initiative", "i2", None)),
        ({"mention": "fair"}, ("mention", "m1", None)),
        ({"organisation": "farm"}, ("organisation", "o1", None)),
        ({"text": MAY}, ("text", None, "in mei")),
    ],
)
def test_a_tie_points_to_one_thing(part: dict[str, object], tie: tuple[object, ...]) -> None:
    made = columns("relations", kind="feeds", **part)

    assert (made["target_kind"], made["target_id"], made["text"]) == tie


def test_people_and_organisations_lead_and_take_part() -> None:
    assert columns("leads", person="anna") == {"person_id": "p1", "organisation_id": None}
    assert columns("leads", organisation="farm") == {"person_id": None, "organisation_id": "o1"}
    assert columns("partners", organisation="farm") == {
        "organisation_id": "o1", "kind": "partner", "part": None, "part_en": None,
    }  # fmt: skip


def test_what_is_said_about_it_is_said_in_both_languages() -> None:
    said = {"nl": "Ja.", "en": "Yes."}
    both = {"text": "Ja.", "text_en": "Yes."}

    assert columns("landing", state="sought", **said) == {"state": "sought", **both}
    assert columns("rests", **said) == {"until_day": None, **both}
    assert columns("commitments", **said) == {**when({}), **both}
    assert columns("blockers", kind="funding", **said) == {"kind": "funding", **when({}), **both}
    assert columns("turns", **said) == {"who": "Ja.", "who_en": "Yes."}
    assert columns("figures", key="k", count=3, **said) == {
        "key": "k", "count": 3, "approx": False, "what": "Ja.", "what_en": "Yes.",
    }  # fmt: skip
    assert columns("ticks", item="a1", state="done", nl="Ja.", en="Yes.") == {
        "item": "a1",
        "state": "done",
        "evidence": "Ja.",
        "evidence_en": "Yes.",
    }
