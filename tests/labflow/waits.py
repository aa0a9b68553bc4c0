"""What waits for somebody, for the tests of it: the lines, their codes, and a meeting to wait for."""

from labflow import meetings
from labflow.queries.people import actor
from labflow.store import Store
from labflow.texts import say
from labflow.waiting import Waiting, on_you
from labflow.words import LANGUAGES
from tests.labflow.council_room import DAY, Room, network, room


def waits(body: Room, who: str) -> list[Waiting]:
    """What waits for the person with this key today; every line is a sentence in both languages."""
    with body.store.reading() as conn:
        person = actor(conn, network().network, who, body.today)
        assert person is not None
        found = on_you(conn, network(), person, body.today)
    for lang in LANGUAGES:
        assert all("{" not in say(one.reason, lang) for one in found)
    return list(found)


def codes(body: Room, who: str) -> list[str]:
    return [one.reason.code.removeprefix("waiting.") for one in waits(body, who)]


def agenda(store: Store, *titles: str) -> Room:
    """A meeting with plain items, some days before it."""
    body = room(store).convened()
    for title in titles or ("Punt",):
        body.does("coordinator", meetings.place_title, DAY, title)
    return body
