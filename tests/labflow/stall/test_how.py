"""How labflow works it out: the arithmetic of one initiative, in sentences that a person can check."""

from datetime import date
from typing import Any

from labflow.clock import on_day
from labflow.definition import Need
from labflow.facts import Deadline, Pause
from labflow.stall import how, missing_years, moved
from labflow.texts import say
from tests.labflow.dossiers import HOLIDAYS, TODAY, a_dossier, a_network, a_workflow, both
from tests.labflow.stall.cases import entered, noted

WATCHED = a_workflow(Need("silence", {"school_weeks": 6}))
UNTIL_2023 = a_network(holidays=tuple(h for h in HOLIDAYS if h[1] <= "2023-07-01"))


def told(lang: Any = "nl", **facts: Any) -> list[str]:
    return [say(reason, lang) for reason in how(a_dossier(**{"workflow": WATCHED, **facts}))]


def test_the_arithmetic_of_one_initiative() -> None:
    pause = Pause("examens", date(2023, 6, 1), date(2023, 6, 15), resumed_on=date(2023, 6, 15))

    assert told(notes=noted(date(2023, 5, 16)), passages=entered(on_day(date(2023, 3, 1))), pauses=(pause,)) == [
        "Laatste teken van leven: een realisatie in het logboek, op 16 mei 2023.",
        "Sindsdien: 6 schoolweken. De grens is 6.",
        "Schoolvakanties en pauzes tellen niet mee. Een opmerking, een label of een beurt is geen teken van leven.",
        "In proberen sinds 1 maart 2023. De richttijd is 6 maanden.",
        "Richtdatum: 15 september 2023 (2 weken later door de pauze van 1 juni 2023 tot en met 14 juni 2023)",
        "Proberen mag hoogstens 12 maanden duren: tot 15 maart 2024.",
    ]


def test_what_is_not_known_is_said_to_count_for_nothing() -> None:
    assert told("en") == [
        "No sign of life has a known day. Then silence does not count.",
        "Not known since when it is in trying. Then the expected time does not count.",
    ]
    assert moved(a_dossier()) is None


def test_without_a_limit_or_an_expected_time_it_says_so() -> None:
    lines = told("en", workflow=a_workflow(), stage_key="keep", passages=entered(on_day(TODAY)))

    assert lines[1] == "Since then: 0 school weeks. No limit was agreed."
    assert told(stage_key="done", notes=noted(TODAY))[-1].startswith("Schoolvakanties")


def test_a_missing_school_year_is_a_warning_that_people_see() -> None:
    facts: dict[str, Any] = {"notes": noted(date(2023, 5, 16)), "network": UNTIL_2023}

    assert missing_years((a_dossier(**facts),), TODAY) == ("2023-2024",)
    assert "2023-2024" in told(**facts)[-1]
    assert "7 à 8 schoolweken" not in told(**facts)[1]
    assert "6 à 8 schoolweken" in told(**facts)[1]


def test_the_years_that_count_run_from_the_last_sign_to_the_deadline() -> None:
    later = Deadline("deadline", both("klaar"), on_day(date(2025, 12, 31)))
    facts: dict[str, Any] = {"notes": noted(date(2021, 5, 3)), "deadlines": (later,)}

    assert missing_years((a_dossier(**facts),), TODAY) == ("2020-2021", "2021-2022", "2024-2025", "2025-2026")
    assert missing_years((a_dossier(stage_key="done", **facts),), TODAY) == ()
    assert missing_years((a_dossier(network=a_network(holidays=()), **facts),), TODAY) == ()
    assert missing_years((), TODAY) == ()
