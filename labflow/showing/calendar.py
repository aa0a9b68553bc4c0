"""The page of one's own calendar, for one reader."""

from typing import Any

from labflow import calendar_keys
from labflow.access import Actor, may
from labflow.clock import on_day
from labflow.definition import Network
from labflow.texts.speech import Speech
from labflow.views.calendar import CalendarPage


def page(conn: Any, network: Network, actor: Actor, say: Speech, address: str = "") -> CalendarPage:
    """Return it; `address`: the one that was made just now."""
    since = calendar_keys.since(conn, actor.person_id)
    return CalendarPage(say(on_day(since)) if since else "", address, may(actor, "calendar", network))
