"""The meeting of the demo, brought as far as a test needs it: on the day, at the table."""

from tests.web.visitor import Visitor

RAAD = "/raad/2023-09-29"
SEATS = ("voorzitter", "schepen", "stad-onderwijs", "kuleuven-1", "kuleuven-2", "ucll-1", "ucll-2", "lop", "ksleuven")
"""The first nine seats that vote: exactly the quorum of seventeen."""


def go_to_the_day(somebody: Visitor, day: str = "2023-09-29") -> None:
    """Move the demo to the day of the meeting."""
    somebody.post("/dag", dag=day, terug=RAAD)


def gathered(chair: Visitor, *seats: str) -> None:
    """On the day: everybody is there, or (`seats`) only these."""
    go_to_the_day(chair)
    if not seats:
        chair.send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
        return
    chair.send(RAAD, f"{RAAD}/aanwezigheid", **{f"zetel-{seat}": "present" for seat in seats})


def item(n: int, what: str = "") -> str:
    """The address of an item, or of something that is done to it."""
    return f"{RAAD}/punten/{n}" + (f"/{what}" if what else "")
