"""A row as it stood before, from the record, on both databases."""

from labflow import lifecycle, telling
from labflow.queries.former import former, touched_last
from labflow.store import Store
from tests.labflow.desk import Desk, desk
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_what_is_open_and_what_is_hidden_both_come_back(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.does("coordinator", telling.fill_decision, slug, 1, "de raad")
    at.does("coordinator", telling.fill_since, slug, "2022")

    with at.store.reading() as conn:
        before = former(conn, "passage", "p-oud")

    assert before is not None
    assert (before["when_precision"], before.get("when_start"), before["source"]) == ("none", None, "; de raad")


def test_a_row_that_was_just_made_was_nothing_before(at: Desk) -> None:
    slug = at.opened()
    at.does("coordinator", lifecycle.note, slug, "Een zin.")

    with at.store.reading() as conn:
        touched = dict(touched_last(conn, at.dossier(slug).id))
        before = former(conn, "note", touched["note"])

    assert (set(touched), before) == ({"initiative", "note"}, None)


def test_what_nobody_wrote_touched_nothing(at: Desk) -> None:
    with at.store.reading() as conn:
        assert touched_last(conn, "nobody") == ()
