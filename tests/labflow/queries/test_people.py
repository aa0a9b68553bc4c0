"""Who somebody is on a day, on both databases."""

from datetime import date, timedelta

from labflow import rows
from labflow.access import NOBODY, Actor
from labflow.queries.people import actor, organisation_by_name, people
from labflow.store import Store
from tests.labflow.desk import PEOPLE, TODAY, Desk, catalogue, desk
from tests.prepared import prepared

TOMORROW = TODAY + timedelta(days=1)


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def who(at: Desk, key: str | None, day: date = TODAY) -> Actor | None:
    """The actor with this key on a day."""
    with at.store.reading() as conn:
        return actor(conn, catalogue().network, key, day)


def test_somebody_has_the_roles_leads_and_seats_of_that_day(at: Desk) -> None:
    slug = at.stands("steun", "experiment")
    at.casework("steun")
    id = at.dossier(slug).id

    told = [who(at, key) for key in ("coordinator", "trekker-een", "raadslid-een", "caseteam-1")]

    assert told == [
        Actor("coordinator", "person-coordinator", frozenset({"coordinator"})),
        Actor("trekker-een", "person-trekker-een", frozenset({"trekker"}), leads=frozenset({id})),
        Actor("raadslid-een", "person-raadslid-een", frozenset({"raadslid"}), seats=frozenset({"seat-een"})),
        Actor("caseteam-1", "person-caseteam-1", frozenset({"caseteam"}), casework=frozenset({id})),
    ]


def test_a_role_holds_from_its_first_day_until_the_day_it_ends(at: Desk) -> None:
    at.adds(lambda change: rows.RoleHeld(
        id="short", person_id="person-lid", role="team", from_day=TODAY, until_day=TOMORROW,
    ))  # fmt: skip

    told = [who(at, "lid", TODAY + timedelta(days=n)) for n in (-1, 0, 1)]

    assert [sorted(each.roles) if each else None for each in told] == [["lid"], ["lid", "team"], ["lid"]]


def test_nobody_and_somebody_unknown_are_two_answers(at: Desk) -> None:
    assert [who(at, key) for key in (None, "")] == [NOBODY, NOBODY]
    assert [who(at, key) for key in ("niemand", "\0", "\ud800", "x" * 9999)] == [None] * 4


def test_who_left_is_nobody_from_that_day_on(at: Desk) -> None:
    at.adds(lambda change: rows.Person(id="gone", key="weg", ended_on=TODAY))

    assert who(at, "weg") is None
    assert who(at, "weg", TODAY - timedelta(days=1)) == Actor("weg", "gone")


def test_an_organisation_has_a_name_and_other_names(at: Desk) -> None:
    at.adds(
        lambda change: rows.Organisation(id="o1", slug="ucll", name="UCLL"),
        lambda change: rows.OrganisationAlias(id="a1", organisation_id="o1", name="UC Leuven-Limburg"),
    )

    with at.store.reading() as conn:
        found = [organisation_by_name(conn, name) for name in ("UCLL", "UC Leuven-Limburg", "KUL")]
        assert found == ["o1", "o1", None]
        assert people(conn) == {f"person-{key}": key for key in PEOPLE}
