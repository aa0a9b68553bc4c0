"""How many, by the log: who may decide, who is there, what was voted. It knows nothing of labflow's own arithmetic."""

from collections import Counter

from tests.labflow.test_council_outcomes import Outcome
from tests.stories.chronicle import Chronicle, Row

CHOICES = ("yes", "no", "abstain")


def electors(told: Chronicle, item: Row) -> set[str]:
    """Ids of the seats that vote on the day of the meeting and are not known to be vacant (R1)."""
    return electors_on(told, told.row("meeting", item["meeting_id"])["day"])


def electors_on(told: Chronicle, day: str) -> set[str]:
    """Ids of the seats that vote on a day and are not known to be vacant."""
    return {id for id, seat in told.rows("seat").items() if seat["votes"] and is_on(seat, day)} - {
        row["seat_id"]
        for row in told.rows("holder").values()
        if not row.get("person_id") and not row["substitute"] and is_on(row, day)
    }


def is_on(row: Row, day: str) -> bool:
    """Whether a row with days holds on this one; its last day is the first on which it does not."""
    return bool(row.get("from_day", "") <= day < row.get("until_day", "9999"))


def presence(told: Chronicle, item: Row, item_id: str, seat_id: str) -> str:
    """What a seat is at an item; absent when nobody said.

    What was said of the item counts until something newer was said of the meeting; who steps aside stays aside until
    they take part again (R2, R6).
    """
    rows = [row for row in told.of("attendance", "meeting_id", item["meeting_id"]) if row["seat_id"] == seat_id]
    here, whole = (
        max((row for row in rows if row.get("agenda_item_id") == about), key=lambda row: row["n"], default=None)
        for about in (item_id, None)
    )
    if here and here["value"] == "recused":
        return "recused"
    if here and here["value"] != "takes_part" and (whole is None or here["n"] > whole["n"]):
        return str(here["value"])
    return str(whole["value"]) if whole else "absent"


def count(told: Chronicle, item_id: str) -> dict[str, int]:
    """The numbers of an item, seat by seat, from the rows."""
    item = told.row("agenda_item", item_id)
    seats = electors(told, item)
    there = Counter(presence(told, item, item_id, seat) for seat in seats)
    cast = Counter(vote["value"] for vote in votes(told, item_id).values() if vote["seat_id"] in seats)
    open_vote = ballot(told, item_id)
    if open_vote.get("secret"):
        is_same = not item.get("request_id") or open_vote["text_sha256"] in texts(told, item["request_id"])
        cast = Counter({name: open_vote.get(name, 0) for name in CHOICES} if is_same else {})
    return {
        "seats": len(seats), "recused": there["recused"], "present": there["present"],
        **{name: cast[name] for name in CHOICES},
    }  # fmt: skip


def votes(told: Chronicle, item_id: str) -> dict[str, Row]:
    """The newest vote of each seat that stands, by seat, if it was on the text as it is now (R12)."""
    newest = {row["seat_id"]: row for row in standing(told, "vote", item_id)}
    request = told.row("agenda_item", item_id).get("request_id")
    if request is None:
        return newest
    same = texts(told, request)
    return {seat: row for seat, row in newest.items() if row.get("text_sha256") in {None, *same}}


def texts(told: Chronicle, request_id: str) -> set[str]:
    """The hashes of every text that says what the request now says: an editorial change makes no other text."""
    same = {told.row("request", request_id)["text_sha256"]}
    edits = [
        {row["sha256_before"], row["sha256_after"]}
        for row in told.of("wording", "request_id", request_id)
        if row["kind"] == "editorial" and not row.get("claimed_by")
    ]
    for _ in edits:
        same |= {each for pair in edits if pair & same for each in pair}
    return same


def standing(told: Chronicle, table: str, item_id: str) -> list[Row]:
    """Votes, ballots or results of an item that were not struck, in order."""
    rows = [row for row in told.of(table, "agenda_item_id", item_id) if not row["struck"]]
    return sorted(rows, key=lambda row: row["n"])


def ballot(told: Chronicle, item_id: str) -> Row:
    """The vote that is open on an item, empty when none is."""
    rows = standing(told, "ballot", item_id)
    return rows[-1] if rows else {}


def outcome_of(counted: dict[str, int]) -> Outcome:
    """As the book counts: who is there and did not vote for or against abstained."""
    here, yes, no = counted["present"], counted["yes"], counted["no"]
    electorate = counted["seats"] - counted["recused"]
    return Outcome(yes, no, here - yes - no, electorate - here, counted["recused"])
