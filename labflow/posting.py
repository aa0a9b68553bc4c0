"""The outbox: letters that wait become mails, and leave. Anybody may call it at any time, several at once as well.

A mail is taken (committed), sent (outside of any transaction) and its end is written down, in three steps, because SMTP
knows no transaction with a database. Whoever dies before sending leaves a mail that is taken over after ten minutes, so
nobody gets none. Whoever dies between sending and writing it down makes the same mail leave twice: nobody can know
whether the server took it. It has the same Message-ID then, by which most receivers show it once; the other choice,
writing it down first, would lose mails without a word. While the server cannot be reached nothing is taken at all, so
that what waits is one mail when it is back. Source of every number here: own proposal.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from labflow import clock, rows
from labflow.access import Actor
from labflow.change import Change
from labflow.change_passing import mark
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.heartbeat import Pulse, beat, pulse
from labflow.mailing import Line, MailServer, Refused, Undelivered, domain_of, reach
from labflow.posting_claim import Claimed, Post, claim, finish, is_daytime
from labflow.queries import mail as known
from labflow.queries.founding import stored_day
from labflow.queries.reading import one
from labflow.signing import stamp
from labflow.store import Store
from labflow.words import Language

JOB = Actor("job")
AGAIN = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
"""How long until a mail is tried again, by how often it was tried; the last holds from then on."""
GIVEN_UP = 5
"""So many days after its own a mail is given up."""
PATIENCE = timedelta(hours=1)
"""A server that cannot be reached is tried again after as long as it has been away, and at least this often."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of what was due: mails that were sent, refused for good, tried again later, given up.

    `later` also counts people whose mail was not even begun; `no_address`: people for whom something waits and who
    have none; `trouble`: why nothing can leave at all ("no_server", "no_site", or a word of SMTP), "" when it can.
    """

    sent: int = 0
    refused: int = 0
    later: int = 0
    given_up: int = 0
    no_address: int = 0
    trouble: str = ""


def post(
    store: Store,
    catalogue: Catalogue,
    server: MailServer | None,
    site: str,
    now: Callable[[], datetime] = clock.now,
    lang: Language | None = None,
    insist: bool = False,
) -> Posted:
    """Send what is due and return what became of it.

    `site`: where labflow is found (without it nothing leaves: a mail needs its button); `lang`: the first of the
    network when left out; `insist`: knock also at a server that did not answer a moment ago.
    """
    spoken = lang or cast(Language, catalogue.network.languages[0])
    desk = _Desk(store, server, Post(catalogue, site.rstrip("/"), spoken, server.sender if server else ""), now)
    queue, again = desk.look()
    told = Posted(later=len(queue.person_ids), no_address=queue.no_address)
    if not queue.person_ids:
        return replace(told, trouble="")
    if server is None or not site:
        return desk.unable(told, known.NO_SITE if server else known.NO_SERVER)
    if again is not None and not insist:
        return replace(told, trouble=again)
    return desk.send(told, queue.person_ids, server)


@dataclass(frozen=True)
class _Desk:
    """One run of the outbox."""

    store: Store
    server: MailServer | None
    post: Post
    now: Callable[[], datetime]

    def look(self) -> tuple[known.Queue, str | None]:
        """Who is due, and the trouble for which it is too early to try again."""
        moment, zone = self.now(), self.post.catalogue.network.zone
        with self.store.reading() as conn:
            today: date = stored_day(conn) or clock.day_of(moment, zone)
            queue = known.queue(conn, today, stamp(moment), is_daytime(moment, zone))
            last = pulse(conn, known.JOB)
        is_early = last is not None and last.failing_since is not None and moment < _next(last)
        return queue, " ".join(last.trouble) if last and is_early else None

    def send(self, told: Posted, person_ids: tuple[str, ...], server: MailServer) -> Posted:
        """Take and send one mail after the other, each over a line of its own that is open before it is taken."""
        for person_id in person_ids:
            try:
                line = reach(server)
            except Undelivered as error:
                return self.unable(told, str(error))
            told = replace(told, later=told.later - 1)
            if became := self._one(line, server, person_id):
                told = replace(told, **{became: getattr(told, became) + 1})
        with self._change() as change:
            beat(change, job=known.JOB)
        return told

    def unable(self, told: Posted, trouble: str) -> Posted:
        """Write down that nothing can leave, and since when."""
        with self._change() as change:
            beat(change, (trouble,), known.JOB)
        return replace(told, trouble=trouble)

    def _one(self, line: Line, server: MailServer, person_id: str) -> str:
        """Send one mail and return what became of it, "" when there was none."""
        try:
            with self._change() as change:
                claimed = claim(change, self.post, person_id)
        except BaseException:
            line.leave()
            raise
        if claimed is None:
            line.leave()
            return ""
        became, trouble = _handed_over(line, server, claimed)
        with self._change() as change:
            return _written_down(change, claimed, became, trouble)

    def _change(self) -> AbstractContextManager[Change]:
        zone = self.post.catalogue.network.zone
        return self.store.change(JOB, via="job", now=self.now, zone=zone)


def _handed_over(line: Line, server: MailServer, claimed: Claimed) -> tuple[str, str]:
    try:
        line.hand_over(claimed.address, claimed.message, f"<{claimed.mail_id}@{domain_of(server)}>")
    except Refused as error:
        return "refused", str(error)
    except Undelivered as error:
        return "later", str(error)
    return "sent", ""


def _written_down(change: Change, claimed: Claimed, became: str, trouble: str) -> str:
    mail = one(change.conn, rows.Mail, rows.Mail.id == claimed.mail_id)
    assert mail is not None
    if became == "later" and days_after(mail.on_day, GIVEN_UP) <= change.today:
        became = "given_up"
    if became == "later":
        again = stamp(change.at + AGAIN[min(claimed.tries, len(AGAIN)) - 1])
        held = {"mail_id": claimed.mail_id, "held_until": claimed.until}
        mark(change, rows.MailTry, held, held_until=None, again_at=again, trouble=trouble)
    else:
        finish(change, claimed.mail_id, became)
    return became


def _next(beat: Pulse) -> datetime:
    """When a server that could not be reached is tried again: the wait doubles, up to an hour."""
    away = beat.at - (beat.failing_since or beat.at)
    return beat.at + min(max(away, timedelta(minutes=1)), PATIENCE)
