"""Whose move it is: a person's word wins, then the open request, then the worst rule that names somebody."""

from datetime import date
from typing import Any

from labflow.definition import Need
from labflow.dossier import Dossier
from labflow.facts import Condition, Decision, Pause, Request, Turn
from labflow.stall import WhoseMove, whose_move
from labflow.words import Words
from tests.labflow.dossiers import STALL_PARAMS, a_dossier, a_workflow, both

LATE = Condition("het plan", "puller", date(2023, 9, 1), "suspensive")
DECIDED = Decision("2023-004", "go-on", "approved-with-conditions", date(2023, 6, 16), conditions=(LATE,))
SENT = Request("a-2023-001", "go-on", "sent", on_day=date(2023, 9, 1))


def watched(*kinds: str, **facts: Any) -> Dossier:
    """A dossier whose workflow looks at these kinds."""
    return a_dossier(workflow=a_workflow(*(Need(kind, STALL_PARAMS.get(kind, {})) for kind in kinds)), **facts)


def test_a_rule_names_who_is_to_move_when_nobody_said() -> None:
    assert whose_move(watched("agreement_overdue", decisions=(DECIDED,))) == WhoseMove(
        Words("de trekker", "the lead"), known=True
    )
    assert whose_move(watched("told_stuck", decisions=(DECIDED,))) == WhoseMove()


def test_what_a_person_said_wins_also_that_it_is_nobody() -> None:
    said = Turn(both("het team"))

    assert whose_move(watched("agreement_overdue", decisions=(DECIDED,), turn=said)) == WhoseMove(said.who, known=True)
    nobody = Turn(both("niemand"), nobody=True)
    assert whose_move(watched("agreement_overdue", decisions=(DECIDED,), turn=nobody)) == WhoseMove(None, known=True)


def test_an_open_request_wins_over_a_rule() -> None:
    found = whose_move(watched("agreement_overdue", decisions=(DECIDED,), requests=(SENT,)))

    assert found == WhoseMove(Words("de binder", "the binder"), known=True)


def test_the_worst_finding_that_names_somebody_counts() -> None:
    by_body = Condition("de rekening", "raad", date(2023, 9, 1), "suspensive")
    decided = Decision("2023-004", "go-on", "approved-with-conditions", date(2023, 6, 16), conditions=(by_body,))
    pauses = (Pause("even", date(2023, 8, 1), date(2023, 9, 1)),)

    found = whose_move(watched("pause_over", "agreement_overdue", decisions=(decided,), pauses=pauses))

    assert found == WhoseMove(Words("raad", "council"), known=True)
