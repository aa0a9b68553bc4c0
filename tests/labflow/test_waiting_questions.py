"""What was asked and waits: one line for who coordinates, one an initiative for who leads it, none for anybody else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from labflow import lifecycle, questions
from labflow.queries.people import actor
from labflow.store import Store
from labflow.texts import say
from labflow.waiting import on_you
from tests.labflow.council_room import TODAY, Room, network, room
from tests.labflow.waits import codes, waits
from tests.prepared import prepared

BEFORE, LATER = date(2023, 9, 4), date(2023, 9, 12)


@prepared
def body(store: Store) -> Room:
    """A network with an initiative that somebody leads."""
    made = room(store)
    made.does("coordinator", lifecycle.open_, "labo", "Tuin", lead="lead")
    return made


def asked(body: Room, slug: str | None = None, on: date = TODAY) -> str:
    """A question that came in; returns its number."""
    return str(body.does("coordinator", questions.ask, "Mag dit?", "een school", slug, on))


def test_what_came_from_outside_waits_for_who_coordinates_in_one_line(body: Room) -> None:
    first = asked(body, on=BEFORE)
    (line,) = waits(body, "coordinator")
    assert (say(line.reason, "nl"), line.href, line.since) == (
        "Een vraag van buiten wacht sinds 4 september 2023.", "/#vragen", BEFORE,
    )  # fmt: skip
    second = asked(body)
    (line,) = waits(body, "coordinator")
    assert say(line.reason, "en") == "2 questions from outside wait, the oldest since 4 September 2023."

    body.does("coordinator", questions.answer, first, "thinking_along", hours=4)
    body.does("coordinator", questions.answer, second, "refused", "Neen.")

    assert [codes(body, who) for who in ("coordinator", "lead", "chair", "member")] == [[], [], [], []]


def test_what_was_asked_of_an_initiative_waits_for_who_leads_it(body: Room) -> None:
    number = asked(body, "tuin", BEFORE)

    (line,) = waits(body, "lead")
    assert (line.href, line.since) == ("/initiatieven/tuin#vragen", BEFORE)
    assert say(line.reason, "en").startswith("Tuin: a question from ")
    assert (codes(body, "coordinator"), codes(body, "both")) == ([], [])
    body.does("lead", questions.answer, number, "in_treatment")
    assert codes(body, "lead") == []


def test_what_is_on_hold_comes_back_on_its_day_for_both(body: Room) -> None:
    number = asked(body, "tuin")
    body.does("lead", questions.answer, number, "on_hold", "Druk.", LATER)
    assert (codes(body, "lead"), codes(body, "coordinator")) == ([], [])

    body.today = LATER

    assert codes(body, "lead") == codes(body, "coordinator") == ["question_review"]
    body.does("lead", questions.answer, number, "done")
    assert (codes(body, "lead"), codes(body, "coordinator")) == ([], [])


def test_one_question_costs_what_fifty_do(
    body: Room, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counted = []
    with body.store.reading() as conn:
        coordinator = actor(conn, network().network, "coordinator", body.today)
        assert coordinator is not None
    for n in range(50):
        asked(body)
        asked(body, "tuin")
        if n in (0, 49):
            with body.store.reading() as conn, statements() as ran:
                on_you(conn, network(), coordinator, body.today)
            counted.append(len(ran))

    assert counted[0] == counted[1]
