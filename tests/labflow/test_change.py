"""A change: what it writes is what it logs, once, and in an order that nobody can dispute."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypedDict

import pytest
from sqlalchemy import select

from labflow import chain, record
from labflow.access import Actor
from labflow.change import table_of
from labflow.reasons import Invalid
from labflow.rows import LOGGED, DemoDay, Initiative, Log, LogPayload, Note, Organisation, Person, Tick
from labflow.store import Store, erase
from tests.labflow.writing import SYSTEM, add_initiative, opened

NOON = datetime(2023, 9, 11, 10, 0, 0, 123456, tzinfo=UTC)


def test_an_entry_says_who_did_what_when_and_holds_only_what_is_open(store: Store) -> None:
    with store.change(Actor("lead", "p1"), via="web", now=lambda: NOON, **_seeded()) as change:
        change.add(Person(id="p1", key="lead"))
        add_initiative(change, "secret-title")
        change.record("open", role="team", wf="abc", decision="d1", why=[("has_lead", "met")])

    (entry,) = _entries(store)
    payloads = _payloads(store)
    assert entry == {
        "v": 1, "seq": 1, "at": "2023-09-11T10:00:00.123Z", "on": "2023-09-11", "actor": "p1", "role": "team",
        "via": "web", "act": "open", "wf": "abc", "decision": "d1", "why": [["has_lead", "met"]],
        "rows": {
            "person": {"p1": {}},
            "initiative": {"id0": {
                "workflow": "lab", "version": 1, "stage": "begin", "rev": 0, "exercise": 0, "when_precision": "none",
            }},
        },
        "com": {f"{one.tbl}/{one.row}": chain.commitment(one.salt, one.data) for one in payloads},
    }  # fmt: skip
    assert {f"{one.tbl}/{one.row}": json.loads(one.data) for one in payloads} == {
        "person/p1": {"key": "lead"},
        "initiative/id0": {"slug": "secret-title", "title": "Secret-Title"},
    }


def test_the_same_seed_gives_the_same_head_on_both_databases(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.change(SYSTEM, now=lambda: NOON, **_seeded()) as change:
        raise ZeroDivisionError(add_initiative(change, "lost"))
    with store.change(SYSTEM, now=lambda: NOON, **_seeded()) as change:
        school = change.add(Organisation(id=change.new_id(), slug="school", name="\xc9cole", number=7))
        change.record("organisation")
        change.put(Organisation, school.id, number=8)
        change.record("organisation")

    with store.reading() as conn:
        assert record.verify(conn).head == "98af2079b22a2eb69cd3e195e2bb6dbbc402bc3b7f1ffea68b2d31e616e4c9ee"


def test_a_row_put_twice_is_logged_as_it_ended(store: Store) -> None:
    id = opened(store)
    with store.change(SYSTEM) as change:
        change.put(Initiative, id, stage="middle")
        change.put(Initiative, id, stage="end", rev=2)
        change.record("advance")

    image = _entries(store)[-1]["rows"]["initiative"][id]
    assert (image["stage"], image["rev"], image["workflow"]) == ("end", 2, "lab")


def test_a_swap_happens_only_from_what_was_expected(store: Store) -> None:
    id = opened(store)
    with store.change(SYSTEM) as change:
        assert change.compare_and_swap(Initiative, id, {"rev": 7, "stage": "begin"}, rev=8) is False
        assert change.compare_and_swap(Initiative, id, {"rev": 0, "stage": "begin"}, rev=1, stage="end") is True
        change.record("advance")

    with store.reading() as conn:
        assert conn.execute(select(table_of(Initiative).c.rev, table_of(Initiative).c.stage)).one() == (1, "end")


def test_a_row_that_is_not_there_cannot_be_put(store: Store) -> None:
    with pytest.raises(AssertionError, match="no Initiative 'none'"), store.change(SYSTEM) as change:
        change.put(Initiative, "none", stage="end")


def test_one_change_may_hold_two_acts(store: Store) -> None:
    with store.change(SYSTEM) as change:
        first = add_initiative(change, "first")
        assert change.record("open") == 1
        second = add_initiative(change, "second")
        assert change.record("open") == 2

    assert [list(entry["rows"]["initiative"]) for entry in _entries(store)] == [[first], [second]]


def test_a_shielded_change_shows_nothing_of_its_rows(store: Store) -> None:
    with store.change(SYSTEM) as change:
        change.shielded = True
        id = add_initiative(change, "quiet", stage="very-telling")
        change.record("open", wf="abc", decision="d1", why=["telling"])

    (entry,) = _entries(store)
    assert entry["rows"] == {}
    assert (entry["act"], list(entry["com"])) == ("casework", [f"initiative/{id}"])
    assert entry.keys().isdisjoint({"wf", "decision", "why"})
    assert "telling" not in json.dumps(entry)
    assert _is_right(store)


def test_true_is_one_and_what_is_empty_is_left_out(store: Store) -> None:
    with store.change(SYSTEM) as change:
        id = change.new_id()
        change.add(Initiative(id=id, slug="s", title="", workflow="lab", version=1, stage="x", exercise=True))
        change.record("open")

    image = _entries(store)[0]["rows"]["initiative"][id]
    assert (image["exercise"], "parent_id" in image) == (1, False)
    assert json.loads(_payloads(store)[0].data) == {"slug": "s", "title": ""}


def test_text_is_kept_in_one_spelling(store: Store) -> None:
    id = opened(store)
    with store.change(SYSTEM) as change:
        change.put(Initiative, id, title="e\u0301e\u0301n")
        change.record("rename")

    with store.reading() as conn:
        assert conn.execute(select(table_of(Initiative).c.title)).scalar() == "\xe9\xe9n"
    assert _is_right(store)


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\udfff tail"])
def test_text_that_no_database_keeps_is_refused(store: Store, text: str) -> None:
    id = opened(store)
    with pytest.raises(Invalid) as refused, store.change(SYSTEM) as change:
        change.put(Initiative, id, title=text)

    assert [reason.code for reason in refused.value.reasons] == ["store.unwritable_text"]


@pytest.mark.parametrize("number", [2**31, -(2**31), 2**63, 10**100])
def test_a_number_that_no_column_holds_is_refused(store: Store, number: int) -> None:
    id = opened(store)
    with pytest.raises(Invalid) as refused, store.change(SYSTEM) as change:
        change.put(Initiative, id, rev=number)

    assert [reason.code for reason in refused.value.reasons] == ["store.number_too_large"]


def test_time_never_goes_back(store: Store) -> None:
    opened(store)
    with store.change(SYSTEM, now=lambda: datetime(1970, 1, 1, tzinfo=UTC), on=date(1969, 1, 1)) as change:
        add_initiative(change, "late")
        change.record("open")

    first, second = _entries(store)
    assert second["at"] == first["at"]
    assert second["on"] == "1969-01-01"


def test_the_day_is_the_day_where_the_network_is(store: Store) -> None:
    late = datetime(2024, 6, 30, 22, 30, tzinfo=UTC)
    with store.change(SYSTEM, now=lambda: late, zone="Europe/Brussels", dry_run=True) as change:
        change.nothing_to_do()
        assert (change.on, change.today) == (date(2024, 7, 1), date(2024, 7, 1))
    with store.change(SYSTEM, now=lambda: late, zone="America/New_York", dry_run=True) as change:
        change.nothing_to_do()
        assert change.on == date(2024, 6, 30)


def test_a_demo_keeps_its_own_day(store: Store) -> None:
    with store.change(SYSTEM) as change:
        change.add(DemoDay(id="demo", today=date(2023, 9, 11)))
        change.record("demo")
    with store.change(SYSTEM) as change:
        change.nothing_to_do()
        assert change.on == date(2023, 9, 11)

    with pytest.raises(Invalid) as refused, store.change(SYSTEM, on=date(2023, 9, 12)):
        pass
    (reason,) = refused.value.reasons
    assert (reason.code, dict(reason.values)) == (
        "store.day_in_future", {"on": date(2023, 9, 12), "today": date(2023, 9, 11)},
    )  # fmt: skip


def test_a_day_that_has_not_come_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="day_in_future"), store.change(SYSTEM, on=date(9999, 12, 31)):
        pass


def test_only_somebody_can_act(store: Store) -> None:
    with pytest.raises(AssertionError, match="only a person"), store.change(Actor("a-key-is-not-an-id")) as change:
        change.record("open")


def test_what_is_erased_is_gone_from_the_table_and_from_every_entry(store: Store) -> None:
    id = opened(store, "needle")
    with store.change(SYSTEM) as change:
        change.put(Initiative, id, title="Needle again", origin="a needle", stage="end")
        change.record("rename")
    before = [entry["com"] for entry in _entries(store)]

    with store.change(SYSTEM) as change:
        erase(change, "initiative", id, "asked-by-the-person")

    with store.reading() as conn:
        row = conn.execute(select(table_of(Initiative))).one()
        assert record.verify(conn).problems == ()
    assert (row.slug, row.title, row.origin, row.stage) == (id, id, None, "end")
    assert [entry["com"] for entry in _entries(store)][:2] == before
    assert _entries(store)[-1]["erases"] == [f"initiative/{id}"]
    assert [one.seq for one in _payloads(store) if one.tbl == "initiative"] == [3]


def test_every_column_says_whether_the_log_may_show_it() -> None:
    undeclared = [
        f"{row_class.__name__}.{column.name}"
        for row_class in LOGGED
        for column in table_of(row_class).columns
        if column.info.get("log") not in ("open", "private", "derived")
    ]

    assert undeclared == []


@pytest.mark.parametrize("row_class", [Note, Initiative, Tick])
def test_text_that_people_write_is_private(row_class: Any) -> None:
    words = {"text", "text_en", "title", "slug", "evidence", "link", "why", "origin", "source"}
    shown = {column.name for column in table_of(row_class).columns if column.info["log"] == "open"}

    assert shown & words == set()


class _Seeded(TypedDict):
    new_id: Callable[[], str]
    new_salt: Callable[[], str]


def _seeded() -> _Seeded:
    ids, salts = count(), count()
    return {"new_id": lambda: f"id{next(ids)}", "new_salt": lambda: f"{next(salts):064x}"}


def _entries(store: Store) -> list[dict[str, Any]]:
    with store.reading() as conn:
        return [json.loads(body) for body in conn.execute(select(table_of(Log).c.body).order_by("seq")).scalars()]


def _payloads(store: Store) -> list[Any]:
    with store.reading() as conn:
        return list(conn.execute(select(table_of(LogPayload)).order_by("seq")).all())


def _is_right(store: Store) -> bool:
    with store.reading() as conn:
        return record.verify(conn).ok
