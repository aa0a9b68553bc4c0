"""The form of a portfolio file: what a source says about initiatives, organisations, seats and meetings.

Only form: whether the names in it are known is for `portfolio_names`. Each sentence stands in both languages; what
the source does not say is left out, and left out means *not known*.
"""

from collections.abc import Mapping

from labflow.facts_questions import OUTSIDE, UNDER
from labflow.portfolio_shapes import SAID, Count, Day, Days, Slug, required
from labflow.shapes import Choice, Field, Flag, InWords, Key, ListOf, MapOf, Record, Text, Whole

STATES = ("done", "busy", "todo", "later", "not_applicable")
BLOCKERS = (
    "landing_place", "funding", "framework", "capacity", "support_base", "external_decision", "succession",
    "requests_waiting",
)  # fmt: skip
LANDINGS = ("sought", "candidate", "confirmed", "dropped")
SOURCE = required(Text(80), "lines of the source, or what else it rests on")
WHEN = {"when": Field(Days(), "when; not known when left out")}


def _list(fields: Mapping[str, Field], about: str) -> Field:
    return Field(ListOf(Record(fields)), about)


def _questions(states: tuple[str, ...], about: str) -> Field:
    return _list(
        {
            "number": required(Slug(), "its number"),
            "on": required(Day(), "the day it came in"),
            "from": Field(Text(120), "who asks, as a function, never a name"),
            "organisation": Field(Slug(), "the organisation that asks"),
            "text": required(Text(), "the question, as it was asked"),
            "state": required(Choice(states), "what became of it"),
            "since": Field(Day(), "since which day; the day it came in when left out"),
            "why": Field(Text(), "why, or to whom"),
            "review": Field(Day(), "when it is looked at again"),
            "hours": Field(Whole(), "how far to think along at most"),
            "initiative": Field(Slug(), "the initiative that it became or went to"),
            "source": SOURCE,
        },
        about,
    )


INITIATIVE = {
    "slug": required(Slug(), "the last part of its address"),
    "title": required(Text(120), "its name"),
    "workflow": required(Key(), "the workflow that it follows"),
    "version": required(Whole(), "which version"),
    "stage": required(Key(), "where it stands"),
    "start": Field(Days(), "when the initiative began"),
    "origin": Field(InWords(), "where it came from"),
    "source": SOURCE,
    "passages": _list(
        {
            "by": Field(Key(), "the transition; left out for the place where the source finds it"),
            "from": Field(Key(), "the stage that it left"),
            "to": required(Key(), "the stage that it entered"),
            **WHEN, "source": SOURCE,
        },
        "the stages behind it, old to new",
    ),
    "ticks": _list(
        {
            "item": required(Key(), "a checklist point"),
            "state": required(Choice(STATES), "how it stands"),
            **SAID,
            "source": SOURCE,
        },
        "the checklist points of which the source speaks",
    ),
    "notes": _list(
        {"kind": required(Key(), "what kind of line"), **WHEN, **SAID, "source": SOURCE},
        "lines of its log",
    ),
    "figures": _list(
        {
            "key": required(Key(), "what is counted"),
            "count": required(Count(), "how many"),
            "approx": Field(Flag(), "whether the source says about"),
            **SAID, "source": SOURCE,
        },
        "what the source counts",
    ),
    "leads": _list(
        {
            "person": Field(Slug(), "the person who leads"),
            "organisation": Field(Slug(), "the organisation that leads"),
            "source": SOURCE,
        },
        "who leads",
    ),
    "partners": _list(
        {
            "organisation": required(Slug(), "which organisation"),
            "kind": Field(Choice(("partner", "later", "other")), "how near it stands"),
            "part": Field(InWords(), "what it does"),
            "source": SOURCE,
        },
        "the organisations around it",
    ),
    "relations": _list(
        {
            "kind": required(Key(), "what kind of tie"),
            "initiative": Field(Slug(), "to an initiative"),
            "mention": Field(Slug(), "to something the source only names"),
            "organisation": Field(Slug(), "to an organisation"),
            "text": Field(InWords(), "to something else"),
            "source": SOURCE,
        },
        "what it is tied to",
    ),
    "landing": _list(
        {"state": required(Choice(LANDINGS), "how far"), **SAID, "source": SOURCE},
        "its landing place",
    ),
    "commitments": _list({**WHEN, **SAID, "source": SOURCE}, "what was promised; `when` is its end"),
    "deadlines": _list(
        {
            "kind": required(Choice(("deadline", "intended", "term", "review")), "what kind of day"),
            **WHEN, **SAID, "source": SOURCE,
        },
        "the days that matter",
    ),
    "blockers": _list(
        {"kind": required(Choice(BLOCKERS), "what kind"), **WHEN, **SAID, "source": SOURCE},
        "what holds it up",
    ),
    "turns": _list({**SAID, "source": SOURCE}, "whose move it is"),
    "rests": _list({"until": Field(Day(), "until which day"), **SAID, "source": SOURCE}, "why it is left alone"),
    "requests": _list(
        {
            "number": required(Slug(), "its number"),
            "transition": required(Key(), "what is asked"),
            "state": required(Choice(("sent", "accepted", "on-agenda")), "how far it is"),
            "asks": Field(MapOf(Text()), "what goes with it"),
            "source": SOURCE,
        },
        "what the body was asked",
    ),
    "questions": _questions(UNDER, "what members asked of it"),
}  # fmt: skip
AGENDA_ITEM = {
    "request": Field(Slug(), "the request that is decided"),
    **SAID,
    "question": Field(InWords(), "what is asked"),
    "available": Field(InWords(), "what there is"),
    "careful": Field(InWords(), "what to mind"),
    "source": SOURCE,
}
PORTFOLIO = Record(
    {
        "portfolio": required(Text(40), "which portfolio this file is a part of"),
        "initiatives": _list(INITIATIVE, "the initiatives"),
        "organisations": _list(
            {
                "slug": required(Slug(), "the last part of its address"),
                "name": required(Text(120), "its name"),
                "number": Field(Whole(), "its number on the list of members"),
                "aliases": Field(ListOf(Text(120)), "how else a source writes it"),
                "source": SOURCE,
            },
            "the organisations that are named",
        ),
        "questions": _questions(OUTSIDE, "what was asked from outside"),
        "mentions": _list(
            {"slug": required(Slug(), "a key for relations"), **SAID, **WHEN, "source": SOURCE},
            "what is named without a story of its own",
        ),
        "people": _list(
            {
                "key": required(Slug(), "a function, never a name"),
                "roles": required(ListOf(Key()), "the roles it has"),
                "initiative": Field(Slug(), "the one initiative that the roles are for"),
            },
            "those who act",
        ),
        "seats": _list(
            {
                "key": required(Slug(), "the seat"),
                **SAID,
                "votes": required(Flag(), "whether it votes"),
                "organisation": Field(Slug(), "who sends somebody"),
                "from": Field(Day(), "the first day"),
                "holder": Field(Slug(), "the person who holds it"),
                "source": SOURCE,
            },
            "the seats of the deciding body",
        ),
        "meetings": _list(
            {
                "day": required(Day(), "the day"),
                "reglement": required(Whole(), "the version of its rules"),
                "source": SOURCE,
                "agenda": _list(AGENDA_ITEM, "the items, in order"),
            },
            "the meetings of the deciding body",
        ),
    }
)
