"""Pages of documentation as a reader follows them: every ```console block is run, in a folder of its own per page.

A block holds commands after `$ `; a line that ends in a backslash goes on; what follows is what the command prints.
`…` in an expected line stands for anything, a line `...` for any lines. A fence such as ```csv seats.csv is a file that
the reader has made. `python -m tests.pages PAGE` writes what the commands print now into the page.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from labflow.cli import main

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHELL = re.compile(r"[|<>;&`$()*]")


@dataclass(frozen=True)
class Step:
    """One command of a page, what the page says that it prints, and where its output stands in the text."""

    command: str
    expected: str
    start: int
    end: int


def steps(text: str) -> Iterator[Step | tuple[str, str]]:
    """Yield, in order, the commands of a page and the files (name, content) that the reader makes."""
    for fence in FENCE.finditer(text):
        if fence[1] == "console":
            yield from _commands(fence[3], fence.start(3))
        elif fence[2]:
            yield fence[2], fence[3]


def _commands(block: str, at: int) -> Iterator[Step]:
    pattern = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
    for found in pattern.finditer(block):
        yield Step(found[1].replace("\\\n", ""), found[2], at + found.start(2), at + found.end(2))


def follow(text: str, folder: Path) -> Iterator[tuple[Step, str]]:
    """Do what a page says, in a folder that holds a copy of `workflows`; yield each step and what it printed."""
    shutil.copytree(ROOT / "workflows", folder / "workflows")
    with _at(folder):
        for step in steps(text):
            if isinstance(step, Step):
                yield step, _printed(step.command)
            else:
                (folder / step[0]).write_text(step[1], encoding="utf-8")


def fits(expected: str, printed: str) -> bool:
    """Whether a command printed what the page says."""
    lines = (".*" if line == "..." else re.escape(line).replace("…", "[^\n]*") for line in expected.split("\n"))
    return re.fullmatch("\n".join(lines), printed, re.DOTALL) is not None


def _printed(command: str) -> str:
    words = shlex.split(command, comments=True)
    if words[:1] == ["export"]:
        os.environ.update(dict(word.split("=", 1) for word in words[1:]))
        return ""
    if words[:1] == ["labflow"] and not SHELL.search(re.sub(r'"[^"]*"', "", command)):
        return _run(words[1:])
    return _shell(command)


def _run(words: list[str]) -> str:
    """Run the command in this process: the same code, without starting Python again."""
    with contextlib.redirect_stdout(io.StringIO()) as told, contextlib.redirect_stderr(told):
        main(words)
    return told.getvalue()


def _shell(command: str) -> str:
    labflow = (
        f'labflow() {{ "{sys.executable}" -c "import sys; from labflow.cli import main; sys.exit(main())" "$@"; }}'
    )
    done = subprocess.run(
        ["sh", "-c", f"{labflow}\n{command}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@contextlib.contextmanager
def _at(folder: Path) -> Iterator[None]:
    before, names = Path.cwd(), dict(os.environ)
    for name in [name for name in names if name.startswith("LABFLOW_")]:
        del os.environ[name]
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(names)


def filled(page: Path) -> str:
    """Return the page with what its commands print now; an expectation that still fits stays as it is."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        done = list(follow(text, Path(folder)))
    for step, printed in reversed(done):
        if not fits(step.expected, printed):
            text = text[: step.start] + printed + text[step.end :]
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(filled(Path(name)), encoding="utf-8")
