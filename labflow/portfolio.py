"""A portfolio from files: what a source says about a network's initiatives becomes rows, one logged act each.

Everything in it is imported: with its source, without a decision that nobody has on record. Who may load one, and
into which database, is the caller's to say. Never guesses: what a file leaves out stays not known.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from labflow import rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.findings import Finding
from labflow.loading import Unreadable, read_tree
from labflow.portfolio_facts import FACTS, Part, known_id, said_both, when
from labflow.portfolio_grammar import PORTFOLIO
from labflow.portfolio_names import NAMED_BY, Parts, unknown_names
from labflow.questions import anonymous
from labflow.reasons import Invalid, Unsound
from labflow.requesting import content as request_content
from labflow.shaping import shaped


def read_portfolio(folder: Path) -> Parts:
    """Return the lists in every file of a portfolio's folder, joined by name. Raises Unsound with every reason."""
    findings: list[Finding] = []
    joined: dict[str, tuple[Part, ...]] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            tree, twice = read_tree(file, file.name)
        except Unreadable as unreadable:
            findings.append(unreadable.finding)
            continue
        whole = shaped(tree, PORTFOLIO)
        findings += twice + whole.findings
        for name, part in whole.parts.items():
            joined[name] = joined.get(name, ()) + part if name != "portfolio" else ()
    if findings:
        raise Unsound(*(finding.reason for finding in findings))
    return {name: entries for name, entries in joined.items() if entries}


def load(change: Change, catalogue: Catalogue, parts: Parts) -> int:
    """Store a portfolio: one logged act for each initiative and for each other list; returns how many initiatives.

    `parts`: what `read_portfolio` gave. When the one who acts is among its people, that person keeps the actor's id.
    Raises Invalid with every name in it that is not known, before anything is written.
    """
    if unknown := unknown_names(parts, catalogue):
        raise Invalid(*unknown)
    loading = _Loading(change, catalogue, parts)
    loading.whole_list("people", loading.people)
    loading.whole_list("organisations", loading.organisations)
    loading.whole_list("mentions", loading.mentions)
    for entry in parts.get("initiatives", ()):
        loading.initiative(entry)
        change.record("import", wf=catalogue.exact(entry["workflow"], entry["version"]).sha256 or None)
    loading.whole_list("people", loading.roles)
    loading.whole_list("questions", loading.questions)
    loading.whole_list("seats", loading.seats)
    loading.whole_list("meetings", loading.meetings)
    return len(parts.get("initiatives", ()))


class _Loading:
    """One portfolio on its way into the rows: every id is known before the first row is written."""

    def __init__(self, change: Change, catalogue: Catalogue, parts: Parts) -> None:
        self.change, self.catalogue, self.parts = change, catalogue, parts
        self.ids = {kind: {e[key]: change.new_id() for e in parts.get(kind, ())} for kind, key in NAMED_BY.items()}
        if change.actor.person_id and change.actor.key in self.ids["people"]:
            self.ids["people"][change.actor.key] = change.actor.person_id
        self.requests: dict[str, tuple[str, str]] = {}

    def whole_list(self, name: str, entries: Callable[[], None]) -> None:
        """Write what stands in one list as one act, when anything does."""
        if self.parts.get(name):
            entries()
            self.change.record("import")

    def people(self) -> None:
        for entry in self.parts.get("people", ()):
            self._add(rows.Person, id=self.ids["people"][entry["key"]], key=entry["key"])

    def organisations(self) -> None:
        for entry in self.parts.get("organisations", ()):
            own = self.ids["organisations"][entry["slug"]]
            self._add(rows.Organisation, id=own, slug=entry["slug"], name=entry["name"], number=entry.get("number"))
            for name in entry.get("aliases", ()):
                self._add(rows.OrganisationAlias, organisation_id=own, name=name)

    def mentions(self) -> None:
        for entry in self.parts.get("mentions", ()):
            self._add(
                rows.Mention, id=self.ids["mentions"][entry["slug"]], slug=entry["slug"], name=entry["nl"],
                name_en=entry["en"], source=entry["source"], **when(entry),
            )  # fmt: skip

    def initiative(self, entry: Part) -> None:
        own = self.ids["initiatives"][entry["slug"]]
        self._add(
            rows.Initiative, id=own, slug=entry["slug"], title=entry["title"], workflow=entry["workflow"],
            version=entry["version"], stage=entry["stage"], rev=1, source=entry["source"], last_act="import",
            last_by=self.change.actor.person_id, last_on=self.change.on, **when(entry, "start"),
            **said_both(entry.get("origin"), "origin"),
        )  # fmt: skip
        for name, (table, columns) in FACTS.items():
            for n, part in enumerate(entry.get(name, ()), 1):
                self._add(table, part, n, initiative_id=own, **columns(self.ids, part))
        for n, part in enumerate(entry.get("requests", ()), 1):
            self._request(own, entry, part, n)
        for n, part in enumerate(entry.get("questions", ()), 1):
            self._question(part, n, own)

    def _request(self, own: str, entry: Part, part: Part, n: int) -> None:
        way = self.catalogue.exact(entry["workflow"], entry["version"]).transitions[part["transition"]]
        content = request_content(way, part.get("asks", {}), None, "")
        asked = self._add(
            rows.Request, part, n, initiative_id=own, number=part["number"], transition=way.key, **content
        )
        self._add(rows.RequestStep, part, 1, request_id=asked, state=part["state"])
        self.requests[part["number"]] = (asked, own)

    def questions(self) -> None:
        for n, part in enumerate(self.parts.get("questions", ()), 1):
            self._question(part, n)

    def _question(self, part: Part, n: int, own: str | None = None) -> None:
        by = known_id(self.ids, part, "organisation")
        asked = self._add(
            rows.Question, part, n, number=part["number"], initiative_id=own, organisation_id=by, on_day=part["on"],
            asker=None if by else anonymous(part.get("from"), "asker"), text=anonymous(part["text"], "question"),
            hours=part.get("hours"),
        )  # fmt: skip
        why = anonymous(part.get("why"), "why", required=False) or None
        self._add(
            rows.QuestionStep, part, 1, question_id=asked, state=part["state"], why=why,
            review_day=part.get("review"), to_id=known_id(self.ids, part, "initiative"),
            on_day=part.get("since", part["on"]),
        )  # fmt: skip

    def roles(self) -> None:
        for entry in self.parts.get("people", ()):
            person, narrowed = self.ids["people"][entry["key"]], self.ids["initiatives"].get(entry.get("initiative"))
            for role in entry["roles"]:
                self._add(rows.RoleHeld, person_id=person, role=role, initiative_id=narrowed)

    def seats(self) -> None:
        for n, entry in enumerate(self.parts.get("seats", ()), 1):
            own, since = self.ids["seats"][entry["key"]], entry.get("from")
            self._add(
                rows.Seat, entry, n, id=own, key=entry["key"], title=entry["nl"], title_en=entry["en"],
                votes=entry["votes"], organisation_id=known_id(self.ids, entry, "organisation"), from_day=since,
            )  # fmt: skip
            if "holder" in entry:
                holder = self.ids["people"][entry["holder"]]
                self._add(rows.Holder, seat_id=own, person_id=holder, from_day=since)

    def meetings(self) -> None:
        for entry in self.parts.get("meetings", ()):
            own = self._add(rows.Meeting, entry, day=entry["day"], reglement=entry["reglement"])
            for n, item in enumerate(entry.get("agenda", ()), 1):
                asked, initiative = self.requests.get(item.get("request"), (None, None))
                self._add(
                    rows.AgendaItem, item, n, meeting_id=own, request_id=asked, initiative_id=initiative,
                    title=item["nl"], title_en=item["en"], **said_both(item.get("question"), "question"),
                    **said_both(item.get("available"), "available"), **said_both(item.get("careful"), "careful"),
                )  # fmt: skip

    def _add(self, table: Any, part: Part | None = None, n: int = 0, /, **columns: Any) -> str:
        """Add a row with the columns that every row of a portfolio has, where the table knows them; return its id."""
        usual = {"id": None, "n": n, "on_day": self.change.on, "source": (part or {}).get("source")}
        known = {name: value for name, value in usual.items() if name in table.model_fields}
        whole = {**known, **columns}
        whole["id"] = whole["id"] or self.change.new_id()
        self.change.add(table(**whole))
        return str(whole["id"])
