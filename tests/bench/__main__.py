"""`python -m tests.bench [--quick] [--only PART]`: every figure of docs/performance.md, in one run."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from labflow.catalogue import load_catalogue
from labflow.database import best_sqlite, journal_mode
from labflow.migrations import upgrade
from labflow.store import Store
from tests.bench import advancing, listing, pages, recording, scale, starting
from tests.bench.figures import FULL, QUICK, Figure, Sizes
from tests.bench.world import fill, found

MakeUrl = Callable[[str], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0 when all were taken, also when PostgreSQL had to be left out."""
    wanted = argparse.ArgumentParser(prog="bin/bench", description="Figures as ratios, contestants in turn, medians.")
    wanted.add_argument("--quick", action="store_true", help="small sizes, to see that it runs; no figures to quote")
    wanted.add_argument("--only", choices=PARTS, help="take one part instead of all")
    given = wanted.parse_args(arguments)
    for name, part in PARTS.items():
        if given.only == name or (given.only is None and name not in LONG):
            part(QUICK if given.quick else FULL)
    return 0


def _sqlite(sizes: Sizes) -> None:
    driver = best_sqlite()
    name = f"SQLite {driver.sqlite_version}, journal {journal_mode(driver)}, synchronous full"
    with tempfile.TemporaryDirectory(prefix="labflow-bench-") as folder:
        _show(name, _database(lambda file: _empty(Path(folder, f"{file}.db")), sizes))


def _empty(file: Path) -> str:
    file.touch(mode=0o600)
    return f"sqlite:///{file}"


def _postgresql(sizes: Sizes) -> None:
    """The same on PostgreSQL."""
    _on_postgresql("", lambda fresh: _database(fresh, sizes))


def _on_postgresql(what: str, figures: Callable[[MakeUrl], Iterator[Figure]]) -> None:
    """Show figures of a PostgreSQL with a disk that is waited for, or that there is none here."""
    try:
        import psycopg

        from tests.postgresql import serving

        with serving() as server:
            with psycopg.connect(server.url("postgres"), autocommit=True) as session:
                for setting in ("fsync", "full_page_writes"):
                    session.execute(f"ALTER SYSTEM SET {setting} = on")
                session.execute("SELECT pg_reload_conf()")
                version = session.info.server_version // 10000
            name = f"PostgreSQL {version}, fsync and synchronous_commit on"
            _show(f"{what}{name}", figures(lambda _: server.url(server.fresh())))
    except (ImportError, OSError, AssertionError, RuntimeError) as error:
        print(f"\n!! PostgreSQL LEFT OUT: {type(error).__name__}: {error}", flush=True)


def _scale(sizes: Sizes) -> None:
    """A thousand and a million, on both databases, in a folder that is thrown away."""
    catalogue, rounds = load_catalogue(), 5 * sizes.listings

    def figures(make_url: MakeUrl) -> Iterator[Figure]:
        return scale.figures(make_url, catalogue, *sizes.scale, rounds)

    with tempfile.TemporaryDirectory(prefix="labflow-bench-") as folder:
        _show("scale, SQLite", figures(lambda file: _empty(Path(folder, f"{file}.db"))))
    _on_postgresql("scale, ", figures)


def _start(sizes: Sizes) -> None:
    _show(f"start-up, Python {platform.python_version()}", starting.figures(sizes.starts))


def _pages(sizes: Sizes) -> None:
    _show("pages of 50 rows, SQLite", pages.figures(sizes.rounds // 5, 50))


PARTS: dict[str, Callable[[Sizes], None]] = {
    "sqlite": _sqlite, "postgresql": _postgresql, "start": _start, "pages": _pages, "scale": _scale,
}  # fmt: skip
LONG = ("scale",)
"""A million initiatives take minutes and a gigabyte: only when asked for."""


def _database(make_url: MakeUrl, sizes: Sizes) -> Iterator[Figure]:
    """Take every figure that needs a database: first with few initiatives, then with many."""
    catalogue = load_catalogue()
    url = make_url("labflow")
    upgrade(url)
    with closing(Store(url)) as store:
        found(store, catalogue)
        fill(store, catalogue, 0, sizes.few)
        yield from advancing.figures(store, catalogue, make_url("peers"), sizes)
        yield from listing.weighing(store, catalogue, sizes)
        small, short = listing.lists(store, catalogue, sizes), recording.verifying(store)
        fill(store, catalogue, sizes.few, sizes.many)
        yield from listing.growth(small, listing.lists(store, catalogue, sizes), sizes)
        yield from recording.growth(short, recording.verifying(store))


def _show(name: str, figures: Iterator[Figure] | Sequence[Figure]) -> None:
    print(f"\n== {name}", flush=True)
    for figure in figures:
        print(figure, flush=True)


if __name__ == "__main__":
    sys.exit(main())
