"""labflow from a terminal: `main` is what the `labflow` command runs. Everything is imported only when it is needed."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done; 1 refused by a rule; 2 not a command; 3 the database cannot be used.
    """
    from labflow.cli.running import run

    return run(arguments)
