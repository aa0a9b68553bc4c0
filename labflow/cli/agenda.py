"""The agenda of a meeting from a terminal, when and by whom it is held, its minutes, and its sheet on paper."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, Lines
from labflow.cli.session import Session
from labflow.cli.table import found_meeting, on_day, on_item, on_meeting, told_meeting
from labflow.reasons import Invalid, Reason

if TYPE_CHECKING:
    from labflow.paper import Sheet

LONGEST_PATH = 1_000


def cancel(session: Session) -> Answer:
    """Cancel a meeting; its agenda goes on."""
    from labflow import meetings

    return on_meeting(session, lambda change: meetings.cancel(
        change, session.catalogue, on_day(session), session.given.text("why")))  # fmt: skip


def move(session: Session) -> Answer:
    """Move a meeting to another day."""
    from labflow import meetings

    with session.acting() as change:
        moved = meetings.move(change, session.catalogue, on_day(session), session.given.text("to"))
    return told_meeting(session, moved)


def preside(session: Session) -> Answer:
    """Name who chairs or writes one meeting."""
    from labflow import meetings

    given = session.given
    return on_meeting(session, lambda change: meetings.preside(
        change, session.catalogue, on_day(session), given.text("chair"), given.text("secretary")))  # fmt: skip


def build(session: Session) -> Answer:
    """Put everything that is due on the agenda."""
    from labflow import agenda

    return on_meeting(session, lambda change: agenda.build(change, session.catalogue, on_day(session)))


def order(session: Session) -> Answer:
    """Give an item another place."""
    from labflow import agenda

    given = session.given
    return on_meeting(session, lambda change: agenda.order(
        change, session.catalogue, on_day(session), given.text("n"), given.text("to")))  # fmt: skip


def duration(session: Session) -> Answer:
    """Say how long an item may take."""
    from labflow import agenda

    given = session.given
    return on_item(session, lambda change: agenda.duration(
        change, session.catalogue, on_day(session), given.text("n"), given.text("minutes")))  # fmt: skip


def admit(session: Session) -> Answer:
    """The body takes a late item."""
    from labflow import agenda

    return on_item(session, lambda change: agenda.admit(
        change, session.catalogue, on_day(session), session.given.text("n")))  # fmt: skip


def carry(session: Session) -> Answer:
    """What was not reached goes to a later meeting."""
    from labflow import agenda

    return on_meeting(session, lambda change: agenda.carry(change, session.catalogue, on_day(session)))


def minutes(session: Session) -> Answer:
    """The minutes; who voted what only for who may vote or enter it."""
    from labflow.access import may
    from labflow.minutes import text
    from labflow.queries.minutes import beside

    network = session.catalogue.network
    with session.reading() as (conn, reader, _):
        meeting = found_meeting(session, conn)
        with_votes = may(reader, "vote", network)
        lines = text(meeting, network, session.lang, beside(conn, meeting), with_votes=with_votes)
    return Answer({"date": meeting.day.isoformat(), "draft": meeting.closed_on is None, "lines": list(lines)}, lines)


def sheet(session: Session) -> Answer:
    """The sheet of seats by items, as a table that `paper` reads again."""
    from labflow import paper

    with session.looking() as (conn, _):
        found = paper.sheet(found_meeting(session, conn))
    value = {
        "columns": [{"column": one.key, "values": list(one.values)} for one in found.columns],
        "rows": [{"seat": one.seat.key, "cells": dict(one.cells)} for one in found.rows],
    }
    return Answer(value, _as_table(found))


def invitation(session: Session) -> Answer:
    """Write the invitation to a meeting to a new file, to look at or to send oneself."""
    from labflow.cli.serving import settings_here
    from labflow.inviting import invitation, meeting_row

    here, file = settings_here(), Path(typed.text(session.given.text("file"), "file", LONGEST_PATH))
    with session.looking() as (conn, _):
        meeting = meeting_row(conn, found_meeting(session, conn))
    made = invitation(meeting, session.shipped.network, None, here.address, session.lang)
    try:
        with file.open("xb") as stream:
            stream.write(made.data)
    except OSError as error:
        code = "store.file_exists" if isinstance(error, FileExistsError) else "store.file_unwritable"
        raise Invalid(Reason(code, {"file": typed.shown(file.name)})) from error
    said = session.say("cli.done.invitation", file=typed.shown(file.name), day=meeting.day)
    return Answer({"file": str(file), "date": meeting.day.isoformat(), "sequence": meeting.sequence}, (said,))


def paper(session: Session) -> Answer:
    """Enter a sheet that was filled in on paper."""
    from labflow import paper as verbs

    grid = _grid(Path(typed.text(session.given.text("file"), "file", LONGEST_PATH)))
    return on_meeting(session, lambda change: verbs.fill(change, session.catalogue, on_day(session), grid))


def _as_table(sheet: "Sheet") -> Lines:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["seat", *(one.key for one in sheet.columns)])
    for row in sheet.rows:
        writer.writerow([row.seat.key, *(row.cells[one.key] for one in sheet.columns)])
    return tuple(made.getvalue().splitlines())


def _grid(path: Path) -> dict[tuple[str, str], object]:
    """What stands in each cell of a file that `sheet` made. Raises Invalid for a file that cannot be read."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True))
        return {
            (row["seat"], column): value.strip()
            for row in rows for column, value in row.items() if column != "seat"
        }  # fmt: skip
    except (OSError, ValueError, KeyError, AttributeError, csv.Error) as error:
        raise Invalid(Reason("store.file_unreadable", {"file": typed.shown(str(path))})) from error
