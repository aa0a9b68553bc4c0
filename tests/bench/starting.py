"""How long a command takes from nothing to its last line, beside a Python that does nothing."""

import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Figure, in_turn, times

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from labflow.cli import main; sys.exit(main())"
COMMANDS = (("help",), ("workflows", "check"))


def figures(turns: int) -> list[Figure]:
    """Start each command as a process of its own. A command that is not there yet is said to be left out."""
    working = [words for words in COMMANDS if _start(RUN, *words) == 0]
    contestants = {"python": lambda: _start("pass")}
    contestants |= {" ".join(words): lambda words=words: _start(RUN, *words) for words in working}
    taken = in_turn(contestants, turns)
    bare = taken.pop("python")
    return [
        Figure("python that does nothing", bare),
        *(
            Figure(f"labflow {name}", seconds, f"{times(seconds, bare)} a bare Python")
            for name, seconds in taken.items()
        ),
        *(Figure(f"labflow {' '.join(words)}", 0, "LEFT OUT: it fails") for words in COMMANDS if words not in working),
    ]


def _start(code: str, *words: str) -> int:
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, check=False)
    return done.returncode
