"""Taking a request back: until a vote was opened by who asked, after that with the consent of who chairs (R11)."""

from labflow import closing, meetings, noting, requesting, rows
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A meeting with one request, for which a provisional mandate runs."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, made.asked())
    with store.change(SYSTEM, now=made.noon) as change:
        asked = made.dossier("proef").requests[0]
        change.add(rows.Mandate(
            id="m", number="m-2023-001", initiative_id=made.dossier("proef").id, request_id=asked.id, scope="Begin",
            cents=100, until_day=DAY, why="Haast", on_day=made.today,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="ms", mandate_id="m", state="granted", on_day=made.today, n=1))
        change.record("mandate-grant")
    return made


def states(body: Room) -> tuple[str, str]:
    found = body.dossier("proef")
    return found.requests[0].state, found.mandates[0].state


def test_who_asked_takes_it_back_before_anybody_votes(body: Room) -> None:
    body.does("coordinator", requesting.withdraw, "a-2023-001")

    noted = body.sitting().item(1).noted
    assert (noted and noted.value, states(body)) == ("withdrawn", ("withdrawn", "ended"))
    body.gathered(9)
    assert body.refused("chair", noting.redo, DAY, 1, "Toch") == ["closing.withdrawn_for_good"]
    answer = body.does("chair", closing.close, DAY)
    assert isinstance(answer, closing.Closed)
    assert (answer.decisions, answer.back) == ((), ())
    assert body.verified().ok


def test_after_a_vote_was_opened_who_chairs_consents_and_the_votes_stay(body: Room) -> None:
    body.gathered(9).voted(1, "2-1-0")
    assert body.refused("coordinator", requesting.withdraw, "a-2023-001") == ["closing.vote_was_opened"]

    body.does("chair", noting.note, DAY, 1, "withdrawn")
    assert states(body) == ("on-agenda", "granted")
    answer = body.does("chair", closing.close, DAY)

    assert isinstance(answer, closing.Closed)
    assert (answer.decisions, states(body), len(body.sitting().item(1).votes)) == ((), ("withdrawn", "ended"), 3)
    body.today = body.today.replace(month=10)
    assert body.does("coordinator", requesting.request, "proef", "opstarten") == "a-2023-002"


def test_a_request_that_is_not_on_an_agenda_is_simply_taken_back(store: Store) -> None:
    body = room(store)
    number = body.asked()
    body.does("coordinator", requesting.withdraw, number)

    assert body.dossier("proef").requests[0].state == "withdrawn"


def test_a_result_that_was_noted_is_not_taken_back(body: Room) -> None:
    body.gathered(9).does("chair", noting.note, DAY, 1, "approved")

    assert body.refused("coordinator", requesting.withdraw, "a-2023-001") == ["meetings.already_noted"]
