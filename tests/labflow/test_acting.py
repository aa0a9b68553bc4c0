"""How each verb begins and ends, on both databases: who, whether they saw the newest, and one more on the count."""

import pytest

from labflow import acting, lifecycle, rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.reasons import NotAllowed, NotFound
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, catalogue, desk
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_roles_are_those_of_the_moment_of_the_act(at: Desk) -> None:
    slug = at.opened()
    with at.store.change(acting.Actor("system")) as change:
        change.put(rows.RoleHeld, "role-team", until_day=TODAY)
        change.record("people")

    with pytest.raises(NotAllowed):
        at.does("team", lifecycle.note, slug, "Nog net?")


def test_who_left_can_do_nothing_any_more(at: Desk) -> None:
    with at.store.change(acting.Actor("system")) as change:
        change.put(rows.Person, "person-team", ended_on=TODAY)
        change.record("people")

    assert at.refused("team", lifecycle.open_, "labo", "Proef") == "not_allowed access.unknown_person"


def test_an_act_begins_with_what_stands_there(at: Desk) -> None:
    slug = at.opened()

    with at.acts("coordinator") as change:
        dossier = acting.begin(change, catalogue(), slug, "note", rev=1)
        change.nothing_to_do()
        with pytest.raises(NotFound):
            acting.begin(change, catalogue(), "geen", None)

    assert (dossier.slug, dossier.rev, change.shielded) == (slug, 1, False)


def test_a_count_that_moved_between_reading_and_writing_is_overtaken(at: Desk) -> None:
    slug = at.opened()

    def twice(change: Change, definitions: Catalogue) -> None:
        dossier = acting.begin(change, definitions, slug, None)
        acting.finish(change, dossier, "note")
        acting.finish(change, dossier, "note")

    assert at.refused("coordinator", twice) == "overtaken lifecycle.overtaken"
    assert at.dossier(slug).rev == 1


def test_rows_of_a_kind_are_numbered_one_after_the_other(at: Desk) -> None:
    slug, other = at.opened(), at.opened("Ander")
    for where in (slug, other, slug):
        at.does("coordinator", lifecycle.note, where, "Een regel.")

    with at.store.reading() as conn:
        numbers = conn.exec_driver_sql("select initiative_id, n from note order by initiative_id, n").all()
    ids = {at.dossier(slug).id: [1, 2], at.dossier(other).id: [1]}

    assert sorted(numbers) == sorted((id, n) for id, ns in ids.items() for n in ns)
