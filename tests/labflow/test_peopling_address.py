"""Where somebody can be reached: nobody else's, in one entry, and forgotten when it changes or they end."""

from datetime import date
from pathlib import Path

import pytest

from labflow import peopling, record
from labflow.queries.signing import addresses
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, desk, everything
from tests.prepared import prepared

MAIL = "noord@voorbeeld.be"


@prepared
def at(store: Store) -> Desk:
    return desk(store)


def reached(at: Desk) -> dict[str, str]:
    with at.store.reading() as conn:
        assert record.verify(conn).ok
        return dict(addresses(conn))


def test_an_invitation_is_one_entry_and_the_address_is_in_none(at: Desk) -> None:
    before = len(everything(at.store)["log"])
    at.does("coordinator", peopling.invite, "Team Noord", " Noord@Voorbeeld.be ", ["team"])

    log = everything(at.store)["log"]
    assert len(log) == before + 1
    assert MAIL not in repr(log)
    assert reached(at) == {"team-noord": MAIL}


def test_only_who_answers_for_people_invites(at: Desk) -> None:
    for who in ("trekker-een", "voorzitter", "team", "lid", "raadslid-een", "caseteam-1"):
        assert at.refused(who, peopling.invite, "nieuw", MAIL) == "not_allowed access.not_allowed"
        assert at.refused(who, peopling.give, "lid", "team") == "not_allowed access.not_allowed"


def test_an_address_is_of_one_person(at: Desk) -> None:
    at.does("coordinator", peopling.invite, "lid", MAIL)
    before = everything(at.store)

    assert at.refused("coordinator", peopling.invite, "team", MAIL.upper()) == "blocked peopling.address_taken"
    assert everything(at.store) == before
    at.does("coordinator", peopling.invite, "lid", MAIL, ["team"])
    assert reached(at) == {"lid": MAIL}


@pytest.mark.parametrize("later", ["another address", "the end"])
def test_an_address_that_is_over_is_forgotten_everywhere(at: Desk, later: str, database: str) -> None:
    at.does("coordinator", peopling.invite, "lid", MAIL)
    if later == "the end":
        at.does("coordinator", peopling.end, "lid")
        assert reached(at) == {}
    else:
        at.does("coordinator", peopling.invite, "lid", "nieuw@voorbeeld.be")
        assert reached(at) == {"lid": "nieuw@voorbeeld.be"}

    assert MAIL not in repr(everything(at.store))
    if database == "sqlite":
        file = Path(at.store.url.removeprefix("sqlite:///"))
        assert not any(MAIL.encode() in one.read_bytes() for one in file.parent.glob("labflow.db*"))


def test_whoever_ended_can_be_invited_again(at: Desk) -> None:
    at.does("coordinator", peopling.invite, "lid", MAIL)
    at.does("coordinator", peopling.end, "lid")
    at.does("coordinator", peopling.invite, "lid", MAIL, ["lid"])

    assert reached(at) == {"lid": MAIL}


def test_a_role_has_its_days(at: Desk) -> None:
    days = (date(2023, 9, 20), date(2024, 7, 1))
    at.does("coordinator", peopling.give, "team", "verslaggever", "", days)
    with at.store.reading() as conn:
        held = conn.exec_driver_sql("select from_day, until_day from role_held where role = 'verslaggever'").all()

    assert [str(day) for day in held[-1]] == ["2023-09-20", "2024-07-01"] or len(held) == 2
    assert at.refused("coordinator", peopling.give, "lid", "team", "", (TODAY, TODAY)) == "invalid peopling.days"
    assert at.refused("coordinator", peopling.give, "niemand", "team") == "not_found query.no_person"
    assert at.refused("coordinator", peopling.give, "team", "team") == "blocked peopling.already"
