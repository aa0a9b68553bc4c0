"""The council as a machine that does anything: no order of acts breaks a law, and each law can be broken."""

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from labflow.store import Store
from tests.labflow.council_room import room
from tests.stories import council_laws
from tests.stories.council_model import SEATS
from tests.stories.council_model_between import Council
from tests.stories.council_model_meeting import prepared

QUICK = settings(
    max_examples=25, stateful_step_count=35, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LONG = settings(QUICK, max_examples=600, stateful_step_count=60, derandomize=False)


def rules_of(machine: type[Council]) -> list[str]:
    """The names of its rules."""
    return [name for name in dir(machine) if hasattr(getattr(machine, name), "hypothesis_stateful_rule")]


@pytest.fixture
def machine(migrated_sqlite: Path, tmp_path: Path) -> type[Council]:
    """The machine, with a room that is ready for its first meeting."""
    shutil.copyfile(migrated_sqlite, tmp_path / "made.db")
    with closing(Store(f"sqlite:///{tmp_path / 'made.db'}")) as store:
        prepared(room(store, SEATS))
    with closing(sqlite3.connect(tmp_path / "made.db")) as made:
        made.execute("vacuum into ?", [str(tmp_path / "template.db")])

    class Here(Council):
        template, done, refusals = tmp_path / "template.db", Counter(), Counter()

    return Here


def test_no_order_of_acts_breaks_a_law(machine: type[Council]) -> None:
    run_state_machine_as_test(machine, settings=QUICK)

    print(machine.done, machine.refusals)
    assert len(rules_of(machine)) >= 25


@pytest.mark.slow
def test_many_more_orders_of_acts_break_no_law(machine: type[Council]) -> None:
    run_state_machine_as_test(machine, settings=LONG)

    print(machine.done, machine.refusals)


def test_there_are_at_least_fifteen_laws() -> None:
    assert len({*council_laws.BEFORE, *council_laws.AFTER}) >= 14
