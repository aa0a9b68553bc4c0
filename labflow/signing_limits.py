"""How often somebody may try to sign in: counted per account first, then per network address, then in all.

Own proposal, after the figures of the design: sixty people behind one address of a school can all sign in within five
minutes, and somebody who guesses codes gets ten guesses of a million every five minutes.
"""

import hashlib
from datetime import datetime, timedelta

from labflow import rows
from labflow.change import Change
from labflow.change_passing import discard, keep
from labflow.queries import signing as known
from labflow.reasons import Blocked, Reason

FIVE_MINUTES, HOUR = timedelta(minutes=5), timedelta(hours=1)
LIMITS = {
    "ask": (("account", 5, HOUR), ("place", 100, FIVE_MINUTES), ("all", 1000, FIVE_MINUTES)),
    "try": (("account", 10, FIVE_MINUTES), ("place", 100, FIVE_MINUTES), ("all", 1000, FIVE_MINUTES)),
}
"""What is counted, how often it may happen, and within how long."""


class TooMany(Blocked):
    """Too many tries. `seconds`: after how long the next one may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(Reason("signing.too_many", {"n": -(-seconds // 60)}))
        self.seconds = seconds


def count_try(change: Change, what: str, account: str | None, place: str) -> None:
    """Count one try, or raise TooMany: then it counts for nothing, and nothing of it is kept.

    `what`: "ask" a code or "try" one; `account`: of whom, None when nobody knows; `place`: the network address.
    """
    named = {"account": account, "place": place, "all": "all"}
    limits = [limit for limit in LIMITS[what] if named[limit[0]] is not None]
    buckets = [(_bucket(what, kind, named[kind]), most, within) for kind, most, within in limits]
    for bucket, most, within in buckets:
        count, oldest = known.tries(change.conn, bucket, _stamp(change.at - within))
        if count >= most:
            left = datetime.fromisoformat(oldest) + within - change.at
            raise TooMany(max(1, round(left.total_seconds())))
    kept = (rows.Attempt(id=change.new_id(), bucket=bucket, at=_stamp(change.at)) for bucket, _, _ in buckets)
    keep(change, *kept)
    discard(change, rows.Attempt, "at", _stamp(change.at - HOUR))


def _bucket(what: str, kind: str, name: str | None) -> str:
    return hashlib.sha256(f"{what}\n{kind}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
