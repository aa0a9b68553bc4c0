"""Which initiatives a reader looks for: words, kind, phase, what stalls. Accents and case never matter."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from labflow.definition import Catalogue, Network, Workflow
from labflow.dossier import Dossier
from labflow.queries.board import FOUND, Board, looked_for
from labflow.remembering import Watched
from labflow.stall import Stalled
from labflow.texts.speech import Speech
from labflow.views.portfolio import Filter, Search

LONGEST = 100
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: `words` to look for, `kind` and `phase` by key, `stuck` "1" for what stalls only."""

    words: str = ""
    kind: str = ""
    phase: str = ""
    stuck: str = ""

    def query(self, **other: str) -> str:
        """Return the address that asks this, with other values for what is named."""
        told = {"zoek": self.words, "soort": self.kind, "fase": self.phase, "stil": self.stuck, **other}
        given = {name: value for name, value in told.items() if value}
        return "/portfolio" + (f"?{urlencode(given)}" if given else "")


def folded(text: str) -> str:
    """Return a text as it is compared: small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def understood(asked: Asked, network: Network, kinds: Sequence[Workflow]) -> tuple[Asked, tuple[str, ...]]:
    """Return what can be asked, and the values that nobody knows: those are left out, never an error."""
    known = {
        "kind": (asked.kind, {one.key for one in kinds}),
        "phase": (asked.phase, {one.key for one in network.phases}),
        "stuck": (asked.stuck, {"1"}),
    }
    kept = {name: value if value in values else "" for name, (value, values) in known.items()}
    strange = tuple(value[:LONGEST] for name, (value, _) in known.items() if value and not kept[name])
    return Asked(" ".join(asked.words.split())[:LONGEST], **kept), strange


def found(conn: Any, catalogue: Catalogue, today: date, known: Watched, asked: Asked) -> tuple[Dossier, ...]:
    """Return the initiatives that fit, by title: at most those that a page can show."""
    if asked.stuck:
        return chosen(known.dossiers, known.rows, asked)
    words = folded(asked.words).split()
    return chosen(looked_for(conn, catalogue, today, words, asked.kind, asked.phase), (), asked)


def chosen(dossiers: Sequence[Dossier], rows: Sequence[Stalled], asked: Asked) -> tuple[Dossier, ...]:
    """Return the initiatives that fit. Every word must stand in its title, its question or the name of a partner."""
    stuck = {one.dossier.slug for one in rows if one.group == "stalled"}
    words = folded(asked.words).split()
    return tuple(
        one for one in dossiers
        if asked.kind in ("", one.workflow.key) and asked.phase in ("", one.stage.phase)
        and (not asked.stuck or one.slug in stuck) and (not words or all(word in _text(one) for word in words))
    )  # fmt: skip


def search(asked: Asked, strange: tuple[str, ...], board: Board, count: int, network: Network,
           kinds: Sequence[Workflow], say: Speech) -> Search:  # fmt: skip
    """Return the search field and the filters in words. `count`: how many fit; what looks alike is on the board."""
    is_asked = asked != Asked()
    key = "web.search.count" if count < FOUND else "web.search.first"
    near = _near(asked, board.dossiers) if not count and asked.words else ()
    return Search(
        words=asked.words,
        hidden=tuple((n, v) for n, v in (("soort", asked.kind), ("fase", asked.phase), ("stil", asked.stuck)) if v),
        filters=tuple(_filters(asked, network, kinds, say)),
        count=say(key, n=count, of=board.total) if is_asked else "",
        nothing=(say("web.search.nothing", words=asked.words) if asked.words else say("web.search.none_fit"))
        if is_asked and not count else "",
        near=near,
        ignored=say("web.search.ignored", n=len(strange), values=strange) if strange else "",
        all_href="/portfolio" if is_asked else "",
    )  # fmt: skip


def _near(asked: Asked, dossiers: Sequence[Dossier]) -> tuple[tuple[str, str], ...]:
    """The titles that look most like what was typed: whole, or one of their words."""
    words = folded(asked.words)
    by_text: dict[str, Dossier] = {}
    for one in dossiers:
        for text in (folded(one.title), *folded(one.title).split()):
            by_text.setdefault(text, one)
    alike = (by_text[text] for text in get_close_matches(words, by_text, 3, ALIKE))
    return tuple({one.slug: (one.title, f"/initiatieven/{one.slug}") for one in alike}.values())


def _filters(asked: Asked, network: Network, kinds: Sequence[Workflow], say: Speech) -> list[Filter]:
    """One link each; the one that holds is taken off again by its own link."""

    def link(label: str, name: str, value: str, holds: bool) -> Filter:
        return Filter(label, asked.query(**{name: "" if holds else value}), holds)

    found = [link(say(one.title), "soort", one.key, asked.kind == one.key) for one in kinds]
    found += [link(say(one.title), "fase", one.key, asked.phase == one.key) for one in network.phases]
    return [*found, link(say("web.search.stuck"), "stil", "1", bool(asked.stuck))]


def _text(dossier: Dossier) -> str:
    origin = (dossier.origin.nl, dossier.origin.en) if dossier.origin else ()
    return folded(" ".join((dossier.title, *origin, *(one.name for one in dossier.partners))))
