"""A written procedure by the calendar alone: the term, its extension, what stops it, and who is silent (R7)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labflow.procedure import VALUES, Given, Procedure, Standing, standing
from labflow.reasons import NotFound
from labflow.sitting import Seat
from labflow.texts import say
from labflow.words import LANGUAGES, Words
from tests.labflow.dossiers import HOLIDAYS
from tests.labflow.proposal import RULES

OPENED, LAST, LONGER = date(2023, 9, 11), date(2023, 9, 21), date(2023, 9, 26)
SEATS = tuple(Seat(f"z{n:02}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(22))
TEXT = "t" * 64


def a_procedure(said: str = "", *, on: date = OPENED, seats: int = 22, **changes: object) -> Procedure:
    """A round of so many seats; answers of the first seats, written agree-disagree-abstain-discuss."""
    numbers = [int(number) for number in said.split("-")] if said else []
    values = [value for value, number in zip(VALUES, numbers, strict=False) for _ in range(number)]
    given_ = tuple(Given(seat.key, value, on, TEXT) for seat, value in zip(SEATS, values, strict=False))
    made = Procedure(
        "s-2023-001", Words("Proef", "Try"), RULES, OPENED, LAST, TEXT, SEATS[:seats], answers=given_,
        same_texts=frozenset({TEXT}),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def at(procedure: Procedure, day: date = LONGER + timedelta(1)) -> Standing:
    """How it stands, by default when everything is over."""
    return standing(procedure, day, HOLIDAYS)


def test_it_runs_until_its_last_day_is_over() -> None:
    procedure = a_procedure("12-0-0-0")

    assert [at(procedure, day).state for day in (OPENED, LAST, LAST + timedelta(1))] == [
        "running", "running", "adopted",
    ]  # fmt: skip
    assert at(procedure).ended_on == LAST
    assert at(procedure, OPENED).ended_on is None


@pytest.mark.parametrize(("answers", "state"), [("12-0-0-0", "adopted"), ("12-10-0-0", "adopted"),
                                                ("11-0-0-0", "agenda"), ("11-0-11-0", "agenda"),
                                                ("0-0-0-0", "agenda")])  # fmt: skip
def test_silence_is_never_consent(answers: str, state: str) -> None:
    assert at(a_procedure(answers)).state == state


def test_without_enough_it_is_extended_once_and_then_goes_to_the_agenda() -> None:
    procedure = a_procedure("11-0-0-0")

    told = [at(procedure, day) for day in (LAST, LAST + timedelta(1), LONGER, LONGER + timedelta(1))]

    assert [one.state for one in told] == ["running", "extended", "extended", "agenda"]
    assert [one.closes for one in told] == [LAST, LONGER, LONGER, LONGER]
    assert told[-1].ended_on == LONGER


def test_an_answer_in_the_extension_counts_and_one_after_it_does_not() -> None:
    twelfth = Given(SEATS[11].key, "agree", LONGER, TEXT)
    short = a_procedure("11-0-0-0")
    in_time = replace(short, answers=(*short.answers, twelfth))
    too_late = replace(short, answers=(*short.answers, replace(twelfth, on_day=LONGER + timedelta(1))))

    assert (at(in_time).state, at(in_time).ended_on) == ("adopted", LONGER)
    assert (at(too_late).state, at(too_late).verdict.adopted) == ("agenda", False)


def test_what_nobody_recorded_for_a_year_stands_as_it_stood_on_the_last_day() -> None:
    late = a_procedure("12-0-0-0", on=LONGER + timedelta(9))
    in_time = a_procedure("12-0-0-0", on=LAST)

    assert [at(one, date(2024, 9, 1)).state for one in (late, in_time)] == ["agenda", "adopted"]


def test_the_extension_does_not_run_in_school_holidays() -> None:
    procedure = a_procedure(closes_on=date(2023, 10, 27))

    assert at(procedure, date(2023, 10, 28)).closes == date(2023, 11, 8)


@pytest.mark.parametrize(("meeting", "state"), [(LONGER, "agenda"), (LONGER + timedelta(1), "extended"),
                                                (LAST + timedelta(1), "agenda"), (None, "extended")])  # fmt: skip
def test_there_is_no_extension_that_would_reach_the_next_meeting(meeting: date | None, state: str) -> None:
    assert at(a_procedure(next_meeting=meeting), LAST + timedelta(1)).state == state


def test_one_seat_that_wants_to_discuss_stops_it_at_once_even_after_the_twelfth_yes() -> None:
    procedure = a_procedure("12-0-0-1")

    told = at(procedure, OPENED)

    assert (told.state, told.ended_on, told.adopts, told.verdict.adopted) == ("agenda", OPENED, False, True)
    assert [seat.key for seat in told.discuss] == ["z12"]
    assert say(told.sentence, "nl") == "Eerst samen te bespreken, vraagt Zetel 12. Het gaat naar een vergadering."


def test_who_wanted_to_discuss_may_take_that_back_before_the_end_and_not_after() -> None:
    asked = a_procedure("12-0-0-1")
    back = Given("z12", "abstain", LAST, TEXT)

    assert at(replace(asked, answers=(*asked.answers, back)), LAST).state == "running"
    assert at(replace(asked, answers=(*asked.answers, back))).state == "adopted"
    late = replace(back, on_day=LAST + timedelta(1))
    assert at(replace(asked, answers=(*asked.answers, late))).state == "agenda"


def test_a_seat_in_the_extension_can_still_stop_it() -> None:
    procedure = a_procedure("11-0-0-0")
    asked = replace(procedure, answers=(*procedure.answers, Given("z20", "discuss", LONGER, TEXT)))

    assert [at(asked, day).state for day in (LONGER - timedelta(1), LONGER)] == ["extended", "agenda"]


def test_the_newest_answer_of_a_seat_counts_as_it_was_on_the_day() -> None:
    procedure = a_procedure("12-0-0-0")
    changed = replace(procedure, answers=(*procedure.answers, Given("z00", "disagree", LAST, TEXT)))

    assert [at(changed, day).verdict.adopted for day in (LAST - timedelta(1), LAST)] == [True, False]


def test_a_recused_seat_leaves_the_count_and_its_answer_with_it() -> None:
    eleven = a_procedure("11-0-0-0", recused=frozenset({"z20", "z21"}))
    stopped = a_procedure("12-0-0-1", recused=frozenset({"z12"}))

    assert (at(eleven).state, at(eleven).verdict.needed) == ("adopted", 11)
    assert at(stopped).state == "adopted"
    assert at(a_procedure("7-0-0-0", recused=frozenset(seat.key for seat in SEATS[7:]))).state == "agenda"


def test_answers_to_an_earlier_text_do_not_count_until_they_are_given_again() -> None:
    reworded = a_procedure("12-0-0-0", same_texts=frozenset({"other"}))

    told = at(reworded, LAST)

    assert (told.verdict.adopted, len(told.silent), len(told.unconfirmed)) == (False, 22, 12)


def test_silence_may_be_consent_only_where_the_rules_list_it() -> None:
    answers = [("7-0-0-0", "adopted"), ("6-0-0-0", "agenda"), ("15-1-0-0", "agenda"), ("15-0-1-1", "agenda")]

    assert [at(a_procedure(given_, tacit=True)).state for given_, _ in answers] == [state for _, state in answers]


def test_what_was_withdrawn_in_the_term_is_not_decided() -> None:
    withdrawn = a_procedure("12-0-0-0", withdrawn_on=LAST)
    too_late = a_procedure("12-0-0-0", withdrawn_on=LAST + timedelta(1))

    assert (at(withdrawn).state, at(withdrawn).ended_on) == ("withdrawn", LAST)
    assert at(too_late).state == "adopted"


def test_what_was_recorded_stays_as_it_was_recorded() -> None:
    closed = a_procedure("12-0-0-0", ended="adopted", ended_on=OPENED)
    later = replace(closed, answers=(*closed.answers, Given("z00", "discuss", LAST, TEXT)))

    assert (at(later).state, at(later).ended_on) == ("adopted", OPENED)
    assert at(later).discuss == ()


def test_only_a_seat_of_the_opening_day_is_an_elector() -> None:
    assert a_procedure().elector("z03") is SEATS[3]
    with pytest.raises(NotFound) as refusal:
        a_procedure(seats=2).elector("z03")
    for lang in LANGUAGES:
        assert "s-2023-001" in say(refusal.value.reasons[0], lang)


ANSWERS = st.lists(
    st.tuples(st.integers(0, 21), st.sampled_from(VALUES), st.integers(0, 12), st.sampled_from([TEXT, "other"])),
    max_size=40,
)


@given(st.integers(1, 22), st.sets(st.integers(0, 21)), ANSWERS, st.booleans())
def test_the_sentence_says_adopted_exactly_when_closing_now_would_adopt(
    seats: int, recused: set[int], answers: list[tuple[int, str, int, str]], tacit: bool
) -> None:
    in_order = sorted(answers, key=lambda one: one[2])
    procedure = a_procedure(
        seats=seats, tacit=tacit, recused=frozenset(seat.key for seat in SEATS[:seats] if int(seat.key[1:]) in recused),
        answers=tuple(Given(SEATS[n].key, value, OPENED + timedelta(day), text) for n, value, day, text in in_order),
    )  # fmt: skip

    now, closed = at(procedure, LAST), at(procedure, LAST + timedelta(1))

    assert now.adopts == now.sentence.code.startswith("council.adopted_") == (closed.state == "adopted")
    assert len(now.answers) + len(now.silent) == seats - len(procedure.recused)


@given(st.integers(1, 22), st.sets(st.integers(0, 21)), ANSWERS, st.integers(0, 21))
def test_one_more_yes_never_undoes_an_adoption(
    seats: int, recused: set[int], answers: list[tuple[int, str, int, str]], more: int
) -> None:
    in_order = sorted(answers, key=lambda one: one[2])
    before = a_procedure(
        seats=seats, recused=frozenset(seat.key for seat in SEATS[:seats] if int(seat.key[1:]) in recused),
        answers=tuple(Given(SEATS[n].key, value, OPENED + timedelta(day), text) for n, value, day, text in in_order),
    )  # fmt: skip
    after = replace(before, answers=(*before.answers, Given(SEATS[more].key, "agree", LAST, TEXT)))

    assert at(after, LAST).adopts or not at(before, LAST).adopts
