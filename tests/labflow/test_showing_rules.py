"""What the page of the rules says of definitions, rules, rights and the log that the demo does not have."""

from dataclasses import replace
from datetime import date

import pytest

from labflow.access import ACTS
from labflow.catalogue import SHIPPED, load_catalogue, network_folder
from labflow.definition import Catalogue, Duration, Need
from labflow.reasons import Reason
from labflow.record import Verification
from labflow.reglement import Threshold, reglement_from
from labflow.requirements import KINDS
from labflow.rulebook import rules_in
from labflow.showing import rules, rules_kinds, rules_own, rules_rights
from labflow.showing.mishap import mishap, place
from labflow.sitting import Seat
from labflow.texts.saying import use_network_words
from labflow.texts.speech import Speech
from labflow.words import Words

CATALOGUE = load_catalogue()
LABO = CATALOGUE.exact("labo", 1)
SAY = Speech("nl")
TODAY = date(2023, 9, 11)


@pytest.fixture(autouse=True)
def _network_words() -> None:
    use_network_words(CATALOGUE.network.words)


def told(catalogue: Catalogue, **known: object) -> rules_kinds.Known:
    return rules_kinds.Known(
        catalogue,
        **{"running": {}, "since": {}, "today": TODAY, "say": SAY, **known},  # type: ignore[arg-type]
    )


def test_an_older_version_on_which_something_runs_is_named() -> None:
    newer = replace(LABO, version=2)
    both = Catalogue(CATALOGUE.network, {("labo", 1): LABO, ("labo", 2): newer})
    running = {("labo", 1, "experiment"): 3, ("labo", 2, "opstart"): 1, ("labo", 1, "verankerd"): 9}

    (kind,) = rules_kinds.kinds(told(both, running=running, since={("labo", 2): TODAY}))

    assert kind.version == "Versie 2"
    assert kind.facts[:3] == (
        "In gebruik sinds 11 september 2023.", "Eén initiatief loopt volgens deze versie.",
        "Drie initiatieven lopen nog volgens versie 1.",
    )  # fmt: skip


def test_a_day_after_the_day_that_is_looked_at_is_not_said() -> None:
    found = rules_kinds.kinds(told(CATALOGUE, since={("labo", 1): date(2026, 11, 22)}))

    assert not any("In gebruik" in fact for kind in found for fact in kind.facts)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_kind_of_requirement_has_a_sentence(lang: str) -> None:
    params = {"stages": ("experiment",), "workflow": "casus", "field": "einddatum", "count": 2, "state": "candidate",
              "at_least": 2, "list": "poort-a", "needs": (Need("has_lead"),)}  # fmt: skip
    way = LABO.transitions["verlengen"]
    for kind in KINDS:
        asked = replace(way, gate=replace(way.gate, needs=(Need(kind, params),)))  # type: ignore[type-var]
        one = replace(LABO, transitions={"verlengen": asked})
        known = replace(told(Catalogue(CATALOGUE.network, {**CATALOGUE.versions, ("labo", 1): one})), say=Speech(lang))  # type: ignore[arg-type]

        (labo,) = (kind for kind in rules_kinds.kinds(known) if kind.key == "labo")
        (ask,) = labo.ways[0].asks
        assert ask.text, kind
        assert "{" not in ask.text


def test_a_step_on_which_the_body_decides_only_sometimes_says_so() -> None:
    (labo,) = (kind for kind in rules_kinds.kinds(told(CATALOGUE)) if kind.key == "labo")
    facts = {way.title: way.facts[0] for way in labo.ways}

    assert facts["Overdragen"] == "Soms beslist de SOM-raad dit: zie wat de stap vraagt."
    assert facts["Opstarten"] == "De SOM-raad beslist."


def test_lengths_and_shares_are_words() -> None:
    lengths = [rules_kinds.length(Duration(*each), SAY) for each in ((1, "months"), (8, "school weeks"), (14, "days"))]
    shares = [rules_own.share(Threshold(*each), SAY) for each in ((1, 2, False, "cast"), (2, 3, True, "cast"),
                                                                 (3, 5, True, "cast"))]  # fmt: skip

    assert lengths == ["1 maand", "8 schoolweken", "14 dagen"]
    assert shares == ["meer dan de helft", "minstens twee derde", "minstens 3/5"]


def test_a_seat_is_held_vacant_or_not_known() -> None:
    title = Words("Directeur", "Head")
    seats = (
        Seat("a", title, holder="p1", substitute="p2", from_day=TODAY), Seat("b", title, vacant=True),
        Seat("c", title, votes=False, until_day=TODAY),
    )  # fmt: skip

    seen = rules_own.seat_lines(seats, {"p1": "directeur-a", "p2": "directeur-b"}, SAY)
    hidden = rules_own.seat_lines(seats, {}, SAY)

    assert [(one.holder, one.substitute, one.days) for one in seen] == [
        ("directeur a", "directeur b", "Sinds 11 september 2023"), ("vacant", "", ""),
        ("niet bekend", "", "Tot 11 september 2023"),
    ]  # fmt: skip
    assert [(one.holder, one.substitute) for one in hidden] == [("ingevuld", ""), ("vacant", ""), ("niet bekend", "")]


def test_school_holidays_are_named_only_where_there_are_any() -> None:
    given = rules_in(network_folder(SHIPPED))[-1]
    without = replace(CATALOGUE, network=replace(CATALOGUE.network, holidays=()))

    said = [dict(rules_own.own_rules(reglement_from(given), (), each, SAY).rules) for each in (CATALOGUE, without)]

    label = SAY("rules.label.written")
    assert said[0][label].endswith("Tot en met € 25.000. Schoolvakanties tellen daarbij niet mee.")
    assert said[1][label].endswith("Tot en met € 25.000.")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_act_stands_once_in_the_table_of_rights(lang: str) -> None:
    parts = rules_rights.table(CATALOGUE.network, Speech(lang))  # type: ignore[arg-type]

    assert sum(len(part.rights) for part in parts) == len(ACTS)
    assert all(len(right.may) == len(CATALOGUE.network.roles) - 1 for part in parts for right in part.rights)


def test_a_log_that_does_not_hold_names_at_most_twenty_problems() -> None:
    problems = tuple(Reason("record.row_unlogged", {"row": f"vote/{n}"}) for n in range(50))
    log = rules.LogFacts(50, "abcdef", TODAY, joins=False, found=Verification(50, "", "", problems))

    check = rules.check(log, SAY)

    assert len(check.problems) == 20
    assert not check.is_sound
    assert check.head == "abcd ef"
    assert check.joins.startswith("Het controlegetal in het verslag van 11 september 2023 sluit niet aan.")


def test_a_long_log_is_for_the_terminal() -> None:
    assert rules.check(rules.LogFacts(4_999, ""), SAY).can_read
    assert not rules.check(rules.LogFacts(5_000, ""), SAY).can_read


def test_what_was_chosen_is_sent_again_and_what_was_typed_is_shown() -> None:
    chosen = {"sleutel": ("k",), "soort": ("realisatie",), "tekst": ("Eén zin.",), "dag": ("a", "b")}

    view = mishap("c0de", "/x", chosen, False, SAY)

    assert view.texts == ("Eén zin.",)
    assert view.fields == (
        ("sleutel", "k"), ("soort", "realisatie"), ("tekst", "Eén zin."), ("dag", "a"), ("dag", "b"),
    )  # fmt: skip
    assert mishap("c0de", "/dag", {"dag": ("2023-09-29",)}, None, SAY).explain == "Probeer het over een minuut opnieuw."


def test_the_place_of_an_error_holds_no_word_of_its_message() -> None:
    try:
        int("geheim")
    except ValueError as error:
        found = place(error)

    assert found.startswith("ValueError tests/labflow/test_showing_rules.py:")
    assert "geheim" not in found
