"""Making somebody move: asking who leads how it stands."""

from labflow.cli.answering import Answer
from labflow.cli.initiatives import acted
from labflow.cli.session import Session


def ask_update(session: Session) -> Answer:
    """Ask who leads how it stands."""
    from labflow import asking_update

    given = session.given
    return acted(session, "ask-update", lambda change: asking_update.ask(
        change, session.catalogue, given.text("slug")))  # fmt: skip
