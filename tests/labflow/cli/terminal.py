"""A terminal for the tests: the real command in this process, on a database and in a folder of its own."""

import contextlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from labflow.cli import main


@dataclass(frozen=True, slots=True)
class Told:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as a value."""
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of a refusal."""
        return [reason["code"] for reason in self.json["reasons"]]


@dataclass(frozen=True, slots=True)
class Terminal:
    """`terminal("stalled", "--json")` runs a command; `code` (0) is asserted, None accepts any."""

    folder: Path
    database: str

    def __call__(self, *words: str, code: int | None = 0, stdin: bytes = b"", **environment: str) -> Told:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with self._at(environment, stdin), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            found = main(words)
        told = Told(found, _read(out), _read(err))
        assert code is None or told.code == code, told
        return told

    def json(self, *words: str, code: int = 0, **environment: str) -> Any:
        """Run a command with --json and return the value."""
        return self(*words, "--json", code=code, stdin=b"", **environment).json

    @contextlib.contextmanager
    def _at(self, environment: dict[str, str], stdin: bytes) -> Iterator[None]:
        named = [name for name in os.environ if name.startswith("LABFLOW_")]
        with pytest.MonkeyPatch.context() as here:
            for name in named:
                here.delenv(name)
            for name, value in {"LABFLOW_DATABASE": self.database, **environment}.items():
                here.setenv(name, value)
            here.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            here.chdir(self.folder)
            yield


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
