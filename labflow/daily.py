"""The day's work: write what the calendar decided, remind, look ahead, send the mail, and leave a mark that it ran.

Each step is a change of its own and may fail without stopping the others. Doing it twice, or at once on two machines,
writes nothing twice: whoever comes second finds, under the lock, that it was done.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from labflow import ahead_looking, clock, heartbeat, posting, reminding, settling
from labflow.access import Actor
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.mailing import MailServer
from labflow.reasons import Blocked, Reason, Refusal
from labflow.store import Store, StoreUnusable

LOG = logging.getLogger("labflow.daily")


@dataclass(frozen=True, slots=True)
class Work:
    """What the steps work with. `server`, `site`: how mail leaves and where its links lead, if it does."""

    store: Store
    catalogue: Catalogue
    actor_key: str = "job"
    server: MailServer | None = None
    site: str = ""
    now: Callable[[], datetime] = clock.now

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Give a change of whoever does the day's work; nobody, but a machine, did it."""
        zone = self.catalogue.network.zone
        with self.store.change(Actor(self.actor_key), "daily", now=self.now, zone=zone) as change:
            yield change


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it did, or why it could not be done."""

    name: str
    told: Reason
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run did, step by step."""

    steps: tuple[Step, ...]

    @property
    def ok(self) -> bool:
        """Whether every step was done."""
        return all(step.ok for step in self.steps)


def run(store: Store, catalogue: Catalogue, actor_key: str = "job", server: MailServer | None = None, site: str = "",
        now: Callable[[], datetime] = clock.now) -> Ran:  # fmt: skip
    """Do the day's work once. `actor_key`: job or system; `now`: gives the moment, in UTC."""
    work = Work(store, catalogue, actor_key, server, site, now)
    done = tuple(_tried(name, step, work) for name, step in STEPS.items())
    failed = [step.name for step in done if not step.ok]
    return Ran((*done, _tried("heartbeat", lambda here: _beat(here, failed), work)))


def settle(work: Work) -> Reason:
    """Write what the calendar decided; see `labflow.settling`."""
    with work.change() as change:
        told = settling.settle(change, work.catalogue)
    return Reason("daily.settled", {"n": len(told.ended) + len(told.lapsed) + len(told.reminded)})


def send(work: Work) -> Reason:
    """Send the mail that is due; see `labflow.posting`. Without a mail server nothing fails: letters are read here."""
    told = posting.post(work.store, work.catalogue, work.server, work.site, work.now)
    if told.trouble and work.server is not None:
        raise Blocked(Reason("daily.no_mail", {"n": told.later, "kind": told.trouble}))
    return Reason("daily.posted", {"n": told.sent}) if work.server else Reason("daily.no_server", {"n": told.later})


def look_ahead(work: Work) -> Reason:
    """Work out what has to be looked at when; see `labflow.ahead_looking`."""
    return Reason("daily.looked", {"n": ahead_looking.watch(work.store, work.catalogue, work.now, work.actor_key)})


def remind(work: Work) -> Reason:
    """Write the reminders that are due; see `labflow.reminding`."""
    with work.change() as change:
        return Reason("daily.reminded", {"n": reminding.remind(change, work.catalogue)})


STEPS: Mapping[str, Callable[[Work], Reason]] = {
    "settle": settle, "look_ahead": look_ahead, "remind": remind, "post": send,
}  # fmt: skip
"""In this order: who is reminded depends on what was settled and looked at, and all that was written leaves by mail."""


def _tried(name: str, step: Callable[[Work], Reason], work: Work) -> Step:
    try:
        return Step(name, step(work))
    except Refusal as refused:
        return Step(name, refused.reasons[0], False)
    except StoreUnusable as error:
        return Step(name, error.reason, False)
    except Exception as error:
        # Without its text: that may hold what somebody wrote.
        LOG.exception("%s", name) if LOG.isEnabledFor(logging.DEBUG) else LOG.error("%s %s", name, type(error).__name__)
        return Step(name, Reason("daily.broke", {"kind": type(error).__name__}), False)


def _beat(work: Work, failed: list[str]) -> Reason:
    with work.change() as change:
        heartbeat.beat(change, failed)
    return Reason("daily.beaten")
