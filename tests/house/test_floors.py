"""House rule 2: imports point down, and each package has one owner. The map of the house is this file."""

import sys
from graphlib import CycleError, TopologicalSorter

from tests.house.source import PACKAGES, Module, imports, is_module, modules, told

# A module, or all modules of a package, or all that share the word before the first underscore (engine, engine_casus).
FLOORS = {
    9: "web.app labflow.cli",
    8: "web.pages",
    7: "web.page web.drawing web.frame web.framing web.refusing web.headers web.reader web.typed web.doorstep"
    " web.signing web.mishap",
    6: "labflow.agenda labflow.letters labflow.deciding labflow.meetings labflow.closing labflow.voting"
    " labflow.seats labflow.founding labflow.telling labflow.importing labflow.peopling labflow.portfolio"
    " labflow.presenting labflow.diagram labflow.ballots labflow.procedures labflow.wording labflow.settling"
    " labflow.presiding labflow.adopting labflow.amending labflow.correcting labflow.following labflow.noting"
    " labflow.ruling labflow.terms labflow.weight labflow.mandates labflow.conditions labflow.objections"
    " labflow.paper labflow.waiting labflow.mandate_limits labflow.showing labflow.views labflow.settings"
    " labflow.signing labflow.mailing labflow.proposing labflow.undoing labflow.ahead labflow.remembering"
    " labflow.turns labflow.handing labflow.questions labflow.daily labflow.watching labflow.asking_update"
    " labflow.placing labflow.posting labflow.mail labflow.inviting labflow.calendar labflow.reminding",
    5: "labflow.lifecycle labflow.requesting labflow.acting labflow.publishing labflow.outcomes"
    " labflow.mandate_steps labflow.comply",
    4: "labflow.queries labflow.store labflow.change labflow.record labflow.database labflow.migrations"
    " labflow.upkeep labflow.heartbeat",
    3: "labflow.requirements labflow.stall labflow.engine labflow.soundness labflow.catalogue labflow.asking",
    2: "labflow.minutes labflow.definition labflow.shapes labflow.grammar labflow.loading labflow.shaping"
    " labflow.rulebook labflow.access labflow.facts labflow.dossier labflow.sitting labflow.seating"
    " labflow.procedure labflow.explaining",
    1: "labflow.texts labflow.council labflow.reglement labflow.rows labflow.typed labflow.findings"
    " labflow.chain labflow.schoolyear",
    0: "labflow web labflow.words labflow.reasons labflow.clock labflow.looking",
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}

# Who may import a package from outside: rooms as above, or "web" for every room of it.
SQL = (
    "labflow.store labflow.change labflow.record labflow.database labflow.queries labflow.rows"
    " labflow.migrations labflow.upkeep"
)
OWNERS = {
    "transitions": "labflow.engine",
    "sqlalchemy": SQL,
    "sqlmodel": SQL,
    "sqlite3": SQL,
    "alembic": "labflow.migrations",
    "psycopg": "labflow.database",
    "pysqlite3": "labflow.database",
    "ruamel": "labflow.loading",
    "babel": "labflow.texts",
    "jinja2": "web labflow.mail",
    "markupsafe": "web",
    "fastapi": "web",
    "starlette": "web",
    "uvicorn": "labflow.cli",
    "icalendar": "labflow.inviting labflow.calendar",
}
CLOCK = "labflow.clock"
CLOCK_CALLS = (
    ("datetime", {"now", "utcnow", "today", "fromtimestamp"}),
    ("date", {"today"}),
    ("time", {"time", "time_ns", "localtime", "gmtime", "strftime"}),
    ("func", {"now", "current_timestamp", "current_date"}),
)


def test_every_module_has_a_floor() -> None:
    homeless = [module.path for module in modules(*PACKAGES) if _floor(module.name) is None]

    assert homeless == [], told(homeless, "give each of these a floor in FLOORS of tests/house/test_floors.py")


def test_imports_point_down() -> None:
    upward = [
        f"{module.path}:{line} (floor {_floor(module.name)}) imports {name} (floor {_floor(name)})"
        for module in modules(*PACKAGES)
        for name, line in imports(module)
        if is_module(name) and (_floor(name) or 0) > (_floor(module.name) or 0)
    ]

    assert upward == [], told(upward)


def test_no_circle_of_imports() -> None:
    graph = {
        module.name: {name for name, _ in imports(module) if is_module(name)} - {module.name}
        for module in modules(*PACKAGES)
    }
    try:
        circle: list[str] = []
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        circle = found.args[1]

    assert circle == [], told(circle)


def test_every_outside_package_has_an_owner() -> None:
    unknown = [
        f"{module.path}:{line} imports {name}: name its owner in OWNERS of tests/house/test_floors.py"
        for module, name, line in _outside()
        if _package(name) not in OWNERS and _package(name) not in sys.stdlib_module_names
    ]

    assert unknown == [], told(unknown)


def test_only_the_owner_imports_a_package() -> None:
    strangers = [
        f"{module.path}:{line} imports {name}, which belongs to {OWNERS[_package(name)]}"
        for module, name, line in _outside()
        if _package(name) in OWNERS and not _owns(module, _package(name))
    ]

    assert strangers == [], told(strangers)


def test_only_the_clock_asks_what_time_it_is() -> None:
    askers = [
        f"{module.path}:{call.lineno} calls {name}(): take the day from the dossier or the change"
        for module in modules(*PACKAGES)
        if module.name != CLOCK
        for call, name in module.calls()
        if _asks_the_time(name)
    ]
    askers += [
        f"{module.path}:{line} imports time's clock by name"
        for module in modules(*PACKAGES)
        if "from time import time" in module.text
        for line in [1]
    ]

    assert askers == [], told(askers)


def test_workflows_hold_no_code() -> None:
    assert [module.path for module in modules("workflows")] == []


def _outside() -> list[tuple[Module, str, int]]:
    return [
        (module, name, line)
        for module in modules(*PACKAGES)
        for name, line in imports(module)
        if _package(name) not in PACKAGES
    ]


def _package(name: str) -> str:
    return name.split(".")[0]


def _room(name: str) -> str:
    return ".".join(name.split(".")[:2])


def _floor(name: str) -> int | None:
    room = _room(name)
    return FLOOR.get(room, FLOOR.get(_family(room)))


def _family(room: str) -> str:
    package, _, word = room.partition(".")
    return f"{package}.{word.lstrip('_').split('_')[0]}" if word else package


def _owns(module: Module, package: str) -> bool:
    room = _room(module.name)
    return bool({room, _family(room), _package(room)} & set(OWNERS[package].split()))


def _asks_the_time(name: str) -> bool:
    *before, last = name.split(".")
    return bool(before) and any(before[-1] == owner and last in calls for owner, calls in CLOCK_CALLS)
