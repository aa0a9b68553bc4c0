"""Ask how an initiative stands: a letter to who leads. Whatever counts as a sign of life answers it.

Only the silent are asked (own proposal): not on a day with news, and not again within `PATIENCE` days without an
answer. What was asked is taken back as long as no mail carries it.
"""

from collections.abc import Iterator

from labflow import letters, rows, typed
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.reading import fetch, one
from labflow.reasons import Blocked, NotFound, Reason
from labflow.stall.again import newest_news

UPDATE = "update"
PATIENCE = 7
"""So many days an answer may take before one asks again."""


def ask(change: Change, catalogue: Catalogue, slug: str) -> None:
    """Ask whoever leads how it stands. Raises NotFound for what is confidential, and Blocked with every reason."""
    dossier = begin(change, catalogue, slug, "ask-update")
    if dossier.workflow.confidential:
        raise NotFound(Reason("query.no_initiative", {"slug": typed.shown(slug)}))
    if reasons := tuple(cannot_ask(dossier)):
        raise Blocked(*reasons)
    letters.write(change, UPDATE, dossier.id, sorted(_leading(change, dossier)))
    finish(change, dossier, "ask-update")


def cannot_ask(dossier: Dossier) -> Iterator[Reason]:
    """Yield why one cannot ask today; nothing when one can."""
    lead, asked = dossier.lead, dossier.update_asked
    if lead is None or lead.person_id is None:
        yield Reason("asking_update.nobody", {"title": dossier.title}, who="coordinator")
    if asked is not None and dossier.today < days_after(asked, PATIENCE):
        yield Reason("asking_update.asked", {"day": asked, "again": days_after(asked, PATIENCE)})
    news = newest_news(dossier)
    if news and news.day == dossier.today:
        yield Reason("asking_update.fresh", {"title": dossier.title})


def take_back(change: Change, dossier: Dossier, letter_id: str) -> None:
    """Take an asked update back; letters of another kind stay as they are. Raises Blocked once a mail carries it."""
    letter = one(change.conn, rows.Letter, rows.Letter.id == letter_id)
    if letter is None or letter.kind != UPDATE:
        return
    if letter.mail_id is not None:
        raise Blocked(Reason("asking_update.has_left", {"title": dossier.title}))
    change.put(rows.Letter, letter_id, withdrawn_on=change.on)


def _leading(change: Change, dossier: Dossier) -> set[str]:
    """Every person who leads today."""
    found = fetch(change.conn, rows.Lead, rows.Lead.initiative_id == dossier.id)
    return {row.person_id for row in found if row.person_id and (row.until_day is None or row.until_day > change.on)}
