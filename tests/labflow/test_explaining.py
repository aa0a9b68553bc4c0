"""The sentence that says what is missing: it says "voldoet" exactly when closing now would adopt (R16)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labflow import closing, explaining, meetings, voting
from labflow.facts import APPROVALS, Condition
from labflow.procedure import Given, Procedure, standing
from labflow.reasons import Reason
from labflow.sitting import Ballot, Item, Noted, Position, Seat, Sitting
from labflow.store import Store
from labflow.texts import say
from labflow.words import LANGUAGES, Words
from tests.labflow.council_room import DAY, Room, network, room
from tests.labflow.proposal import RULES

BEFORE, LAST = DAY - timedelta(days=3), DAY + timedelta(days=7)
VERDICT = '{"abstain":0,"method":"consensus","no":0,"present":9,"recused":0,"seats":17,"yes":0}'
HEAVY = (Reason("closing.heavy_rules"),)
OUTCOMES = (*APPROVALS, "deferred", "rejected", "noted", "withdrawn", "not-reached", "written")


@pytest.fixture(autouse=True, scope="module")
def words() -> None:
    """The sentences name the body and its people in the network's own words."""
    network()


def seats(number: int) -> tuple[Seat, ...]:
    voting_ones = (Seat(f"z{n}", Words(f"Zetel {n}", f"Seat {n}"), vacant=n == 0) for n in range(number))
    return (*voting_ones, Seat("c", Words("C", "C"), votes=False))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Sitting, Item, Seat | None, date]:
    """Any meeting with one item, maybe an amendment of it, who looks, and a day."""
    everybody = seats(draw(st.integers(1, 12)))
    there = {one.key: draw(st.sampled_from(["present", "absent", "excused", "coming"])) for one in everybody}
    stepped_out = {one.key: "recused" for one in everybody if draw(st.integers(0, 7)) == 0}
    votes = {
        key: draw(st.sampled_from(["yes", "no", "abstain"]))
        for key, value in there.items()
        if key not in stepped_out and value == "present" and draw(st.booleans())
    }
    method = draw(st.sampled_from(["vote", "two-thirds"]))
    ballot = draw(st.sampled_from([None, Ballot(method, RULES), Ballot(method, RULES, secret=True)]))
    item = Item(
        1, Words("Punt", "Item"), id="one", presence=stepped_out, votes=draw(st.sampled_from([votes, {}])),
        positions={key: Position(draw(st.sampled_from(["agree", "discuss"]))) for key in there if draw(st.booleans())},
        noted=draw(st.sampled_from([None, None, *(Noted(value, "consensus", VERDICT) for value in OUTCOMES)])),
        late=draw(st.booleans()), admitted=draw(st.booleans()), ballot=ballot,
        on_day=draw(st.sampled_from([None, BEFORE, DAY])),
    )  # fmt: skip
    other = Item(2, Words("Wijziging", "Amendment"), amends_id=draw(st.sampled_from([None, "one"])))
    meeting = Sitting(
        DAY, RULES, everybody, (item, other), there, is_open=draw(st.booleans()),
        closed_on=draw(st.sampled_from([None, DAY])) if item.noted else None,
        cancelled_on=draw(st.sampled_from([None, None, None, BEFORE])),
    )  # fmt: skip
    return meeting, item, draw(st.sampled_from([None, *everybody])), draw(st.sampled_from([BEFORE, DAY]))


@given(tables(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_it_says_that_it_meets_the_rules_exactly_when_closing_now_would_adopt(
    given_: tuple[Sitting, Item, Seat | None, date], is_heavy: bool
) -> None:
    meeting, item, seat, today = given_

    told = explaining.sentence(meeting, item, seat, today, HEAVY if is_heavy else ())

    assert told.code.startswith(explaining.MEETS) is would_adopt(meeting, item, today, is_heavy)
    for lang in LANGUAGES:
        assert "{" not in say(told, lang)


def would_adopt(meeting: Sitting, item: Item, today: date, is_heavy: bool) -> bool:
    """Whether closing now gives a yes, written out again: nothing stands before the vote, and the verdict is yes."""
    if meeting.cancelled_on is not None:
        return False
    if item.noted is not None:
        return item.noted.value in APPROVALS
    stands_before = (
        today < meeting.day
        or any(other.amends_id == item.id for other in meeting.items)
        or (item.late and not item.admitted)
        or (meeting.is_open and item.on_day == meeting.day)
    )
    if is_heavy and item.ballot is None and not item.votes:
        return False
    return not stands_before and meeting.verdict(item, "two-thirds" if is_heavy else None).adopted


@given(tables())
@settings(max_examples=200, deadline=None)
def test_a_secret_vote_and_a_stranger_never_see_a_seat(given_: tuple[Sitting, Item, Seat | None, date]) -> None:
    meeting, item, seat, today = given_
    is_secret = item.ballot is not None and item.ballot.secret
    told = explaining.sentence(meeting, item, seat if is_secret else None, today)

    assert "Zetel" not in say(told, "nl")


def table(item: Item, there: int = 9, **of_the_meeting: object) -> Sitting:
    """Seventeen seats of which the first so many are there."""
    everybody = tuple(Seat(f"z{n}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(17))
    presence = {f"z{n}": "present" for n in range(there)}
    return Sitting(DAY, RULES, everybody, (item,), presence, **of_the_meeting)  # type: ignore[arg-type]


def test_before_the_meeting_it_first_asks_your_own_position() -> None:
    item = Item(1, Words("Punt", "Item"), positions={f"z{n}": Position("agree") for n in range(16)})
    meeting = table(item)
    own, other = meeting.seats[16], meeting.seats[0]

    assert said(meeting, item, own, BEFORE) == "Jouw standpunt ontbreekt nog; 16 van de 17 gaven er een."
    assert said(meeting, item, other, BEFORE) == "Nog 1 standpunt ontbreekt van de 17."
    whole = replace(item, positions={**item.positions, "z16": Position("discuss")})
    assert said(meeting, whole, own, BEFORE).startswith("Iedereen gaf een standpunt; 1 lid wil eerst bespreken")
    agreed = replace(item, positions={**item.positions, "z16": Position("agree")})
    assert said(meeting, agreed, None, BEFORE) == "Iedereen is akkoord: dit kan zonder bespreking."
    recused = replace(item, presence={"z16": "recused"})
    assert said(meeting, recused, own, BEFORE) == "Iedereen is akkoord: dit kan zonder bespreking."


def test_at_the_table_it_says_whose_vote_is_missing() -> None:
    item = Item(1, Words("Punt", "Item"), votes={"z0": "yes", "z1": "yes", "z2": "no"})
    meeting = table(item)

    assert said(meeting, item, meeting.seats[3], DAY).endswith("Jouw stem ontbreekt nog.")
    names = "Wacht op 6 stemmen: Zetel 3, Zetel 4, Zetel 5, Zetel 6, Zetel 7, en nog 1."
    assert said(meeting, item, meeting.seats[0], DAY).endswith(names)
    assert said(meeting, item, None, DAY) == (
        "Nog 3 stemmen voor nodig: 2 voor en 1 tegen, minstens 5 voor nodig. Wacht op 6 stemmen."
    )
    everybody = replace(item, votes={f"z{n}": "yes" if n < 4 else "no" for n in range(9)})
    assert explaining.sentence(meeting, everybody, None, DAY).code == "explain.falls_short"
    enough = replace(item, votes={f"z{n}": "yes" for n in range(5)})
    assert said(meeting, enough, None, DAY).endswith("Nog 4 leden kunnen stemmen.")


def test_at_the_table_what_stands_before_the_vote_comes_first() -> None:
    item = Item(1, Words("Punt", "Item"), id="one")
    late, amendment = replace(item, late=True), Item(2, Words("W", "A"), amends_id="one")
    secret = replace(item, ballot=Ballot("vote", RULES, secret=True))

    codes = [
        explaining.sentence(table(item, there=0), item, None, DAY).code,
        explaining.sentence(table(item, there=8), item, None, DAY).code,
        explaining.sentence(table(late), late, None, DAY).code,
        explaining.sentence(replace(table(item), items=(item, amendment)), item, None, DAY).code,
        explaining.sentence(table(secret), secret, None, DAY).code,
        explaining.sentence(table(item), item, None, DAY).code,
    ]

    assert [code.removeprefix("explain.") for code in codes] == [
        "presence_missing", "too_few", "not_admitted", "amendment_first", "count_missing", "meets",
    ]  # fmt: skip


def said(meeting: Sitting, item: Item, seat: Seat | None, today: date) -> str:
    return say(explaining.sentence(meeting, item, seat, today), "nl")


@pytest.mark.parametrize(("there", "votes"), [(8, ""), (9, ""), (9, "4-4-1"), (9, "5-4-0"), (12, "4-0-8")])
def test_what_it_says_is_what_noting_an_approval_does(store: Store, there: int, votes: str) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(there)
    if votes:
        body.voted(1, votes)
    meets = told_of(body).code.startswith(explaining.MEETS)
    by = "vote" if votes else "consensus"

    if meets:
        body.does("chair", closing.note, DAY, 1, "approved", by)
        assert told_of(body).code == "explain.meets_noted"
    else:
        assert body.refused("chair", closing.note, DAY, 1, "approved", by)


def test_after_your_vote_it_waits_for_others(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(9).voted(1, "1-0-0")

    assert told_of(body, "zetel-02").code == "explain.your_vote"
    body.does("other", voting.vote, DAY, 1, "zetel-02", "yes")
    assert told_of(body, "zetel-02").code == "explain.votes_missing_of"


def told_of(body: Room, seat: str | None = None) -> Reason:
    """What it says of the first item today."""
    meeting = body.sitting()
    return explaining.sentence(meeting, meeting.item(1), meeting.seat(seat) if seat else None, body.today)


@pytest.mark.parametrize(
    ("state", "met_on", "due", "code"),
    [
        ("", None, DAY, "open"),
        ("warned", None, DAY, "open"),
        ("", None, BEFORE, "late"),
        ("met", DAY, BEFORE, "met"),
        ("unmet", None, BEFORE, "late"),
        ("lapsed", None, BEFORE, "lapsed"),
        ("fallen_back", None, BEFORE, "fallen_back"),
    ],
)
def test_a_condition_says_who_is_to_move(state: str, met_on: date | None, due: date, code: str) -> None:
    term = Condition("Akkoord", "lead", due, "suspensive", met_on, "coordinator", state=state)

    told = explaining.of_condition(term, DAY)

    assert told.code == f"explain.condition_{code}"
    assert (told.who == "lead") is (code in ("open", "late"))
    assert all("{" not in say(told, lang) for lang in LANGUAGES)


def in_writing(answers: str, number: int = 17, **ended: object) -> Procedure:
    """A written procedure of so many seats; one letter for each answer: a(gree), d(isagree), t(alk) or - for none."""
    everybody = tuple(Seat(f"z{n}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(number))
    values = {"a": "agree", "d": "disagree", "t": "discuss"}
    given_ = tuple(Given(f"z{n}", values[one], DAY, "text") for n, one in enumerate(answers) if one in values)
    return Procedure(
        "s-2023-001", Words("Huren", "Rent"), RULES, BEFORE, LAST, "text", everybody, answers=given_,
        same_texts=frozenset({"text"}), **ended,  # type: ignore[arg-type]
    )  # fmt: skip


@given(st.text("adt-", max_size=17), st.integers(0, 16))
@settings(max_examples=200, deadline=None)
def test_in_writing_it_meets_the_rules_exactly_when_closing_now_would_adopt(answers: str, n: int) -> None:
    found = in_writing(answers)
    told = standing(found, DAY, ())

    said_ = explaining.of_procedure(told, found.electors[n])

    assert said_.code.startswith(explaining.MEETS) is told.adopts
    for lang in LANGUAGES:
        assert "{" not in say(said_, lang)


@pytest.mark.parametrize(
    ("answers", "seat", "today", "code"),
    [
        ("a", 0, DAY, "answers_missing"),
        ("a", 1, DAY, "your_answer"),
        ("a" * 8 + "t", 0, DAY, "procedure_discuss"),
        ("a" * 9, 0, DAY, "meets_running"),
        ("a" * 9, 16, DAY, "meets_your_answer"),
        ("a" * 9 + "t", 16, DAY, "procedure_discuss"),
        ("a" * 9, 0, LAST + timedelta(1), "meets_in_writing"),
        ("a", 0, LAST + timedelta(60), "procedure_agenda"),
    ],
)
def test_in_writing_it_says_until_when(answers: str, seat: int, today: date, code: str) -> None:
    found = in_writing(answers)

    told = explaining.of_procedure(standing(found, today, ()), found.electors[seat])

    assert told.code == f"explain.{code}"
    assert all("{" not in say(told, lang) for lang in LANGUAGES)


def test_what_was_withdrawn_in_writing_says_so() -> None:
    found = in_writing("a", ended="withdrawn", ended_on=DAY)

    assert explaining.of_procedure(standing(found, DAY, ()), None).code == "explain.procedure_withdrawn"


def test_a_condition_that_is_due_in_a_holiday_is_not_late_until_it_is_over() -> None:
    term = Condition("Akkoord", "lead", date(2023, 12, 27), "suspensive")
    holiday = ("kerst", "2023-12-25", "2024-01-07")

    codes = [explaining.of_condition(term, day, (holiday,)).code for day in (date(2024, 1, 8), date(2024, 1, 9))]

    assert codes == ["explain.condition_open", "explain.condition_late"]
