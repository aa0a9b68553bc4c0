"""Taking a mail for one person: what waits goes into one mail that one worker holds for a while, and is committed.

Only after that anything is sent. A mail that was held and of which nobody told the end is taken over: the same letters
under the same Message-ID. What nobody has to be told any more is taken back here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from labflow import rows
from labflow.change import Change
from labflow.change_passing import forget, keep, mark
from labflow.definition import Catalogue
from labflow.inviting import carrying
from labflow.letters import said
from labflow.mail_writing import mail_of
from labflow.mailing_form import Message
from labflow.posting_due import still_due
from labflow.queries import mail as known
from labflow.queries.letters import Told, told_of
from labflow.queries.people import actor as actor_of
from labflow.queries.reading import next_n
from labflow.reasons import Reason
from labflow.signing import stamp
from labflow.words import Language

LEASE = timedelta(minutes=10)
"""How long one worker holds a mail: far longer than a conversation with a mail server may take (own proposal)."""
MORNING = time(7)
"""From when the mail of the day leaves, in the network's zone (own proposal)."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this worker holds. `tries`: how often it was tried, this time included; `until`: its hold."""

    mail_id: str
    address: str
    message: Message
    tries: int
    until: str


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail is written: for which network, in which language, with which address of labflow in it.

    `sender`: the address that it comes from, for the invitations that it carries.
    """

    catalogue: Catalogue
    site: str
    lang: Language
    sender: str = ""


def is_daytime(moment: datetime, zone: str) -> bool:
    """Return whether the mail of the day may leave by now."""
    return moment.astimezone(ZoneInfo(zone)).time() >= MORNING


def claim(change: Change, post: Post, person_id: str) -> Claimed | None:
    """Take the mail to one person, or return None when there is nothing to send now. The caller sends after this.

    It is due again: what was seen outside of this change may be somebody else's by now.
    """
    change.nothing_to_do()
    to = known.recipients(change.conn, {person_id}, change.today)[person_id]
    leaving = known.leaving_to(change.conn, person_id)
    if leaving is not None and not known.is_free(leaving[1], stamp(change.at)):
        return None
    waiting = known.letters_in(change.conn, leaving[0].id) if leaving else known.waiting_for(change.conn, person_id)
    told = told_of(change.conn, post.catalogue, waiting)
    due = still_due(change.conn, post.catalogue, told, change.today) if to.is_there else ()
    if not to.address and to.is_there:
        return None
    _take_back(change, [one for one in told if one not in due])
    if leaving is None:
        return _new(change, post, to, due) if _may_leave(change, post, due, person_id) else None
    if not due:
        finish(change, leaving[0].id, "withdrawn")
        return None
    return _held(change, post, to, leaving[0].id, due, leaving[1])


def finish(change: Change, mail_id: str, state: str) -> None:
    """Say what became of a mail, unless somebody said so before."""
    change.nothing_to_do()
    if change.compare_and_swap(rows.Mail, mail_id, {"state": "leaving"}, state=state):
        change.record("mail")
    forget(change, rows.MailTry, mail_id=mail_id)


def preview(conn: Any, post: Post, person_id: str, today: date) -> Message | None:
    """Return what somebody would get if a mail left now, whatever the hour; None when nothing waits."""
    told = told_of(conn, post.catalogue, known.waiting_for(conn, person_id))
    due = still_due(conn, post.catalogue, told, today)
    to = known.recipients(conn, {person_id}, today)[person_id]
    return _written(conn, post, to, due, today) if due else None


def _may_leave(change: Change, post: Post, due: Sequence[Told], person_id: str) -> bool:
    """Something is at once, or it is time for the mail of the day; and the address did not fail lately."""
    had, failing = known.lately(change.conn, change.today, rows.Mail.to_id == person_id)
    is_time = is_daytime(change.at, post.catalogue.network.zone) and not had
    return bool(due) and not failing and (is_time or any(one.letter.at_once for one in due))


def _new(change: Change, post: Post, to: known.Recipient, due: Sequence[Told]) -> Claimed:
    at_once = any(one.letter.at_once for one in due)
    mail = change.add(rows.Mail(
        id=change.new_id(), to_id=to.id, state="leaving", at_once=at_once, on_day=change.on,
        n=next_n(change.conn, rows.Mail),
    ))  # fmt: skip
    if all(one.is_hidden for one in due):
        change.record("mail")
    _put(change, due, mail_id=mail.id)
    return _held(change, post, to, mail.id, due, None)


def _held(change: Change, post: Post, to: known.Recipient, mail_id: str, due: Sequence[Told], tried: object) -> Claimed:
    until, tries = stamp(change.at + LEASE), getattr(tried, "tries", 0) + 1
    if tried is None:
        keep(change, rows.MailTry(mail_id=mail_id, tries=tries, held_until=until))
    else:
        mark(change, rows.MailTry, {"mail_id": mail_id}, tries=tries, held_until=until, again_at=None)
    return Claimed(mail_id, to.address, _written(change.conn, post, to, due, change.today), tries, until)


def _take_back(change: Change, told: Iterable[Told]) -> None:
    _put(change, tuple(told), withdrawn_on=change.on)


def _put(change: Change, told: Sequence[Told], **columns: object) -> None:
    """What is confidential is recorded apart, so that the log does not tell whose mail it was in."""
    for is_hidden in (False, True):
        chosen = [one for one in told if one.is_hidden == is_hidden]
        for one in chosen:
            change.put(rows.Letter, one.letter.id, **columns)
        change.shielded = is_hidden
        if chosen:
            change.record("mail")
        change.shielded = False


def _written(conn: Any, post: Post, to: known.Recipient, due: Sequence[Told], today: date) -> Message:
    """The message: what waits, and for what they get it (what they lead when it is about that, else their roles)."""
    network = post.catalogue.network
    actor = actor_of(conn, network, to.key, today)
    titles = (one.values["title"] for one in due if actor and one.initiative_id in actor.leads and one.values)
    roles = tuple(role.title for role in network.roles.values() if actor and role.key in actor.roles)
    why = Reason("mail.why.roles" if roles else "mail.why.other", {"roles": roles, "network": network.title})
    if title := next(titles, None):
        why = Reason("mail.why.leads", {"title": title})
    between = parseaddr(post.sender)[1], to.address
    letters = carrying(said(conn, due, post.lang), due, network, between, post.site, post.lang)
    return mail_of(letters, why, post.site, post.lang)
