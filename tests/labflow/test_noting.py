"""Notes: what a result keeps, what does not go together, and the block on which all agree."""

from labflow import closing, meetings, noting, procedures, voting
from labflow.queries.register import decisions
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, room
from tests.prepared import prepared

LATER = "2023-12-01"


@prepared
def body(store: Store) -> Room:
    """A meeting with one plain item, on its day, with everybody there."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made.gathered()


def test_a_result_keeps_why_when_it_is_looked_at_again_and_what_each_seat_was(body: Room) -> None:
    body.does("secretary", voting.attend, DAY, "zetel-17", "excused")
    body.does("chair", noting.note, DAY, 1, "approved", why="Het past", review="2024-09-27")

    noted = body.sitting().item(1).noted
    assert noted is not None
    assert (noted.why, str(noted.review_day)) == ("Het past", "2024-09-27")
    assert (noted.roll["zetel-01"], noted.roll["zetel-17"], noted.roll["coordinatie"]) == (
        "present", "excused", "absent",
    )  # fmt: skip


ILL = [
    ({"outcome": "approved", "review": "2023-09-29"}, "meetings.day_not_after"),
    ({"outcome": "noted", "amount": "5"}, "closing.amount_goes_with_approval"),
]


def test_a_review_comes_after_and_an_amount_goes_with_an_approval(body: Room) -> None:
    for named, code in ILL:
        assert body.refused("chair", noting.note, DAY, 1, **named) == [code]


def test_only_items_on_which_all_who_spoke_agree_are_in_the_consent_block(store: Store) -> None:
    body = room(store).convened()
    for title in ("Een", "Twee", "Drie", "Vier"):
        body.does("coordinator", meetings.place_title, DAY, title)
    for n, value in ((1, "agree"), (2, "discuss"), (4, "agree")):
        body.does("member", voting.position, DAY, n, "zetel-01", value)
    body.does("other", voting.position, DAY, 2, "zetel-02", "agree")
    body.gathered(9)
    entries = body.verified().entries

    assert body.refused("chair", noting.consent, DAY, [1, 2, 3]) == ["closing.not_all_agree"] * 2
    taken = body.does("chair", noting.consent, DAY)

    assert [item.n for item in taken] == [1, 4]  # type: ignore[attr-defined]
    assert [item.noted.value if item.noted else "" for item in body.sitting().items] == ["approved", "", "", "approved"]
    assert body.verified().entries == entries + 1
    assert body.refused("chair", noting.consent, DAY) == ["closing.nothing_to_consent"]


def test_written_needs_a_procedure_and_withdrawn_who_chairs(body: Room) -> None:
    assert body.refused("chair", noting.note, DAY, 1, "written") == ["closing.no_procedure"]
    assert body.refused("secretary", noting.note, DAY, 1, "withdrawn") == ["closing.chair_consents"]
    body.does("chair", noting.note, DAY, 1, "withdrawn")


def test_what_goes_on_in_writing_is_not_done_again_at_the_table(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place, DAY, body.asked())
    body.gathered(5)

    body.does("coordinator", procedures.from_meeting, DAY)

    noted = body.sitting().item(1).noted
    assert (noted and noted.value) == "written"
    assert body.refused("chair", noting.redo, DAY, 1, "Toch hier") == ["closing.goes_on_in_writing"]
    body.does("chair", closing.close, DAY)
    with store.reading() as conn:
        assert decisions(conn) == ()
