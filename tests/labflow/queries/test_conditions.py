"""Conditions as a list, by their decision, and those whose day has passed, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from labflow import rows
from labflow.facts import Condition
from labflow.queries.conditions import decision_row, open_ones, overdue_conditions, state_on, terms_of
from labflow.store import Store
from tests.labflow.condition_room import DUE, approved, met, term
from tests.labflow.council_room import DAY

LAST, LATE = date(2023, 12, 1), date(2023, 12, 2)
HOLIDAYS = (("herfst", "2023-11-27", "2023-12-03"),)
TERM = Condition("Akkoord", "lead", LAST, "suspensive")


@pytest.mark.parametrize(
    ("changed", "today", "state"),
    [
        ({}, LAST, "open"),
        ({}, LATE, "lapsed"),
        ({"state": "warned"}, LATE, "lapsed"),
        ({"met_on": LAST}, LATE, "met"),
        ({"met_on": LATE}, LATE, "late"),
        ({"state": "fallen_back"}, LATE, "fallen_back"),
    ],
)
def test_how_a_condition_stands(changed: dict[str, object], today: date, state: str) -> None:
    assert state_on(replace(TERM, **changed), today) == state  # type: ignore[arg-type]


def test_a_due_day_in_a_holiday_lasts_until_the_first_day_after_it() -> None:
    days = (date(2023, 12, 4), date(2023, 12, 5))

    assert [state_on(TERM, day, HOLIDAYS) for day in days] == ["open", "lapsed"]
    assert [state_on(replace(TERM, met_on=day), day, HOLIDAYS) for day in days] == ["met", "late"]


def test_the_list_is_by_due_day_and_says_whose_owner_is_gone(store: Store) -> None:
    body = approved(store, term("Later", "2023-12-31"), term("Eerst", owner="other"), term("Rol", owner="coordinator"))
    with body.acts("coordinator") as change:
        change.put(rows.Person, "person-other", ended_on=change.on)
        change.record("people")
    met(body, 1)

    with store.reading() as conn:
        found = open_ones(conn, DAY)
    assert {(x.decision, x.slug) for x in found} == {("2023-001", "proef")}
    assert [x.condition.due_day for x in found] == sorted(x.condition.due_day for x in found)
    assert {x.condition.text: x.owner_gone for x in found} == {"Eerst": True, "Rol": False, "Later": False}
    assert sorted(x.k for x in found) == [1, 2, 3]
    assert sorted(x.state for x in found) == ["met", "open", "open"]


def test_overdue_is_told_once_and_never_what_was_met_or_replaced(store: Store) -> None:
    body = approved(store, term("Eén", DUE), term("Twee", DUE))
    met(body, 1)
    with store.reading() as conn:
        decision = decision_row(conn, "2023-001")
        assert decision is not None
        first, second = terms_of(conn, decision.id)
        assert overdue_conditions(conn, LAST) == ()
        assert overdue_conditions(conn, LATE) == (second.id,)
        assert (first.met_on, decision_row(conn, "\0")) == (DAY, None)
    with body.acts("coordinator") as change:
        told = {name: getattr(decision, name) for name in ("outcome", "by", "verdict", "reglement")}
        change.add(rows.Decision(id="new", number="2023-002", replaces_id=decision.id, on_day=change.on, **told))
        change.record("decide")
    with store.reading() as conn:
        assert (overdue_conditions(conn, LATE), open_ones(conn, LATE)) == ((), ())
