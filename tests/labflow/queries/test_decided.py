"""Where a decision was taken, and whether the log still follows from the checkpoint of its meeting."""

from labflow import closing, meetings, rows
from labflow.queries.decided import connects, named_initiatives, place_of
from labflow.record import checkpoint, checkpoint_text
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, Room, network, room


def closed(store: Store) -> Room:
    """A meeting with one item, noted and closed."""
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(9).does("secretary", closing.note, DAY, 1, "noted")
    body.does("chair", closing.close, DAY)
    return body


def test_a_decision_says_at_which_item_it_was_taken(store: Store) -> None:
    body = closed(store)

    with body.store.reading() as conn:
        place = place_of(conn, "2023-001")
        assert place_of(conn, "2023-002") is None

    assert place is not None
    assert (place.day, place.n, place.procedure_id) == (DAY, 1, None)
    assert place.checkpoint == body.sitting().checkpoint


def test_a_checkpoint_follows_as_long_as_its_line_is_the_same(store: Store) -> None:
    body = closed(store)
    printed = body.sitting().checkpoint or ""
    entries, head = printed.split()[1], printed.split()[3]

    with body.store.reading() as conn:
        assert connects(conn, printed)
        assert connects(conn, checkpoint_text(checkpoint(conn), "som"))
        assert not connects(conn, printed.replace(head, "0" * 64))
        assert not connects(conn, printed.replace(f"\n{entries}\n", "\n999\n"))
        assert not connects(conn, "geen controlegetal")


def test_casework_has_no_name(store: Store) -> None:
    body = room(store)
    body.with_casus()
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Initiative(
            id="open", slug="open", title="Open", workflow="labo", version=1, stage="verkenning",
        ))  # fmt: skip
        change.record("open")

    with body.store.reading() as conn:
        found = named_initiatives(conn, network())

    assert [(slug, one.title, one.workflow.key) for slug, one in found.items()] == [
        ("open", "Open", "labo"),
        ("ouder", "Ouder", "labo"),
    ]
