"""The form of a workflow file, a network file and a calendar: every key, what it holds and what it is for.

Only form: whether the stages of a file hang together is for `soundness`. The editor's schemas are made from this.
"""

from labflow.definition import MEANINGS
from labflow.shapes import ANeed, Choice, Field, Flag, InWords, Key, Length, ListOf, MapOf, Record, Text, Whole
from labflow.shapes_time import Day, Zone

SOURCE = Field(Text(), "where this rule comes from: lines of a source, or `own proposal`", required=True)
TITLE = Field(InWords(), "how people call it", required=True)
ASK = Choice(("date", "euro", "text", "organisation", "commitment"))

STAGE = Record(
    {
        "title": TITLE,
        "phase": Field(Key(), "its column on the board: a phase of the network"),
        "expected": Field(Length(), "how long it usually takes"),
        "maximum": Field(Length(), "how long it may take"),
        "review": Field(Length(), "how often it is looked at again"),
        "pausable": Field(Flag(), "whether it can be paused here"),
        "final": Field(Flag(), "whether the life ends here"),
        "source": Field(Text(), "where the durations come from"),
    }
)
ITEM = Record(
    {
        "id": Field(Key(), "what answers are kept under; never given to another question", required=True),
        "ask": Field(InWords(), "the point itself, as a statement that can be true", required=True),
        "evidence": Field(InWords(), "what shows that it is so"),
        "met_by": Field(ANeed(), "the facts that answer it; it cannot be ticked by hand then"),
        "blocking": Field(Flag(), "whether an open point stops the transition"),
        "from_use": Field(Whole(), "from which use of the transition on it is asked (1 = always)"),
        "source": SOURCE,
    }
)
GATE = Record(
    {
        "decided_by": Field(Key(), "the body that decides"),
        "needs": Field(ListOf(ANeed()), "what must hold besides the decision"),
    }
)
TRANSITION = Record(
    {
        "title": TITLE,
        "from": Field(ListOf(Key()), "the stages that it leaves", required=True),
        "to": Field(Key(), "the stage that it enters"),
        "keeps_stage": Field(Flag(), "whether the stage stays: an extension"),
        "by": Field(ListOf(Key()), "the roles that may take it", required=True),
        "ask_by": Field(ListOf(Key()), "the roles that may ask for it; those of `by` when left out"),
        "asks": Field(MapOf(ASK), "what a request must hold"),
        "sets": Field(MapOf(Key()), "which field of the initiative gets which answer"),
        "gate": Field(GATE, "what must hold, and who decides"),
        "without_gate": Field(InWords(), "why nothing is asked"),
        "continues": Field(
            Record(
                {
                    "workflow": Field(Key(), "where the initiative goes on", required=True),
                    "stage": Field(MapOf(Key()), "from which stage here to which stage there", required=True),
                }
            ),
            "how it goes on in another workflow",
        ),
        "source": SOURCE,
    }
)
WORKFLOW = Record(
    {
        "workflow": Field(Key(), "the key: the folder's name", required=True),
        "version": Field(Whole(), "the version: the file's name", required=True),
        "title": TITLE,
        "initial": Field(Key(), "the stage where it starts", required=True),
        "board": Field(Flag(), "whether it has a lane on the board"),
        "confidential": Field(Flag(), "whether only the casework team sees it"),
        "parent": Field(
            Record(
                {
                    "workflow": Field(Key(), "the workflow that it lives under", required=True),
                    "required": Field(Flag(), "whether it cannot live without"),
                    "when_parent_ends": Field(Choice(("block", "close", "release")), "what holds for open children"),
                    "source": SOURCE,
                }
            ),
            "the initiative that it belongs to",
        ),
        "stages": Field(MapOf(STAGE), "the places in its life, in order", required=True),
        "checklists": Field(MapOf(ListOf(ITEM)), "the points that gates ask"),
        "transitions": Field(MapOf(TRANSITION), "the ways from stage to stage", required=True),
        "pause": Field(
            Record(
                {
                    "by": Field(ListOf(Key()), "the roles that may pause and resume", required=True),
                    "maximum": Field(Length(), "how long at most"),
                    "source": SOURCE,
                }
            ),
            "who may pause it",
        ),
        "stall": Field(ListOf(ANeed()), "what makes it look stuck"),
    }
)
ROLE = Record(
    {
        "means": Field(Choice(MEANINGS), "what the role may do", required=True),
        "title": TITLE,
        "the": Field(InWords(), "the title with its article"),
    }
)
DEMO = Record(
    {
        "portfolio": Field(Text(80), "the folder with the facts that are loaded first", required=True),
        "begins": Field(Day(), "the day on which they are loaded; the first of `days` when left out"),
        "acts": Field(Text(80), "the file with the commands that are given after that"),
        "days": Field(ListOf(Day()), "the days that one can go to, the first one first", required=True),
        "made_up": Field(Flag(), "whether everything in it is invented, which the demo then says"),
    }
)
NETWORK = Record(
    {
        "network": Field(Key(), "the key: the folder's name", required=True),
        "title": TITLE,
        "place": Field(Text(), "the town or region", required=True),
        "zone": Field(Zone(), "the time zone, such as Europe/Brussels", required=True),
        "languages": Field(ListOf(Choice(("nl", "en"))), "the languages, the first one first"),
        "phases": Field(MapOf(Record({"title": TITLE})), "the columns of the board, in order", required=True),
        "roles": Field(MapOf(ROLE), "the network's roles and what they mean", required=True),
        "body": Field(
            Record(
                {
                    "key": Field(Key(), "the key that gates name", required=True),
                    "title": TITLE,
                    "the": Field(InWords(), "the title with its article", required=True),
                    "meetings_per_year": Field(Whole(), "how often it meets"),
                    "source": SOURCE,
                }
            ),
            "the body that decides",
            required=True,
        ),
        "words": Field(MapOf(InWords()), "the network's other words, for sentences"),
        "means": Field(
            Record({"euro_per_year": Field(Whole(), "in whole euro", required=True), "source": SOURCE}),
            "what there is to spend in a year",
        ),
        "calendar": Field(Text(), "the file with the school holidays"),
        "colours": Field(MapOf(Text(40)), "colours of the phases"),
        "demo": Field(DEMO, "what a demo of the network shows"),
    }
)
HOLIDAY = Record(
    {
        "name": Field(Key(), "what it is called", required=True),
        "from": Field(Day(), "its first day", required=True),
        "until": Field(Day(), "its last day", required=True),
    }
)
CALENDAR = Record(
    {
        "calendar": Field(Key(), "the name of the calendar", required=True),
        "source": SOURCE,
        "holidays": Field(ListOf(HOLIDAY), "the days that do not count in school weeks", required=True),
    }
)
THRESHOLD = Record(
    {
        "more_than": Field(Text(10), "a fraction such as 1/2: more than that part"),
        "at_least": Field(Text(10), "a fraction such as 2/3: that part or more"),
        "of": Field(
            Choice(("seats", "electorate", "quorum", "present", "cast")),
            "of what: filled seats, seats that may decide, a quorum, seats present, votes for and against",
            required=True,
        ),
    }
)
TERMS = Record(
    {
        "papers": Field(Whole(), "days before a meeting on which papers close", required=True),
        "written": Field(Whole(), "days of a written procedure", required=True),
        "urgent": Field(Whole(), "days of one in a hurry", required=True),
        "extension": Field(Whole(), "days of its one extension", required=True),
        "again": Field(Whole(), "days before a refused matter may be mandated again", required=True),
    }
)
LIMITS = Record(
    {
        "written": Field(Whole(), "the most euro that is decided in writing", required=True),
        "mandate": Field(Whole(), "the most euro of one provisional mandate", required=True),
        "mandates_per_year": Field(Whole(), "the most euro of a year that nobody ratified yet", required=True),
    }
)
REGLEMENT = Record(
    {
        "reglement": Field(Key(), "the key of the body whose rules these are", required=True),
        "version": Field(Whole(), "the version: a published one never changes", required=True),
        "title": TITLE,
        "source": SOURCE,
        "quorum": Field(THRESHOLD, "how many must be there, item by item", required=True),
        "support": Field(THRESHOLD, "the fewest votes for that a decision may rest on", required=True),
        "recusal": Field(THRESHOLD, "how many must be left when those with an interest step out", required=True),
        "simple": Field(THRESHOLD, "an ordinary majority", required=True),
        "two-thirds": Field(THRESHOLD, "a heavier majority", required=True),
        "written": Field(THRESHOLD, "a majority between meetings, where silence is not consent", required=True),
        "casting_vote": Field(Flag(), "whether the chair breaks a tie", required=True),
        "days": Field(TERMS, "how long things take", required=True),
        "euro": Field(LIMITS, "limits of money", required=True),
        "heavy": Field(ListOf(Key()), "what asks two thirds and never goes in writing", required=True),
        "tacit": Field(ListOf(Key()), "transitions for which silence may be consent", required=True),
    }
)
