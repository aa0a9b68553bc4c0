"""What becomes of a letter that was just written, where no mail leaves. It never judges what has to be told."""

from typing import Any

from labflow.queries.entries import wrote_last
from labflow.texts.speech import Speech


def unsent(conn: Any, person_id: str | None, say: Speech, is_demo: bool, has_mail: bool) -> str:
    """Return the sentence after an act that wrote a letter, "" when it told nobody or when mail leaves here.

    `person_id`: who acted; `is_demo`: then there is no address to send anything to.
    """
    if (has_mail and not is_demo) or person_id is None or not wrote_last(conn, person_id, "letter"):
        return ""
    return say("mail.stays_demo" if is_demo else "mail.stays")
