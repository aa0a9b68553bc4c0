"""kill -9 at any moment: what was acknowledged is there, what was not is whole or absent, and the record is right."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from labflow import record
from labflow.change import table_of
from labflow.rows import Initiative, Note
from labflow.store import Store

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys, threading
from labflow.store import Store
from tests.labflow.writing import opened

store, run = Store(sys.argv[1]), sys.argv[2]

def write(thread):
    n = 0
    while True:
        n += 1
        id = opened(store, f"{run}-{thread}-{n}")
        sys.stdout.write(id + "\\n")
        sys.stdout.flush()

for thread in range(3):
    threading.Thread(target=write, args=(thread,)).start()
"""


def test_five_kills_lose_nothing_acknowledged(store: Store) -> None:
    _survives(store, kills=5)


@pytest.mark.slow
def test_fifty_kills_lose_nothing_acknowledged(store: Store) -> None:
    _survives(store, kills=50)


def _survives(store: Store, kills: int) -> None:
    acknowledged: set[str] = set()
    for run in range(kills):
        acknowledged |= _killed(store.url, run, random.Random(run).uniform)
        with store.reading() as conn:
            kept = set(conn.execute(select(table_of(Initiative).c.id)).scalars())
            noted = set(conn.execute(select(table_of(Note).c.initiative_id)).scalars())
            found = record.verify(conn)
        assert acknowledged <= kept
        assert (noted, found.problems, found.entries) == (kept, (), len(kept))


def _killed(url: str, run: int, random_between: Callable[[float, float], float]) -> set[str]:
    """Let a process write until it is killed; return what it said it had written."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(run)], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    assert first, "the writer wrote nothing"
    time.sleep(random_between(0.0, 0.15))
    writer.kill()
    rest, _ = writer.communicate()
    return {line.strip() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}
