"""What somebody at the desk is told of and what waits for them, for the tests of moves and of handing over."""

from datetime import date

from labflow import letters
from labflow.queries.people import actor
from labflow.turns import on_you
from tests.labflow.desk import TODAY, Desk, catalogue


def told(at: Desk, who: str) -> list[str]:
    """The subjects of the letters to the person with this key."""
    with at.store.reading() as conn:
        return [one.subject for one in letters.of(conn, catalogue(), f"person-{who}", "nl")]


def moves(at: Desk, who: str, today: date = TODAY) -> list[str]:
    """The moves that wait for this person: title, and what is asked."""
    with at.store.reading() as conn:
        person = actor(conn, catalogue().network, who, today)
        assert person is not None
        return [f"{one.dossier.title}: {one.what}" for one in on_you(conn, catalogue(), person, today)]
