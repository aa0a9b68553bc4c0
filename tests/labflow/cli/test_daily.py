"""The day's work from a terminal and from two machines at once: nobody acts, and nothing is written twice."""

import os
import subprocess
import sys

from labflow import rows
from labflow.store import Store
from tests.conftest import CODE, ROOT
from tests.labflow.cli.terminal import Terminal
from tests.labflow.written_round import a_round


def test_it_prints_a_line_a_step(bare: Terminal) -> None:
    assert bare("daily").out.splitlines()[0] == "gedaan  Opgeschreven wat de kalender besliste: 0 feiten."
    found = bare.json("daily")

    assert found["ok"] is True
    assert [one["step"] for one in found["steps"]][-1] == "heartbeat"
    assert "done    The clock runs." in bare("daily", "--lang", "en").out


def test_a_demo_can_be_brought_to_its_day(demo: Terminal) -> None:
    assert demo.json("daily", "--now", "2023-10-02", "--as", "coordinator")["ok"] is True
    assert demo("daily", "--now", "2023-10-03", code=1).err


def test_doctor_wants_that_it_ran_before_people_come_in(bare: Terminal) -> None:
    def wrong() -> list[str]:
        told = bare.json("doctor", "--deploy", code=1)
        return [one["code"] for one in told["checks"] if not one["ok"]]

    assert "deploy.daily_wrong" in wrong()
    bare("daily")
    assert "deploy.daily_wrong" not in wrong()


def test_two_machines_at_once_write_it_once(store: Store) -> None:
    owed = a_round(store).answers("9-0-0-0")
    named = {name: value for name, value in os.environ.items() if not name.startswith("LABFLOW_")}
    both = [
        subprocess.Popen([sys.executable, "-c", CODE, "daily"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                         env={**named, "PYTHONPATH": str(ROOT), "LABFLOW_DATABASE": store.url})
        for _ in range(2)
    ]  # fmt: skip
    for one in both:
        one.communicate(timeout=120)

    assert [one.returncode for one in both] == [0, 0]
    assert len(owed.rows_of(rows.Decision)) == 1
    assert owed.letters("procedure_adopted") == ["lead", "coordinator"]
    assert owed.room.verified().ok
