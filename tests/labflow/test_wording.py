"""A text that changes while the body looks at it, on both databases: what still counts, and who may say so (R12)."""

from datetime import timedelta

import pytest

from labflow import closing, meetings, procedures, rows, seats, settling, wording
from labflow.store import Store
from tests.labflow.council_room import DAY, room
from tests.labflow.written_round import LAST, LONGER, OPENED, OVER, Round, a_round
from tests.prepared import prepared

NEW = {"motivation": "Een betere zin."}


@prepared
def running(store: Store) -> Round:
    """A procedure of 17 seats that opened today."""
    return a_round(store)


def test_an_edit_leaves_every_answer_standing(running: Round) -> None:
    at = running.answers("9-0-0-0").room

    assert at.does("coordinator", wording.reword, running.request, NEW, True) == "editorial"

    assert (running.told.adopts, running.found.closes_on) == (True, LAST)
    assert at.dossier("proef").requests[0].motivation == "Een betere zin."
    assert running.letters("procedure_editorial") == ["member", "other"]
    (edit,) = running.rows_of(rows.Wording)
    assert ('"motivation": null' in edit.before, "Een betere zin." in edit.after) == (True, True)
    assert at.verified().ok


def test_another_text_starts_the_term_again_and_answers_wait_to_be_confirmed(running: Round) -> None:
    at = running.answers("9-0-0-0").on(OPENED + timedelta(5)).room

    assert at.does("coordinator", wording.reword, running.request, NEW) == "substantive"

    assert running.found.closes_on == LAST + timedelta(5)
    assert (len(running.told.answers), len(running.told.unconfirmed)) == (0, 9)
    assert running.letters("procedure_substantive") == ["member", "other"]
    at.does("member", procedures.answer, running.number, "zetel-01", "agree")
    assert (len(running.told.answers), len(running.told.unconfirmed)) == (1, 8)


def test_answers_that_nobody_confirmed_adopt_nothing(running: Round) -> None:
    at = running.answers("17-0-0-0").room
    at.does("coordinator", wording.reword, running.request, NEW)

    running.on(LONGER + timedelta(1)).room.does("coordinator", settling.settle)

    assert running.found.ended == "agenda"


@pytest.mark.parametrize("amount", ["0,01", "100"])
def test_another_amount_is_always_substantive(running: Round, amount: str) -> None:
    running.answers("9-0-0-0")

    assert running.room.does("coordinator", wording.reword, running.request, {"amount": amount}, True) == "substantive"
    assert running.told.answers == {}


def test_other_spaces_are_no_other_text(running: Round) -> None:
    at = running.room
    at.does("coordinator", wording.reword, running.request, {"motivation": "Een  zin"})

    for same in ("Een zin", " Een\n zin ", "Een  zin"):
        assert at.refused("coordinator", wording.reword, running.request, {"motivation": same}) == [
            "wording.nothing_changes"
        ]
    assert at.refused("coordinator", wording.reword, running.request, {}) == ["wording.nothing_changes"]


def test_one_seat_turns_an_edit_into_another_text(running: Round) -> None:
    at = running.answers("9-0-0-0").room
    at.does("coordinator", wording.reword, running.request, NEW, True)
    running.on(OPENED + timedelta(2))

    at.does("member", wording.claim, running.request, "zetel-01")

    assert (len(running.told.answers), running.found.closes_on) == (0, LAST + timedelta(2))
    assert at.refused("member", wording.claim, running.request, "zetel-01") == ["wording.nothing_to_claim"]


def test_only_who_takes_part_claims_and_only_for_the_own_seat(running: Round) -> None:
    at = running.room
    at.does("coordinator", wording.reword, running.request, NEW, True)
    at.does("coordinator", seats.add, "nieuw", "Nieuw")

    assert at.refused("member", wording.claim, running.request, "zetel-02") == ["meetings.not_your_seat"]
    assert at.refused("secretary", wording.claim, running.request, "nieuw") == ["written.no_elector"]
    assert at.refused("coordinator", wording.claim, running.request, "zetel-02") == ["access.not_allowed"]
    assert at.refused("member", wording.reword, running.request, NEW) == ["access.not_allowed"]


def test_edits_before_another_text_stay_behind_it(running: Round) -> None:
    at = running.answers("3-0-0-0").room
    at.does("coordinator", wording.reword, running.request, NEW)
    running.answers("0-0-4-0")
    at.does("coordinator", wording.reword, running.request, {"motivation": "Een nog betere zin."}, True)

    assert [one.value for one in running.told.answers.values()] == ["abstain"] * 4


def test_a_text_is_not_changed_after_the_term(running: Round) -> None:
    at = running.answers("9-0-0-0").on(OVER).room

    assert at.refused("coordinator", wording.reword, running.request, NEW) == ["written.is_over"]


def test_another_text_needs_a_whole_term_before_the_next_meeting(running: Round) -> None:
    at = running.room.convened()
    running.on(DAY - timedelta(10))

    assert at.refused("coordinator", wording.reword, running.request, NEW) == ["written.after_meeting"]
    at.does("coordinator", wording.reword, running.request, NEW, True)


def test_a_request_that_is_before_nobody_is_not_reworded_here(store: Store) -> None:
    at = room(store)

    assert at.refused("coordinator", wording.reword, at.asked(), NEW) == ["requesting.stands_elsewhere"]


def test_on_an_agenda_votes_stay_with_an_edit_and_wait_after_another_text(store: Store) -> None:
    at = room(store).convened()
    number = at.asked()
    at.does("coordinator", meetings.place, DAY, number)
    at.gathered().voted(1, "9-0-0")

    at.does("coordinator", wording.reword, number, NEW, True)
    edited = at.sitting().item(1)
    at.does("member", wording.claim, number, "zetel-01")

    claimed = at.sitting().item(1)
    assert (len(edited.votes), edited.unconfirmed) == (9, ())
    assert (len(claimed.votes), len(claimed.unconfirmed), at.sitting().verdict(claimed).adopted) == (0, 9, False)
    assert at.refused("member", wording.claim, number, "zetel-99") == ["meetings.no_seat"]


def test_once_a_result_is_noted_the_text_stays(store: Store) -> None:
    at = room(store).convened()
    number = at.asked()
    at.does("coordinator", meetings.place, DAY, number)
    at.gathered().does("secretary", closing.note, DAY, 1, "approved")

    assert at.refused("coordinator", wording.reword, number, NEW) == ["meetings.already_noted"]
