"""Where a decision was taken, and what it is about as far as everybody may know."""

from labflow import closing, meetings, rows
from labflow.queries.decided import Place, named_initiatives, place_of
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, SYSTEM, Room, network, room


def closed(store: Store) -> Room:
    """A meeting with one item, noted and closed."""
    body = room(store).convened()
    asked = {"question": Words("Gaan we verder?", "Do we go on?")}
    body.does("coordinator", meetings.place_title, DAY, "Punt", None, asked)
    body.gathered(9).does("secretary", closing.note, DAY, 1, "noted")
    body.does("chair", closing.close, DAY)
    return body


def test_a_decision_says_at_which_item_it_was_taken(store: Store) -> None:
    body = closed(store)

    with body.store.reading() as conn:
        place = place_of(conn, "2023-001")
        assert place_of(conn, "2023-002") is None

    assert place == Place(1, Words("Gaan we verder?", "Do we go on?"))


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
