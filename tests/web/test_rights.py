"""Every address x every role x every kind of object: what one may, may not, and cannot even see.

Each run asks each address as each role once, about an object that changes from line to line; `--slow` asks all.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.rights import EVERYBODY, Right, rights
from tests.web.rights_room import RightsRoom, rights_room
from web.app import SITE

RIGHTS = rights()
HIDDEN = [right for right in RIGHTS if "{slug}" in right.address]


@pytest.fixture(scope="module")
def room(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RightsRoom]:
    """One site for all."""
    with rights_room(tmp_path_factory.mktemp("rights"), demo_file) as made:
        yield made


def test_each_address_is_declared_once_and_nothing_else_is() -> None:
    declared = [(right.method, right.address) for right in RIGHTS]

    assert sorted(declared) == sorted((method, address) for method, address, _ in SITE)


def test_each_role_that_is_named_is_one() -> None:
    named = {role.lstrip("-") for right in RIGHTS for role in right.who}

    assert named <= {"anybody", "signed-in", "nobody", *EVERYBODY}


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: f"{right.method} {right.address}")
def test_each_role_may_what_is_declared(room: RightsRoom, right: Right) -> None:
    kinds = _kinds(right)
    turn = RIGHTS.index(right)

    assert _wrong(room, right, [(role, kinds[(turn + n) % len(kinds)]) for n, role in enumerate(EVERYBODY)]) == []


@pytest.mark.slow
@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: f"{right.method} {right.address}")
def test_each_role_may_what_is_declared_on_each_object(room: RightsRoom, right: Right) -> None:
    assert _wrong(room, right, [(role, kind) for kind in _kinds(right) for role in EVERYBODY]) == []


@pytest.mark.parametrize("right", HIDDEN, ids=lambda right: f"{right.method} {right.address}")
def test_what_is_hidden_looks_like_what_is_not_there(room: RightsRoom, right: Right) -> None:
    roles = [role for role in EVERYBODY if role != "casework"]
    role = roles[HIDDEN.index(right) % len(roles)]
    hidden, absent = room.ask(right, role, "confidential"), room.ask(right, role, "absent")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert room.plain(hidden, right, "confidential") == room.plain(absent, right, "absent")
    assert dict(hidden.headers) | {"content-length": ""} == dict(absent.headers) | {"content-length": ""}


def _wrong(room: RightsRoom, right: Right, cells: list[tuple[str, str]]) -> list[str]:
    """Each cell that is not as declared, one line a cell."""
    found = [(role, kind, room.ask(right, role, kind).status_code) for role, kind in cells]
    return [
        f"{right.method} {right.address}: {role} on what is {kind}: {status}, declared {declared}"
        for role, kind, status in found
        if (declared := _declared(right, role, kind)) != _met(status, declared)
    ]


def _kinds(right: Right) -> list[str]:
    if "{slug}" in right.address:
        closed = [] if "{number}" in right.address else ["closed"]
        return ["own", "foreign", "confidential", *closed, "absent", *(["parent"] if "parent" in right.differs else [])]
    if "{day}" in right.address:
        return ["own", "absent", "closed"] if right.method == "GET" else ["own", "absent"]
    return ["own", "absent"] if "{number}" in right.address else ["own"]


def _declared(right: Right, role: str, kind: str) -> str:
    """What is to come: "yes", "403", "404" or a status of its own."""
    if kind == "absent" or (kind == "confidential" and (role != "casework" or "{number}" in right.address)):
        return "404"
    if right.differs.get(kind, "").isdecimal():
        return right.differs[kind]
    is_there = "nobody" not in right.who or "{slug}" in right.address
    if role == "anonymous" and right.method == "POST" and "anybody" not in right.who and is_there:
        return "403"
    if kind in right.differs:
        return "yes" if role == right.differs[kind] else "404"
    if right.who == {"nobody"}:
        return "404"
    return "yes" if right.allows(_seen_as(role, kind)) else "403"


def _seen_as(role: str, kind: str) -> str:
    """Which line of the table counts for a role on this kind: a lead leads what is his own, and only that."""
    if kind == "confidential":
        return "lead"
    swapped = {"lead": "other-lead", "other-lead": "lead"}
    return swapped.get(role, role) if kind == "foreign" else "observer" if kind == "closed" and role == "lead" else role


def _met(status: int, declared: str) -> str:
    return "yes" if declared == "yes" and status not in (403, 404) and status < 500 else str(status)
