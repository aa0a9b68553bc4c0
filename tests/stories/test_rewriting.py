"""Nobody rewrites what was decided: every verb, every page and every role tries, with what was decided as its target.

Beside a decision there may come more (a correction, a revision, a met condition); the decision and its meeting stay as
they are. A person with SQL can change a table: the last tests show what the record then says.
"""

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

import labflow
from labflow import closing, meetings, rows
from labflow.reasons import Refusal
from labflow.store import Store
from labflow.terms import Term
from tests.labflow.council_room import AFTER, DAY, ROLES, SYSTEM, Room, network, room
from tests.prepared import prepared
from tests.stories.chronicle import Chronicle
from tests.stories.council_laws import a_closed_meeting_never_changes, decisions_never_change
from tests.web.visitor import visiting
from web.app import SITE

KEPT = ("decision", "meeting", "agenda_item", "attendance", "position", "vote", "ballot", "outcome", "advice")
LATER = date(2023, 12, 1)
ALL = "everybody"
INSIDE = re.compile(
    r"labflow\.(sitting|dossier|procedure|rows|reglement|facts|importing_sheet)\.|^tuple|^frozen|Literal|Any"
)
GIVEN: dict[str, object] = {
    "day": DAY, "n": 1, "to": "2", "slug": "proef", "seat": "zetel-01", "key": "zetel-01", "item": "a1", "k": 1,
    "title": "Anders", "why": "Omdat.", "evidence": "Een brief.", "text": "Anders.", "kind": "suspensive", "asks": {},
    "amount": "99000", "method": "vote", "secret": True, "yes": 9, "no": 0, "abstain": 0, "minutes": 5, "version": 1,
    "decision": "2023-001", "state": "done", "transition": "opstarten", "until": LATER.isoformat(), "scope": "Alles",
    "request": "a-2023-001", "what": "Huur", "starts_at": DAY, "year": "2023-2024", "days": [DAY], "chair": "member",
    "secretary": "lead", "asked_by": "Iemand", "by": "vote", "terms": [], "ns": [1], "urgent": True, "target": "Iets",
    "grid": {("zetel-01", "1"): "no", ("zetel-02", "meeting"): "absent"}, "reason": "Omdat.", "motivation": "Anders.",
    "question": "Waarom?", "expertise": "Recht", "person_id": "person-other", "person": "other", "name": "De stad",
    "where": "De stad", "who": "De raad", "since": "2022", "when": "2022", "changes": {"amount": "99000"},
    "editorial": True, "parent": None, "lead": "lead", "rev": None, "by_day": None, "mood": None, "texts": None,
    "source": None, "review": None, "is_open": True, "place": "Elders", "from_day": DAY, "votes": True, "at": "10:00",
    "substitute": True, "paper": True, "organisation_id": None, "contribution": None, "roles": ["voorzitter"],
    "act": "close", "decision_id": "", "stage": "opstart", "decided_by": "De raad", "partners": ["De stad"],
    "explained": {"a1": ("Omdat.", LATER.isoformat())}, "address": "iemand@example.org",
    "successor": "other", "word": "Tot ziens.", "event": "een subsidie",
    "asker": "Een school", "on": DAY, "review_day": LATER.isoformat(), "hours": 5,
}  # fmt: skip
"""What each verb gets, by the name of the parameter: a new name has to be added here."""
TRIED: dict[str, tuple[object, ...]] = {
    "number": ("2023-001", "2023-002", "a-2023-001"), "outcome": ("rejected", "approved"), "after": ("9", "Anders"),
    "value": ("no", "absent", "disagree"), "field": ("title", "day", "yes", "amount", "outcome"),
}  # fmt: skip


@prepared
def decided(store: Store) -> Room:
    """A closed meeting: a request approved under a condition, a title rejected by vote, and one deferred."""
    made = room(store)
    with store.change(SYSTEM, now=made.noon) as change:
        change.add(rows.Person(id="person-all", key=ALL))
        for n, role in enumerate(network().network.roles):
            change.add(rows.RoleHeld(id=f"role-all-{n}", person_id="person-all", role=role))
        change.record("people")
    made.convened().convened(LATER)
    made.does("coordinator", meetings.place, DAY, made.asked())
    for title in ("Twee", "Drie"):
        made.does("coordinator", meetings.place_title, DAY, title)
    made.gathered(17).voted(2, "3-9-1")
    terms = [Term("Akkoord", "lead", LATER.isoformat())]
    made.does("secretary", closing.note, DAY, 1, "approved-with-conditions", None, terms)
    made.does("secretary", closing.note, DAY, 2, "rejected")
    made.does("secretary", closing.note, DAY, 3, "deferred")
    made.does("chair", closing.close, DAY)
    made.today = AFTER
    return made


def kept(store: Store) -> dict[str, list[Any]]:
    """Every row of the meeting and its decisions, with the private columns."""
    (meeting,) = _selected(store, f"select id from meeting where day = '{DAY}'")
    items = f"select id from agenda_item where meeting_id = '{meeting[0]}'"
    return {
        table: _selected(store, f"select * from {table} where {_where(table, meeting[0], items)} order by id")
        for table in KEPT
    }


def _where(table: str, meeting: str, items: str) -> str:
    if table == "meeting":
        return f"id = '{meeting}'"
    column = "meeting_id" if table in ("decision", "agenda_item", "attendance") else "agenda_item_id"
    return f"{column} = '{meeting}'" if column == "meeting_id" else f"{column} in ({items})"


def _selected(store: Store, sql: str) -> list[Any]:
    with store.reading() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(sql)]


def verbs() -> Iterator[Callable[..., object]]:
    """Every function of labflow that takes a change, a catalogue and plain values."""
    for module in pkgutil.iter_modules(labflow.__path__, "labflow."):
        for name, found in vars(import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name and not name.startswith("_"):
                names = list(inspect.signature(found).parameters)
                if names[:2] == ["change", "catalogue"] and not _is_inside(found):
                    yield found


def _is_inside(found: Callable[..., object]) -> bool:
    """Whether it works on values that only labflow itself makes."""
    parameters = inspect.signature(found).parameters.values()
    return any(INSIDE.search(str(one.annotation)) for one in parameters)


def attempts(verb: Callable[..., object], ids: dict[str, str]) -> Iterator[dict[str, object]]:
    """What to give it: once for each value that is worth trying."""
    names = list(inspect.signature(verb).parameters)[2:]
    fixed = {name: ids.get(name, GIVEN.get(name)) for name in names}
    many = next((name for name in names if name in TRIED), None)
    fixed |= {name: TRIED[name][0] for name in names if name in TRIED}
    for value in TRIED[many] if many else (None,):
        yield fixed | ({many: value} if many else {})


def tried(made: Room, who: str, verb: Callable[..., object], given: dict[str, object]) -> str:
    """One attempt; what came of it. An inner function that records nothing is rolled back as a mistake."""
    try:
        made.does(who, verb, **given)
    except Refusal:
        return "refused"
    except (AssertionError, StopIteration, KeyError, AttributeError, TypeError):
        return "no verb"
    return "done"


def test_no_verb_in_any_role_changes_a_decision_or_its_meeting(decided: Room) -> None:
    before, told = kept(decided.store), Chronicle((decisions_never_change, a_closed_meeting_never_changes), ())
    ids = _ids(decided.store)
    heard = {"done": 0, "refused": 0, "no verb": 0}
    for verb in verbs():
        for given in attempts(verb, ids):
            came = tried(decided, ALL, verb, given)
            heard[came] += 1
        with decided.store.reading() as conn:
            assert told.read(conn) == [], verb

    print(heard)
    assert kept(decided.store) == before
    assert heard["done"] > 15
    assert heard["refused"] > 40


@pytest.mark.parametrize("who", [*ROLES, "member"])
def test_no_single_role_does_it_either(decided: Room, who: str) -> None:
    """The verbs that name a decision or a meeting, by somebody with one role."""
    before, ids = kept(decided.store), _ids(decided.store)
    for verb in verbs():
        if {"day", "number", "decision_id"} & inspect.signature(verb).parameters.keys():
            tried(decided, who, verb, next(attempts(verb, ids)))

    assert kept(decided.store) == before
    assert decided.verified().ok


def test_every_parameter_of_a_verb_has_something_to_try() -> None:
    known = {*GIVEN, *TRIED, *_ID_NAMES, "change", "catalogue"}
    unknown = {f"{v.__module__}.{v.__name__}: {n}" for v in verbs() for n in inspect.signature(v).parameters} - {
        f"{v.__module__}.{v.__name__}: {n}" for v in verbs() for n in known
    }

    assert unknown == set()
    assert len(list(verbs())) > 60


def test_no_page_changes_a_decision_or_its_meeting(decided: Room) -> None:
    before, fields = kept(decided.store), _fields()
    places = {
        "day": DAY.isoformat(), "n": "1", "slug": "proef", "item": "a1", "transition": "opstarten",
        "number": "2023-001", "field": "sinds",
    }  # fmt: skip
    answered = []
    with visiting(decided.store.url) as visit:
        for who in (ALL, "chair", "secretary", "coordinator", "member"):
            for method, address, _ in SITE:
                if method == "POST" and not address.startswith(("/wie", "/taal", "/dag", "/afmelden", "/aanmelden")):
                    to = re.sub(r"{(\w+)}", lambda found: places.get(found[1], "1"), address)
                    answered.append(visit(who).client.post(to, data=fields).status_code)

    assert max(answered) < 500
    assert {403, 404, 409, 422} & set(answered)
    assert kept(decided.store) == before
    assert decided.verified().ok


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("update decision set outcome = 'approved' where number = '2023-002'", "record.row_differs"),
        ("update decision set title = 'Iets anders' where number = '2023-002'", "record.row_differs"),
        ("delete from decision where number = '2023-003'", "record.row_missing"),
        ("update vote set value = 'yes'", "record.row_differs"),
    ],
)
def test_what_somebody_changes_with_sql_the_record_finds(decided: Room, sql: str, code: str) -> None:
    with decided.store._writer.begin() as conn:
        conn.exec_driver_sql(sql)

    assert code in {problem.code for problem in decided.verified().problems}


@pytest.mark.parametrize("sql", ["update log set body = '{}'", "delete from log where seq > 3"])
def test_the_log_itself_refuses(decided: Room, sql: str) -> None:
    with suppress(DBAPIError), decided.store._writer.begin() as conn:
        conn.exec_driver_sql(sql)
        raise AssertionError("the database let it happen")

    assert decided.verified().ok


_ID_NAMES = ("mandate_id", "condition_id", "decision_id", "outcome_id")


def _ids(store: Store) -> dict[str, str]:
    """Ids of the rows that hang on the first decision."""
    (decision,) = _selected(store, "select id from decision where number = '2023-001'")
    (condition,) = _selected(store, "select id from condition")
    return {
        "decision_id": decision[0], "condition_id": condition[0], "mandate_id": "none", "outcome_id": "none",
    }  # fmt: skip


def _fields() -> dict[str, str]:
    """Every field that a form of a page has, filled in."""
    folder = Path(__file__).parents[2] / "web" / "templates"
    pages = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html")))
    names = set(re.findall(r'name="([a-z_-]+)"', pages)) | set(re.findall(r"field\w*\([\"']([a-z_-]+)[\"']", pages))
    known = {"uitkomst": "rejected", "stem": "no", "zetel": "zetel-01", "waarom": "Omdat."}
    return {name: known.get(name, "1") for name in sorted(names - {"rev", "terug"})}
