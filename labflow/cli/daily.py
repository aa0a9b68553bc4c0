"""The day's work from a terminal, or from a timer. It acts as nobody: what the calendar decided, no person did."""

from labflow.cli.answering import Answer
from labflow.cli.session import Session


def daily(session: Session) -> Answer:
    """Do the day's work: settle, remind, look ahead, post. Exit code 1 when a step could not be done."""
    from labflow import daily
    from labflow.cli.serving import settings_here

    here = settings_here()
    if session.now is not None:
        session.move_day()
    ran = daily.run(session.store, session.catalogue, server=here.mail, site=here.address)
    value = {
        "ok": ran.ok,
        "steps": [{"step": one.name, "code": one.told.code, "text": session.say(one.told), "ok": one.ok}
                  for one in ran.steps],
    }  # fmt: skip
    lines = tuple(session.say("daily.line" if one.ok else "daily.line_wrong", what=one.told) for one in ran.steps)
    return Answer(value, lines, 0 if ran.ok else 1)
