"""What runs, for who takes over: every part from the facts, and nothing where there is nothing."""

from datetime import date

import pytest

from labflow.catalogue import load_catalogue
from labflow.clock import on_day
from labflow.dossier import Dossier
from labflow.facts import (
    Blocker,
    Commitment,
    Condition,
    Deadline,
    Decision,
    Mandate,
    Note,
    Partner,
    Passage,
    Pause,
    Request,
    Rest,
    Tick,
    Turn,
)
from labflow.facts_questions import Question
from labflow.showing.runs import lines, move, runs
from labflow.texts.saying import use_network_words
from labflow.texts.speech import Speech
from labflow.words import Words

CATALOGUE = load_catalogue()
TODAY = date(2023, 9, 11)
JUNE = date(2024, 6, 30)
SAY = Speech("nl")


@pytest.fixture(autouse=True)
def _network_words() -> None:
    use_network_words(CATALOGUE.network.words)


def known(stage: str = "opstart", **facts: object) -> Dossier:
    """A labo on the demo's day."""
    return Dossier(TODAY, CATALOGUE.exact("labo", 1), CATALOGUE.network, stage, "x", "X", **facts)  # type: ignore[arg-type]


def the(text: str) -> Words:
    return Words(text, text)


def part(dossier: Dossier, title: str) -> tuple[str, ...]:
    return next((one.values for one in runs(dossier, SAY) if one.term == title), ())


FULL = known(
    passages=(Passage("opstarten", "verkenning", "opstart", on_day(date(2023, 5, 2))),),
    ticks={"b3": Tick("b3", "explained", why="Later", by_day=JUNE), "b4": Tick("b4", "todo")},
    turn=Turn(the("De stad"), what="Antwoorden."),
    rest=Rest(the("geen geld"), None, TODAY, event=the("de subsidie")),
    pauses=(Pause("Ziek", TODAY, JUNE),),
    decisions=(
        Decision("2023-001", "opstarten", "approved", TODAY, conditions=(
            Condition("Een plan", "trekker", JUNE, "suspensive"),
            Condition("Klaar", "trekker", JUNE, "suspensive", met_on=TODAY),
        )),
        Decision("2023-000", None, "approved", TODAY, conditions=(Condition("Oud", "x", JUNE, "suspensive"),),
                 replaced_by="2023-001"),
    ),
    mandates=(
        Mandate("m-2023-001", "granted", "Een lokaal", 50_000, JUNE, spent=20_000),
        Mandate("m-2023-002", "lapsed", "Oud", 1, JUNE),
    ),
    commitments=(Commitment(the("Een bureau"), on_day(JUNE)), Commitment(the("Uren"))),
    deadlines=(Deadline("deadline", the("Klaar zijn"), on_day(JUNE)),
               Deadline("deadline", the("Voorbij"), on_day(date(2023, 1, 1)))),
    requests=(Request("a-2023-001", "opstarten", "sent"), Request("a-2023-000", "opstarten", "decided")),
    questions=(Question("v-1", "Komen jullie langs?", "School A", "received", TODAY, TODAY),
               Question("v-2", "Oud", "School B", "done", TODAY, TODAY)),
    blockers=(Blocker("funding", the("Geen geld.")),),
    partners=(Partner("UCLL"), Partner("Stroom")),
    notes=tuple(Note("nota", the(f"Regel {n}"), on_day(date(2023, 9, n))) for n in range(1, 8)),
)  # fmt: skip


def test_every_part_comes_from_the_facts() -> None:
    assert part(FULL, "Waar het staat") == (
        "Opstart, sinds 2 mei 2023", "In pauze tot 30 juni 2024: Ziek", "Wacht op de subsidie, zonder datum: geen geld",
    )  # fmt: skip
    assert part(FULL, "Aan zet") == ("De stad. Antwoorden.",)
    assert len(part(FULL, "De volgende stap")) > 2
    assert [line.rpartition(": ")[2] for line in part(FULL, "Beloofd")] == ["tegen 30 juni 2024"]
    assert part(FULL, "Voorwaarden die lopen") == ("Beslissing 2023-001, tegen 30 juni 2024: Een plan (trekker)",)
    assert part(FULL, "Voorlopig mandaat") == ("m-2023-001: Een lokaal, tot 30 juni 2024, nog € 300",)
    assert part(FULL, "Toezeggingen en data") == (
        "Een bureau: tot 30 juni 2024", "Uren: tot wanneer is niet bekend", "Klaar zijn: tegen 30 juni 2024",
    )  # fmt: skip
    assert [line.partition(":")[0] for line in part(FULL, "Aanvragen")] == ["Aanvraag a-2023-001"]
    assert [line.startswith("Komen jullie langs? ") for line in part(FULL, "Vragen van scholen")] == [True]
    assert part(FULL, "Wat het tegenhoudt") == ("De financiering is nog niet rond.",)
    assert part(FULL, "Wie meedoet") == ("UCLL, Stroom",)
    assert part(FULL, "Laatst in het logboek")[::4] == ("7 september 2023: Regel 7", "3 september 2023: Regel 3")


def test_what_is_empty_is_left_out_and_what_is_not_known_said() -> None:
    terms = [one.term for one in runs(known(), SAY)]

    assert terms == ["Waar het staat", "Aan zet", "De volgende stap"]
    assert lines(known(), SAY)[:2] == (
        "Waar het staat: Opstart; sinds wanneer is niet bekend", "Aan zet: Niet bekend",
    )  # fmt: skip


def test_several_things_are_a_list_in_plain_lines() -> None:
    plain = lines(FULL, SAY)

    assert "Wie meedoet: UCLL, Stroom" in plain
    assert plain[plain.index("Toezeggingen en data:") + 1] == "- Een bureau: tot 30 juni 2024"


def test_nobody_is_an_answer_and_not_known_is_none() -> None:
    assert move(known(turn=Turn(the("-"), nobody=True)), SAY) == "niemand"
    assert move(known(), SAY) == ""
    assert move(FULL, SAY, False) == "De stad"


def test_it_reads_in_english() -> None:
    assert not any("{" in line for line in lines(FULL, Speech("en")))
