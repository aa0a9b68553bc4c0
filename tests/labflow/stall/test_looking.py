"""The day on which to look is the first on which the list speaks, and no later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from labflow.clock import on_day
from labflow.definition import Need
from labflow.dossier import Dossier
from labflow.facts import Blocker, Deadline, Lead, Note, Passage, Rest
from labflow.stall import any_row_of
from labflow.stall.looking import HORIZON, NEVER, look_at
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both

SILENT, NEAR = Need("silence", {"school_weeks": 8}), Need("deadline_near", {"school_weeks": 4})
OVER, STUCK = Need("over_expected", {}), Need("blocked", {})
TOLD = (Note("realisatie", both("nieuws"), on_day=TODAY),)


def flowing(*needs: Need, **facts: object) -> Dossier:
    return a_dossier(workflow=a_workflow(*needs), **facts)


@pytest.mark.parametrize(
    "dossier",
    [
        flowing(SILENT, notes=TOLD),
        flowing(NEAR, deadlines=(Deadline("deadline", both("af"), on_day(date(2024, 3, 1))),)),
        flowing(OVER, passages=(Passage(None, None, "try", on_day(date(2023, 8, 1))),)),
        flowing(SILENT, NEAR, notes=TOLD, deadlines=(Deadline("term", both("af"), on_day(date(2023, 12, 1))),)),
    ],
)
def test_it_is_the_first_day_on_which_it_speaks(dossier: Dossier) -> None:
    assert any_row_of(dossier) is None

    found = look_at(dossier)

    assert found is not None
    assert TODAY < found < TODAY + timedelta(HORIZON)
    days = (TODAY + timedelta(n) for n in range((found - TODAY).days))
    assert [day for day in days if any_row_of(replace(dossier, today=day))] == []
    assert any_row_of(replace(dossier, today=found))


def test_what_speaks_now_is_looked_at_now() -> None:
    assert look_at(flowing(STUCK, blockers=(Blocker("funding", both("geen geld")),))) == TODAY
    assert look_at(flowing(SILENT, rest=Rest(both("rust"), TODAY + timedelta(30), TODAY))) == TODAY


def test_nothing_to_say_is_looked_at_again_after_the_horizon() -> None:
    assert look_at(flowing()) == TODAY + timedelta(HORIZON)


def test_a_lead_who_leaves_is_read_again_on_that_day() -> None:
    leaves = TODAY + timedelta(20)

    assert look_at(flowing(SILENT, notes=TOLD, lead=Lead("ada", until_day=leaves))) == leaves
    assert look_at(flowing(lead=Lead("ada"))) == TODAY + timedelta(HORIZON)


def test_what_moved_again_is_read_every_day_as_long_as_that_is_shown() -> None:
    told = (Note("realisatie", both("stil"), on_day=date(2023, 3, 1)), *TOLD)

    assert look_at(flowing(SILENT, notes=told)) is None


def test_what_has_no_place_on_the_board_is_never_looked_at() -> None:
    assert look_at(a_dossier(workflow=a_workflow(STUCK, board=False))) == NEVER
