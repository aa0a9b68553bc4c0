"""From a dossier to words, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from labflow.access import NOBODY
from labflow.catalogue import load_catalogue
from labflow.clock import Interval, on_day
from labflow.dossier import Dossier
from labflow.facts import Commitment, Deadline, Lead, Mandate, Partner, Passage, Pause
from labflow.showing import board, gaps, gates, life, stalled
from labflow.showing import initiative as one
from labflow.texts.saying import use_network_words
from labflow.texts.speech import Speech
from labflow.views.initiative import Gate
from labflow.words import Words

CATALOGUE = load_catalogue()
LABO = CATALOGUE.exact("labo", 1)
SAY = Speech("nl")
YEAR_END = Interval(date(2023, 12, 31), date(2023, 12, 31), "part", Words("eind 2023", "the end of 2023"))


@pytest.fixture(autouse=True)
def _network_words() -> None:
    use_network_words(CATALOGUE.network.words)


def known(stage: str = "opstart", **facts: object) -> Dossier:
    """A labo on the demo's day."""
    return Dossier(date(2023, 9, 11), LABO, CATALOGUE.network, stage, "x", "X", **facts)  # type: ignore[arg-type]


def test_a_card_names_two_partners_and_counts_the_rest() -> None:
    partners = tuple(Partner(name) for name in ("UCLL", "KU Leuven", "Stroom", "Orbit vzw"))

    assert board.card(known(partners=partners), None, SAY).partners == "met UCLL, KU Leuven en 2 andere"


def test_a_partner_is_never_shown_as_lead_and_a_lead_never_twice() -> None:
    lead = Lead("vzw Edushakers", is_organisation=True)
    dossier = known(lead=lead, partners=(Partner("vzw Edushakers"), Partner("UCLL")))

    assert board.card(dossier, None, SAY).partners == "trekker vzw Edushakers · met UCLL"


def test_a_card_shows_the_promise_before_the_deadline() -> None:
    deadline = Deadline("deadline", Words("Verduurzaamd zijn", "To be embedded"), YEAR_END)
    promise = Commitment(Words("Bureau", "Office"), YEAR_END)

    assert board.card(known(deadlines=(deadline,)), None, SAY).when == "Verduurzaamd zijn: *eind 2023*"
    assert board.card(known(deadlines=(deadline,), commitments=(promise,)), None, SAY).when == "Bureau: tot *eind 2023*"
    assert board.card(known(), None, SAY).when == "Geen datum bekend"


def test_unrecorded_decisions_are_counted_only_where_the_body_decides() -> None:
    steps = (Passage(None, None, "verkenning"), Passage("opstarten", "verkenning", "opstart", imported=True))

    assert gaps.unrecorded_steps(known(passages=steps)) == ((2, steps[1]),)
    for settled in (replace(steps[1], decision="2022-001"), replace(steps[1], source="R1; de raad")):
        assert gaps.unrecorded_steps(known(passages=(steps[0], settled))) == ()


def test_the_lifeline_has_four_phases_and_one_now() -> None:
    states = [step.state for step in life.steps(known("experiment"), SAY)]

    assert states == ["done", "done", "now", "ahead"]
    assert life.short(known("experiment"), SAY) == "Fase 3 van 4: *Experiment*. Daarna: verduurzaming."


def test_an_ended_initiative_has_no_now() -> None:
    steps = (Passage(None, None, "verkenning"), Passage("overdragen", "verkenning", "overgedragen"))

    assert "now" not in [step.state for step in life.steps(known("overgedragen", passages=steps), SAY)]


@pytest.mark.parametrize(
    ("stage", "main"),
    [("verkenning", "opstarten"), ("opstart", "experimenteren"), ("experiment", "verduurzamen"),
     ("verduurzaming", "verankeren")],
)  # fmt: skip
def test_the_main_gate_leads_forward(stage: str, main: str) -> None:
    option, _ = gates.main_and_others(known(stage))

    assert option is not None
    assert option.transition.key == main


def test_an_end_has_no_gate() -> None:
    assert gates.main_and_others(known("verankerd")) == (None, ())


def test_a_reader_without_a_role_gets_no_act() -> None:
    view = one.page(known(), NOBODY, SAY, None, ())

    assert not view.has_more
    assert not view.may_note
    assert view.gate is not None
    assert not view.gate.may_request
    assert view.cases is None


def test_who_can_be_named_are_roles_and_the_body_never_people() -> None:
    assert [words for _, words in stalled.movers((known(),), SAY)] == [
        "trekker", "SOM-team", "coördinator", "voorzitter", "SOM-raad", "niemand",
    ]  # fmt: skip


def test_a_provisional_mandate_is_marked_on_the_card_and_among_the_agreements_while_it_runs() -> None:
    mandate = Mandate("m-2023-001", "granted", "Een avond", 50_000, date(2023, 9, 29), spent=10_000)
    running, over = known(mandates=(mandate,)), known(mandates=(replace(mandate, until_day=date(2023, 9, 10)),))

    assert board.card(running, None, SAY).partners == "voorlopig mandaat"
    assert life.agreements(running, SAY)[0].startswith("Voorlopig mandaat m-2023-001, tot 29 september 2023")
    assert (board.card(over, None, SAY).partners, life.agreements(over, SAY)) == ("", ())
    told = [main_gate(dossier).text for dossier in (running, over)]
    assert [text.startswith("Er is al iets begonnen onder een voorlopig mandaat") for text in told] == [True, False]


def main_gate(dossier: Dossier) -> Gate:
    """The box of the step that leads forward, for a reader without a role."""
    option, _ = gates.main_and_others(dossier)
    assert option is not None
    return gates.gate(option, dossier, NOBODY, SAY, may_tick=False)


def test_the_lifeline_says_by_when_it_is_expected_and_what_moved_that() -> None:
    entered = (Passage(None, None, "experiment", on_day(date(2023, 3, 1))),)
    pause = Pause("examens", date(2023, 6, 1), date(2023, 6, 15), resumed_on=date(2023, 6, 15))
    paused = known("experiment", passages=entered, pauses=(pause,))

    (now,) = (step for step in life.steps(paused, SAY) if step.state == "now")

    assert now.lines[1:] == (
        "Richtdatum: 15 maart 2024", "2 weken later door de pauze van 1 juni 2023 tot en met 14 juni 2023",
    )  # fmt: skip
    assert life.short(paused, SAY).endswith("Richtdatum: 15 maart 2024 (2 weken later door de pauze van 1 juni 2023 "
                                            "tot en met 14 juni 2023).")  # fmt: skip


def test_without_a_known_entry_no_day_is_expected() -> None:
    (now,) = (step for step in life.steps(known("experiment"), SAY) if step.state == "now")

    assert len(now.lines) == 1
    assert "Richtdatum" not in life.short(known("experiment"), SAY)
