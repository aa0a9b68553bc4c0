"""Every command, as one writes it. This table makes the parser, the help and the generated tests; it runs nothing.

CAPITALS are what one fills in, [brackets] may be left out, `...` may be repeated, a small word stands as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

GLOBAL = ("[--database URL]", "[--network NAME]", "[--now ISO]", "[--lang nl|en]", "[--as PERSON]", "[--json]")

LINES = """
initiatives list [--kind KIND] [--phase PHASE] [--lead PERSON]
initiatives show SLUG
initiatives open KIND --title TITLE [--lead PERSON] [--parent SLUG]
initiatives tick SLUG ITEM [--state STATE] [--evidence TEXT] [--explain TEXT] [--by DATE] [--rev N]
initiatives note SLUG TEXT [--kind KIND] [--mood MOOD]
initiatives request SLUG TRANSITION [--set NAME=VALUE...] [--amount EUR] [--motivation TEXT]
initiatives return REQUEST --question TEXT
initiatives accept REQUEST
initiatives withdraw REQUEST
initiatives advance SLUG TRANSITION [--set NAME=VALUE...] [--rev N] [--key KEY] [--dry-run]
initiatives pause SLUG --why TEXT --until DATE
initiatives resume SLUG
initiatives assign SLUG [PERSON] [--none]
initiatives partner SLUG NAME [--contribution KIND]
initiatives relate SLUG KIND TARGET
initiatives land SLUG STATE [--where TEXT]
initiatives commit SLUG TEXT --until DATE [--amount EUR]
initiatives settle SLUG TEXT
initiatives block SLUG KIND TEXT
initiatives lift SLUG KIND
initiatives turn SLUG [WHO] [--what TEXT] [--nobody]
initiatives rest SLUG --why TEXT [--until DATE] [--event TEXT]
initiatives wake SLUG
initiatives handover SLUG [PERSON] [--word TEXT]
initiatives since SLUG WHEN
initiatives ask-update SLUG
stalled [--all]
council seats [ACT] [SEAT] [--title TITLE] [--no-vote] [--holder PERSON] [--substitute PERSON] [--vacant]
    [--expertise TEXT] [--decision NUMBER]
council plan YEAR DATE...
council meetings
council meeting DATE
council convene DATETIME [--open] [--place TEXT]
council cancel DATE --why TEXT
council move DATE TO
council preside DATE [--chair PERSON] [--secretary PERSON]
council agenda DATE add [REQUEST] [--title TITLE] [--asker TEXT] [--minutes MINUTES]
council build DATE
council order DATE N TO
council duration DATE N MINUTES
council admit DATE N
council amend DATE N --title TITLE [--set NAME=VALUE...] [--amount EUR]
council position DATE N SEAT VALUE [--text TEXT]
council attend DATE [SEAT] VALUE [--item N] [--all] [--at TIME] [--substitute]
council ballot DATE N [--by WAY] [--secret]
council vote DATE N SEAT VALUE
council tally DATE N --yes COUNT --no COUNT --abstain COUNT
council advise DATE N --yes COUNT --no COUNT --abstain COUNT
council note DATE N OUTCOME [--by WAY] [--condition TEXT...] [--owner PERSON...] [--due DATE...] [--kind KIND...]
    [--verifier PERSON...] [--fallback] [--amount EUR] [--until DATE] [--review DATE] [--why TEXT]
council consent DATE [N...]
council carry DATE
council write DATE
council redo DATE N --why TEXT
council close DATE
council minutes DATE
council sheet DATE
council paper DATE FILE
council rules DATE VERSION
council invitation DATE FILE
council settle
council verdict
written list
written show NUMBER
written open REQUEST [--urgent]
written answer NUMBER SEAT VALUE [--reason TEXT]
written recuse NUMBER SEAT
written close NUMBER
written reword REQUEST [--set NAME=VALUE...] [--amount EUR] [--motivation TEXT] [--editorial]
written claim REQUEST SEAT
mandates list
mandates ask SLUG --scope TEXT --amount EUR --why TEXT [--request REQUEST]
mandates grant NUMBER
mandates decline NUMBER --why TEXT
mandates spend NUMBER AMOUNT WHAT
mandates object NUMBER SEAT --why TEXT
conditions list
conditions meet NUMBER K --evidence TEXT
conditions unmeet NUMBER K --why TEXT
questions list [--open] [--initiative SLUG]
questions show NUMBER
questions add TEXT --from WHO [--initiative SLUG] [--on DATE]
questions answer NUMBER STATE [--why TEXT] [--review DATE] [--to WHERE] [--hours N]
decisions list [--year YEAR] [--outcome OUTCOME] [--initiative SLUG]
decisions show NUMBER
decisions excerpt NUMBER
decisions correct NUMBER FIELD VALUE --why TEXT
decisions revise NUMBER DATE
decisions repeal NUMBER DATE
decisions means [YEAR]
waiting
letters
mail list [--undelivered]
mail send
mail show ID
mail preview PERSON
people list
people add KEY [--role ROLE...] [--initiative SLUG]
people invite KEY EMAIL [--role ROLE...] [--initiative SLUG] [--until DATE]
people admin EMAIL
people end KEY [--role ROLE...] [--initiative SLUG]
import FILE [--dry-run]
workflows list
workflows show KEY [--format FORMAT]
workflows check [PATH...]
log show [SLUG]
log verify [--checkpoint FILE]
daily
init [--demo]
serve [--host HOST] [--port PORT] [--workers N] [--demo]
backup FILE
restore FILE [--keep-aside]
doctor [--deploy]
"""

ALONE = {"serve": "serving", "stalled": "initiatives", "import": "people", "waiting": "letters", "letters": "letters",
         "daily": "daily"}  # fmt: skip
"""Commands of one word, by the module that holds them; the others stand in `upkeep`."""


TOLD = (
    "assign", "partner", "relate", "land", "commit", "settle", "block", "lift", "turn", "rest",
    "wake", "handover", "since")  # fmt: skip
"""What tells a fact about an initiative: these stand in `facts`."""


NUDGES = ("ask-update",)
"""What makes somebody move: these stand in `nudging`."""


ELSEWHERE = {
    "table": "seats position attend ballot vote tally advise",
    "written": "settle write",
    "agenda": "cancel move preside build order duration admit carry minutes sheet paper invitation",
    "decisions": "consent amend rules",
}
"""Commands of the council that stand in another module than `council`, by that module."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a command takes. `flag` is the option's name ("" for a place), `name` what one fills in."""

    flag: str
    name: str
    is_optional: bool
    is_repeated: bool

    @property
    def is_literal(self) -> bool:
        """Whether it is a small word that stands as it is."""
        return not self.flag and self.name.islower()

    @property
    def key(self) -> str:
        """The name under which the value is found."""
        return (self.flag or self.name).strip("-").lower().replace("-", "_")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words, what it takes, and the line that says so."""

    words: tuple[str, ...]
    parts: tuple[Part, ...]
    line: str

    @property
    def name(self) -> str:
        """The words, as one writes them."""
        return " ".join(self.words)

    @property
    def module(self) -> str:
        """The module of this package that runs it."""
        if len(self.words) > 1:
            found = (module for module, words in ELSEWHERE.items() if self.words[1] in words.split())
            elsewhere = next(found, "council") if self.words[0] == "council" else self.words[0]
            if self.words[0] == "initiatives" and self.words[1] in NUDGES:
                return "nudging"
            return "facts" if self.words[0] == "initiatives" and self.words[1] in TOLD else elsewhere
        return ALONE.get(self.words[0], "upkeep")

    @property
    def function(self) -> str:
        """The function that runs it."""
        word = self.words[-1]
        return f"{word}_" if word in ("return", "import", "open", "list", "object") else word.replace("-", "_")


def parts_of(written: Iterable[str]) -> tuple[Part, ...]:
    """Return what a line takes, piece by piece."""
    return tuple(_part(piece) for piece in written)


def _part(piece: str) -> Part:
    bare = piece.strip("[]")
    flag, _, name = bare.partition(" ") if bare.startswith("--") else ("", "", bare)
    return Part(flag, name.removesuffix("..."), piece.startswith("["), name.endswith("..."))


def _command(line: str) -> Command:
    pieces = re.findall(r"\[[^]]*\]|--\S+ \S+|\S+", line)
    words = tuple(piece for n, piece in enumerate(pieces) if piece.islower() and all(p.islower() for p in pieces[:n]))
    words = tuple(word for word in words if re.fullmatch("[a-z]+(-[a-z]+)?", word))
    return Command(words, parts_of(pieces[len(words) :]), " ".join(pieces))


COMMANDS = tuple(_command(line) for line in re.sub(r"\n +", " ", LINES).strip().splitlines())
GLOBAL_PARTS = parts_of(GLOBAL)


def command_of(arguments: list[str]) -> Command | None:
    """Return the command that these arguments begin with, or None."""
    fitting = [c for c in COMMANDS if tuple(arguments[: len(c.words)]) == c.words]
    return max(fitting, key=lambda command: len(command.words), default=None)
