"""What is still told when the mail can leave: not what moved on, not what was answered, and always what ended."""

from datetime import timedelta

import pytest

from labflow import procedures, rows
from labflow.posting_due import OLDEST, still_due
from labflow.queries.letters import told_of
from labflow.queries.mail import waiting_for
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, SYSTEM, network
from tests.labflow.post_room import PostRoom


def due(body: PostRoom, key: str = "lead", days: int = 0) -> list[str]:
    """The kinds of letters that are still due so many days from now."""
    today = body.at.date() + timedelta(days=days)
    with body.store.reading() as conn:
        told = told_of(conn, network(), waiting_for(conn, f"person-{key}"))
        return [one.kind for one in still_due(conn, network(), told, today)]


def put(body: PostRoom, *added: object, **changed: object) -> None:
    """Add rows, or change `id` of `row`."""
    with body.store.change(SYSTEM, now=body.moment) as change:
        for row in added:
            change.add(row)  # type: ignore[type-var]
        if changed:
            change.put(changed.pop("row"), changed.pop("id"), **changed)  # type: ignore[arg-type]
        change.record("note")


def test_a_move_that_moved_on(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    assert due(body) == ["turn"]
    body.turn("member")
    assert due(body) == []


@pytest.mark.parametrize(("kind", "also_on_its_day"), [("update", True), ("silence_soon", False)])
def test_who_gave_a_sign_of_life_is_not_asked_for_one(store: Store, kind: str, also_on_its_day: bool) -> None:
    """One asks for an update only on a day without news; that it grows silent may be told after a note of that day."""
    body = PostRoom(store)
    body.told(kind, "i", "lead")
    assert due(body) == [kind]
    put(body, rows.Note(id="n1", initiative_id="i", kind="realisatie", text="Nu", on_day=body.at.date(), n=1))
    assert due(body) == ([] if also_on_its_day else [kind])
    body.later(days=1)
    put(body, rows.Note(id="n2", initiative_id="i", kind="realisatie", text="Later", on_day=body.at.date(), n=2))
    assert due(body) == []


def test_a_meeting_that_does_not_meet(store: Store) -> None:
    body = PostRoom(store)
    body.room.convened()
    with store.reading() as conn:
        meeting = str(conn.exec_driver_sql("select id from meeting").scalar())
    for kind in ("meeting_called", "meeting_near", "meeting_cancelled"):
        body.told(kind, meeting, "lead")

    assert due(body) == ["meeting_called", "meeting_near"]
    put(body, row=rows.Meeting, id=meeting, cancelled_on=body.at.date())
    assert due(body) == ["meeting_cancelled"]
    assert due(body, days=(DAY - body.at.date()).days + 1) == []


def test_a_question_in_writing_only_while_it_runs_and_only_to_the_silent(store: Store) -> None:
    body = PostRoom(store)
    put(body, rows.Holder(id="h", seat_id="seat-zetel-01", person_id="person-lead"))
    body.room.convened(AFTER)
    number = str(body.room.does("coordinator", procedures.open_, body.room.asked()))

    assert "procedure" in due(body)
    body.room.does("lead", procedures.answer, number, "zetel-01", "agree")
    assert "procedure" not in due(body)


def test_what_was_met_ended_or_passed(store: Store) -> None:
    body = PostRoom(store)
    today = body.at.date()
    of = {"initiative_id": "i", "n": 1}
    put(
        body,
        rows.Rest(id="r", text="Iets", until_day=today, on_day=today, **of),
        rows.Commitment(id="c", text="Iets", **of),
        rows.Deadline(id="d", kind="deadline", text="Iets", when_end=today, when_precision="day", **of),
        rows.Question(id="q", number="v-2023-001", asker="Een school", text="Een vraag", on_day=today, **of),
        rows.Mandate(id="m", number="m-2023-001", initiative_id="i", scope="Iets", cents=1, until_day=today, why="Nu",
                     on_day=today),
    )  # fmt: skip
    letters = {"rest_over": "r", "commitment_ends": "c", "deadline_near": "d", "question": "q", "mandate_ends": "m"}
    for kind, about in letters.items():
        body.told(kind, about, "lead")
    assert sorted(due(body)) == sorted(letters)
    assert sorted(due(body, days=1)) == ["commitment_ends", "question", "rest_over"]

    put(body, row=rows.Rest, id="r", ended_on=today)
    put(body, row=rows.Commitment, id="c", ended_on=today)
    put(body, rows.QuestionStep(id="s", question_id="q", state="refused", on_day=today, n=1))
    assert sorted(due(body)) == ["deadline_near", "mandate_ends"]


def test_a_lead_that_is_over(store: Store) -> None:
    body = PostRoom(store)
    body.told("lead", "l", "lead")
    assert due(body) == ["lead"]
    put(body, row=rows.Lead, id="l", until_day=body.at.date())
    assert due(body) == []


def test_old_news_what_is_gone_and_the_same_twice(store: Store) -> None:
    body = PostRoom(store)
    body.told("mandate", "nowhere", "lead")
    body.told("lead", "l", "lead")
    body.told("lead", "l", "lead")

    assert due(body) == ["lead"]
    assert due(body, days=OLDEST) == ["lead"]
    assert due(body, days=OLDEST + 1) == []


def test_confidential_is_not_gone(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    put(body, row=rows.Initiative, id="i", workflow="casus")

    assert due(body) == ["turn"]


def test_a_promise_that_was_kept(store: Store) -> None:
    body = PostRoom(store)
    of = {"initiative_id": "i", "item": "a1", "on_day": body.at.date()}
    put(body, rows.Tick(id="p", state="explained", by_day=body.at.date(), n=1, **of))
    body.told("point_over", "p", "lead")
    assert due(body) == ["point_over"]
    put(body, rows.Tick(id="q", state="done", n=2, **of))
    assert due(body) == []
