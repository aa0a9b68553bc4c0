"""A room in which people have addresses and letters wait, for the tests of the outbox; its clock can be turned."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from labflow import letters, posting, rows
from labflow.mailing import MailServer
from labflow.posting import Posted
from labflow.queries.reading import fetch
from labflow.store import Store
from labflow.words import Language
from tests.labflow.council_room import SYSTEM, TODAY, Room, network, room

SITE = "https://labflow.voorbeeld.be"
REACHED = ("lead", "member", "other")


class PostRoom:
    """Somebody leads `i`, and it is an hour after everybody acted in the room."""

    def __init__(self, store: Store, reached: Iterable[str] = REACHED) -> None:
        self.room: Room = room(store)
        self.store = store
        self.at = datetime(TODAY.year, TODAY.month, TODAY.day, 13, tzinfo=UTC)
        with store.change(SYSTEM, now=self.moment) as change:
            change.add(rows.Initiative(
                id="i", slug="open", title="Open huis", workflow="labo", version=1, stage="verkenning",
            ))  # fmt: skip
            change.add(rows.Lead(id="l", initiative_id="i", person_id="person-lead"))
            for key in reached:
                change.add(rows.PersonAddress(id=f"at-{key}", person_id=f"person-{key}", address=address(key)))
            change.record("open")
        self.turns, self.room_actor = 0, SYSTEM

    def moment(self) -> datetime:
        """Now."""
        return self.at

    def later(self, **time: float) -> "PostRoom":
        """Turn the clock on."""
        self.at += timedelta(**time)
        return self

    def told(self, kind: str, about_id: str, *keys: str, at_once: bool = False) -> None:
        """Write a letter to each of these people."""
        with self.store.change(SYSTEM, now=self.moment) as change:
            letters.write(change, kind, about_id, [f"person-{key}" for key in keys], at_once)
            change.record("note")

    def turn(self, *keys: str) -> str:
        """It is somebody's move: they are told at once. Returns the id of the turn."""
        self.turns += 1
        id = f"turn-{self.turns}"
        with self.store.change(SYSTEM, now=self.moment) as change:
            change.add(rows.Turn(id=id, initiative_id="i", who="iemand", on_day=change.on, n=self.turns))
            letters.write(change, "turn", id, [f"person-{key}" for key in keys], at_once=True)
            change.record("turn")
        return id

    def post(self, server: MailServer | None, site: str = SITE, lang: Language = "nl", insist: bool = False) -> Posted:
        """Send what is due."""
        return posting.post(self.store, network(), server, site, self.moment, lang, insist)

    def states(self) -> list[str]:
        """The state of each mail, first to last."""
        with self.store.reading() as conn:
            return [row.state for row in fetch(conn, rows.Mail, order="n")]

    def waiting(self, key: str) -> list[str]:
        """The kinds of the letters that wait for somebody."""
        letter = rows.Letter
        where = (letter.to_id == f"person-{key}", letter.mail_id.is_(None), letter.withdrawn_on.is_(None))  # type: ignore[union-attr]
        with self.store.reading() as conn:
            return [row.kind for row in fetch(conn, letter, *where, order="n")]


def address(key: str) -> str:
    """Where somebody can be reached."""
    return f"{key}@voorbeeld.be"


SENDER = """
import sys
from datetime import datetime
from labflow import posting
from labflow.mailing import MailServer
from labflow.store import Store
from tests.labflow.council_room import network

url, at, port, site = sys.argv[1:]
server = MailServer("127.0.0.1", "labflow@voorbeeld.be", int(port), security="none")
sys.stdin.readline()
posting.post(Store(url), network(), server, site, lambda: datetime.fromisoformat(at))
"""


def sender(body: PostRoom, server: MailServer) -> "subprocess.Popen[str]":
    """A process of its own that sends what is due once it is told to go on."""
    command = [sys.executable, "-c", SENDER, body.store.url, body.at.isoformat(), str(server.port), SITE]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, text=True)


def go(process: "subprocess.Popen[str]") -> None:
    """Tell a sender to go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def turned(process: "subprocess.Popen[str]") -> int:
    """Wait until a sender is over and return its code."""
    process.communicate(timeout=60)
    return process.returncode
