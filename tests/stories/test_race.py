"""Many at one gate: fifty callers at each of forty gates, in threads and in two processes; each gate opens once."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from labflow import lifecycle, record, rows
from labflow.change import Change
from labflow.reasons import Overtaken, Refusal
from labflow.store import Store
from tests.labflow.desk import SYSTEM, TODAY, Desk, catalogue, desk

GATES, CALLERS, THREADS, PROCESSES = 40, 50, 10, 2
ROOT = Path(__file__).parents[2]
PEOPLE = ("team", "coordinator")
CODE = "import sys; from tests.stories.test_race import attempts; attempts(*sys.argv[1:])"


def gates(store: Store) -> None:
    """Forty activities that are ready to start, opened in one change."""
    with store.change(SYSTEM) as change:
        for n in range(GATES):
            _add_gate(change, n)
        change.record("open")


def _add_gate(change: Change, n: int) -> None:
    change.add(rows.Initiative(
        id=f"g-{n}", slug=f"gate-{n}", title=f"Gate {n}", workflow="activiteit", version=1, stage="gepland", rev=1,
        last_act="open",
    ))  # fmt: skip
    change.add(rows.Passage(
        id=f"p-{n}", initiative_id=f"g-{n}", to_stage="gepland", n=1, when_start=TODAY, when_end=TODAY,
        when_precision="day",
    ))  # fmt: skip


def caller(at: Desk, n: int, attempt: int) -> tuple[str, float]:
    """One caller at one gate: what it heard, and how long that took in seconds."""
    started = time.perf_counter()
    rev = 1 if attempt % 2 else None
    try:
        at.does(PEOPLE[attempt % 2], lifecycle.advance, f"gate-{n}", "starten", rev=rev)
        told = "moved"
    except Overtaken as refused:
        told = f"overtaken by {refused.reasons[0].values['who']}"
    except Refusal as refused:
        told = str(refused)
    return told, time.perf_counter() - started


def in_threads(url: str, shares: list[list[tuple[int, int]]]) -> list[tuple[str, float]]:
    """All attempts, each share in a thread of its own; a process has one store, as a server has."""
    told: list[tuple[str, float]] = []
    store = Store(url)

    def run(share: list[tuple[int, int]]) -> None:
        told.extend([caller(Desk(store), n, attempt) for n, attempt in share])

    threads = [threading.Thread(target=run, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    return told


def attempts(url: str, which: str) -> None:
    """One process: its half of the attempts, printed as JSON."""
    catalogue()
    print(json.dumps(in_threads(url, shares_of(range(int(which), CALLERS, PROCESSES), THREADS // PROCESSES))))


def shares_of(callers: range, threads: int) -> list[list[tuple[int, int]]]:
    """Every gate for each of these callers, spread over threads so that all are at the same gate at once."""
    return [[(n, attempt) for n in range(GATES) for attempt in callers[part::threads]] for part in range(threads)]


@pytest.mark.slow
def test_forty_gates_and_fifty_callers_each_in_threads_of_one_process(store: Store, migrated_url: str) -> None:
    desk(store)
    gates(store)

    told = in_threads(migrated_url, shares_of(range(CALLERS), THREADS))

    _each_gate_opened_once(store, told)


def test_forty_gates_and_fifty_callers_each_in_two_processes_of_five_threads(store: Store, migrated_url: str) -> None:
    desk(store)
    gates(store)

    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CODE, migrated_url, str(which)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for which in range(PROCESSES)
    ]  # fmt: skip
    told = [(str(said), float(took)) for process in processes for said, took in json.loads(process.communicate()[0])]

    assert [process.returncode for process in processes] == [0] * PROCESSES
    _each_gate_opened_once(store, told)


def _each_gate_opened_once(store: Store, told: list[tuple[str, float]]) -> None:
    said, took = Counter(answer for answer, _ in told), sorted(seconds for _, seconds in told)
    print(f"p99 {took[len(took) * 99 // 100] * 1000:.0f} ms of {len(took)} attempts, {said}")

    assert sum(said.values()) == GATES * CALLERS
    assert said.pop("moved") == GATES
    assert set(said) <= {f"overtaken by {who}" for who in PEOPLE}
    with store.reading() as conn:
        moves = conn.exec_driver_sql("select initiative_id from passage where transition = 'starten'").scalars().all()
        assert record.verify(conn).problems == ()
    assert sorted(moves) == sorted(f"g-{n}" for n in range(GATES))
