"""People come, hold roles and go; there is always somebody left who may add others."""

from datetime import UTC, date, datetime

import pytest

from labflow import lifecycle, peopling, rows
from labflow.access import Actor
from labflow.queries.people import actor, people
from labflow.reasons import Blocked, Invalid
from labflow.store import Store
from tests.labflow.desk import SYSTEM, TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared

TOMORROW = date(2023, 9, 12)


@prepared
def at(store: Store) -> Desk:
    return desk(store)


def known(at: Desk, key: str, day: date = TODAY) -> Actor | None:
    """Who this is on a day."""
    with at.store.reading() as conn:
        return actor(conn, catalogue().network, key, day)


def roles(at: Desk, key: str) -> set[str] | None:
    found = known(at, key)
    return set(found.roles) if found else None


def test_a_person_is_added_with_roles_and_later_gets_more(at: Desk) -> None:
    at.does("coordinator", peopling.add, "Team Noord", ["team", "team"])
    assert roles(at, "team-noord") == {"team"}

    at.does("beheerder", peopling.add, "team-noord", ["team", "voorzitter"])
    assert roles(at, "team-noord") == {"team", "voorzitter"}
    with at.store.reading() as conn:
        held = conn.exec_driver_sql("select count(*) from role_held where person_id not like 'person-%%'").scalar_one()
    assert held == 2


def test_only_who_answers_for_people_may_add_and_end_them(at: Desk) -> None:
    for who in ("trekker-een", "voorzitter", "team", "lid", "raadslid-een"):
        assert at.refused(who, peopling.add, "nieuw") == "not_allowed access.not_allowed"
        assert at.refused(who, peopling.end, "lid") == "not_allowed access.not_allowed"


@pytest.mark.parametrize("given", [("lid", ["lid"]), ("lid", []), ("trekker-een", [])])
def test_what_would_change_nothing_is_refused(at: Desk, given: tuple[str, list[str]]) -> None:
    before = everything(at.store)

    assert at.refused("coordinator", peopling.add, *given) == "blocked peopling.already"
    assert everything(at.store) == before


@pytest.mark.parametrize(
    ("key", "role", "code"),
    [
        ("", "lid", "typed.empty"),
        ("???", "lid", "typed.no_slug"),
        ("nieuw", "koning", "typed.not_a_choice"),
        ("nieuw", "job", "typed.not_a_choice"),
        ("nieuw", None, "typed.not_a_choice"),
        (7, "lid", "typed.not_text"),
    ],
)
def test_a_key_and_a_role_are_what_the_network_knows(at: Desk, key: object, role: object, code: str) -> None:
    assert at.refused("coordinator", peopling.add, key, [role]) == f"invalid {code}"


def test_casework_is_for_one_initiative_and_no_other_role_is(at: Desk) -> None:
    at.stands("steun", "experiment")
    needs_one = "invalid peopling.casework_for_one"

    assert at.refused("coordinator", peopling.add, "caseteam-2", ["caseteam"]) == needs_one
    assert at.refused("coordinator", peopling.add, "caseteam-2", ["lid"], "steun") == needs_one
    at.does("coordinator", peopling.add, "caseteam-2", ["caseteam"], "steun")

    found = known(at, "caseteam-2")
    assert found is not None
    assert found.casework == {"i-steun"}


def test_who_ends_loses_roles_seats_and_leads_but_stays_known(at: Desk) -> None:
    slug = at.opened(lead="raadslid-een")

    at.does("coordinator", peopling.end, "Raadslid een")

    assert known(at, "raadslid-een") is None
    with at.store.reading() as conn:
        assert "raadslid-een" in people(conn).values()
    assert at.dossier(slug).lead is None
    assert at.refused("raadslid-een", lifecycle.note, slug, "Nog iets") == "not_allowed access.unknown_person"
    assert at.refused("coordinator", peopling.end, "raadslid-een") == "not_found query.no_person"


def test_a_lead_that_would_end_later_ends_with_the_person(at: Desk) -> None:
    slug = at.opened(lead="raadslid-een")
    with at.store.change(SYSTEM) as change:
        (lead,) = change.conn.exec_driver_sql("select id from lead").scalars()
        change.put(rows.Lead, str(lead), until_day=TOMORROW)
        change.record("assign")

    at.does("coordinator", peopling.end, "raadslid-een")

    assert at.dossier(slug).lead is None


def test_who_ended_can_come_back_without_the_old_roles(at: Desk) -> None:
    at.does("coordinator", peopling.end, "voorzitter")
    at.does("coordinator", peopling.add, "voorzitter", ["lid"])
    assert roles(at, "voorzitter") == {"lid"}

    at.does("coordinator", peopling.end, "voorzitter")
    at.does("coordinator", peopling.add, "voorzitter")
    assert roles(at, "voorzitter") == set()


def test_one_role_ends_and_the_person_stays(at: Desk) -> None:
    at.does("coordinator", peopling.add, "team", ["lid"])

    at.does("coordinator", peopling.end, "team", ["lid"])

    assert roles(at, "team") == {"team"}
    assert at.refused("coordinator", peopling.end, "team", ["lid"]) == "blocked peopling.not_held"


def test_nobody_takes_from_oneself_what_lets_one_add_others(at: Desk) -> None:
    at.does("coordinator", peopling.add, "coordinator", ["lid"])

    assert at.refused("coordinator", peopling.end, "coordinator") == "blocked peopling.not_yourself"
    assert at.refused("coordinator", peopling.end, "coordinator", ["coordinator"]) == "blocked peopling.not_yourself"
    at.does("coordinator", peopling.end, "coordinator", ["lid"])
    assert roles(at, "coordinator") == {"coordinator"}


def test_the_first_person_is_added_by_anybody_and_is_the_one_who_did_it(store: Store) -> None:
    with store.change(SYSTEM, now=lambda: datetime(2023, 9, 11, 12, tzinfo=UTC)) as change:
        peopling.add_first(change, catalogue(), "coordinator", ["coordinator"])

    (entry,) = Desk(store).log()
    assert (entry["act"], entry["actor"]) == ("people", next(iter(entry["rows"]["person"])))
    assert roles(Desk(store), "coordinator") == {"coordinator"}
    with pytest.raises(Blocked) as refused, store.change(SYSTEM) as change:
        peopling.add_first(change, catalogue(), "beheerder", ["beheerder"])
    assert [reason.code for reason in refused.value.reasons] == ["peopling.not_first"]


@pytest.mark.parametrize("given", [[], ["lid"], ["trekker", "voorzitter"]])
def test_the_first_person_must_be_able_to_add_others(store: Store, given: list[str]) -> None:
    with pytest.raises(Invalid) as refused, store.change(SYSTEM) as change:
        peopling.add_first(change, catalogue(), "iemand", given)

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values) == ("peopling.first_must_lead", {"roles": ("coordinator", "beheerder")})
