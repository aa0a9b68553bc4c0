"""Write the lines of a sheet as initiatives, each with its source and one logged act. All of them, or none.

Everything that comes in this way is marked as imported: no decision is on record, and what is empty stays not known.
"""

from labflow import access, rows, typed
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.importing_sheet import Line, Problem, Sheet, column_word
from labflow.queries.reading import belonging, one
from labflow.reasons import Invalid, Reason
from labflow.telling import organisation_named


def bring_in(change: Change, catalogue: Catalogue, sheet: Sheet) -> int:
    """Add every initiative of a sheet; returns how many.

    A lead or a partner that nobody knows yet is added by its name. Raises NotAllowed, or Invalid with every problem.
    """
    access.demand(change.actor, "import", catalogue.network)
    if problems := (*sheet.problems, *already_there(change, sheet)):
        raise Invalid(*(problem.reason for problem in problems))
    for line in sheet.lines:
        _initiative(change, line)
        change.record("import", wf=line.workflow.sha256 or None)
    return len(sheet.lines)


def already_there(change: Change, sheet: Sheet) -> tuple[Problem, ...]:
    """Return a problem for each line whose initiative the database already has."""
    known = {row.slug for row in belonging(change.conn, rows.Initiative, "slug", [line.slug for line in sheet.lines])}
    return tuple(
        Problem(line.number, column_word("title"), Reason("importing.already", {"slug": line.slug}))
        for line in sheet.lines
        if line.slug in known
    )


def _initiative(change: Change, line: Line) -> None:
    made = rows.Initiative(
        id=change.new_id(), slug=line.slug, title=line.title, workflow=line.workflow.key,
        version=line.workflow.version, stage=line.stage.key, rev=1, source=line.source or None,
        last_act="import", last_by=change.actor.person_id, last_on=change.on,
    )  # fmt: skip
    change.add(made)
    change.add(rows.Passage(
        id=change.new_id(), initiative_id=made.id, to_stage=line.stage.key, n=1, imported=True,
        source=line.source or None, **line.since.columns(),
    ))  # fmt: skip
    if line.lead:
        person = _person(change, line.lead)
        change.add(rows.Lead(id=change.new_id(), initiative_id=made.id, person_id=person, source=line.source or None))
    for n, name in enumerate(line.partners, 1):
        change.add(rows.Partner(
            id=change.new_id(), initiative_id=made.id, organisation_id=organisation_named(change, name), n=n,
            source=line.source or None,
        ))  # fmt: skip
    if line.what:
        change.add(rows.Note(
            id=change.new_id(), initiative_id=made.id, kind="hierna", text=line.what, n=1, on_day=change.on,
            person_id=change.actor.person_id, source=line.source or None, **line.next.columns(),
        ))  # fmt: skip


def _person(change: Change, function: str) -> str:
    key = typed.slug(function)
    known = one(change.conn, rows.Person, rows.Person.key == key)
    return str((known or change.add(rows.Person(id=change.new_id(), key=key))).id)
