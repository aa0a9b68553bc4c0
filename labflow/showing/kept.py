"""What somebody typed when their session was over: all of it is sent again, their own words are shown first."""

import re
from collections.abc import Mapping

from labflow.views.signing import Kept

OUR_OWN = ("sleutel", "rev")
CHOSEN = re.compile(r"[a-z0-9_.-]*")
"""What a choice or a day sends: sent again, but no words of the person's own."""


def kept(action: str, chosen: Mapping[str, tuple[str, ...]]) -> Kept:
    """Return what was sent to an address, without the key that made it once only."""
    pairs = tuple((name, value) for name, values in chosen.items() for value in values if name != "sleutel")
    filled = tuple(value for name, value in pairs if value.strip() and name not in OUR_OWN)
    return Kept(action, pairs, tuple(value for value in filled if not CHOSEN.fullmatch(value)) or filled)
