"""Each law of the council can be broken: rows that no verb would write, and what the law then says."""

from collections.abc import Callable
from datetime import date

import pytest

from labflow import closing, meetings, rows
from labflow.access import Actor
from labflow.store import Change, Store
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared
from tests.stories import council_laws
from tests.stories.council_laws import chronicle

VERDICT = (
    '{"abstain":0,"adopted":1,"method":"consensus","needed":0,"no":0,"present":9,"quorum":9,"recused":0,"seats":17,'
    '"yes":0}'
)
TEN = VERDICT.replace('"present":9', '"present":10')
LATER = date(2023, 12, 1)


@prepared
def closed(store: Store) -> Room:
    """A closed meeting with one decision (2023-001), and the next one with a title on its agenda, at which 9 sit."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Een")
    made.gathered(9).does("secretary", closing.note, DAY, 1, "approved")
    made.does("chair", closing.close, DAY)
    made.convened(LATER).does("coordinator", meetings.place_title, LATER, "Twee")
    made.gathered(9, LATER)
    return made


class Hand:
    """Writes rows that no verb would write."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.of = {table: self._ids(table) for table in ("meeting", "agenda_item", "decision", "outcome")}

    def add(self, table: type[rows.Vote] | type, **columns: object) -> None:
        self.change.add(table(id=self.change.new_id(), **columns))

    def decision(self, number: str, **columns: object) -> None:
        given = {"outcome": "approved", "by": "consensus", "verdict": VERDICT, "reglement": 1, "on_day": LATER}
        self.add(rows.Decision, number=number, **{**given, **columns})

    def initiative(self, **columns: object) -> None:
        self.change.add(rows.Initiative(id="i", slug="i", title="I", workflow="labo", version=1, stage="verkenning"))

    def _ids(self, table: str) -> list[str]:
        """Of the meetings and of the two plain items by day, of what hangs on the first of them."""
        mine = {"meeting": "1=1 order by day", "agenda_item": "title in ('Een', 'Twee') order by title"}
        return list(
            self.change.conn.exec_driver_sql(f"select id from {table} where {mine.get(table, '1=1')}").scalars()
        )


def votes(hand: Hand, seat: str) -> None:
    hand.add(rows.Vote, agenda_item_id=hand.of["agenda_item"][1], seat_id=f"seat-{seat}", value="yes", n=1)


def noted(hand: Hand, value: str, verdict: str = VERDICT, by: str = "consensus") -> None:
    item = hand.of["agenda_item"][1]
    hand.add(rows.Outcome, agenda_item_id=item, value=value, by=by, verdict=verdict, n=7)


def two_results(hand: Hand) -> None:
    noted(hand, "noted")
    noted(hand, "noted")


def leaves(hand: Hand) -> None:
    votes(hand, "zetel-01")
    hand.change.record("vote")
    hand.add(rows.Attendance, meeting_id=hand.of["meeting"][1], seat_id="seat-zetel-01", value="absent", n=99)


def passes(hand: Hand, **columns: object) -> None:
    hand.initiative()
    hand.add(rows.Passage, initiative_id="i", transition="opstarten", to_stage="opstart", n=1, **columns)


def mandate(hand: Hand, person: str, spent: int) -> None:
    hand.initiative()
    hand.change.add(rows.Mandate(
        id="m", number="m-2023-001", initiative_id="i", scope="s", cents=20_000, until_day=LATER, why="w",
        person_id="person-lead", on_day=DAY,
    ))  # fmt: skip
    hand.add(rows.MandateStep, mandate_id="m", state="granted", person_id=person, on_day=LATER, n=1)
    if spent:
        hand.add(rows.Spending, mandate_id="m", cents=spent, what="x", on_day=LATER, n=1)


def procedure(hand: Hand, **columns: object) -> None:
    hand.change.add(rows.Procedure(
        id="p", number="s-2023-001", kind="request", title="P", reglement=1, opened_on=DAY, closes_on=LATER,
        text_sha256="", **columns,
    ))  # fmt: skip


def answers(hand: Hand) -> None:
    procedure(hand)
    hand.add(rows.Answer, procedure_id="p", seat_id="seat-zetel-01", value="agree", text_sha256="", on_day=LATER, n=1)


def decides_in_writing(hand: Hand) -> None:
    procedure(hand)
    hand.add(rows.Elector, procedure_id="p", seat_id="seat-zetel-01", n=1)
    hand.decision("2023-002", procedure_id="p", by="written", transition="opstarten")


def requests(hand: Hand) -> None:
    hand.initiative()
    hand.change.add(rows.Request(
        id="r", initiative_id="i", number="a-2023-001", transition="opstarten", text_sha256="", on_day=DAY, n=1,
    ))  # fmt: skip
    hand.add(rows.RequestStep, request_id="r", state="on-agenda", on_day=DAY, n=1)


def conditions(hand: Hand) -> None:
    hand.change.add(rows.Condition(
        id="c", outcome_id=hand.of["outcome"][0], text="t", owner="lead", due_day=LATER, kind="suspensive",
    ))  # fmt: skip
    hand.add(rows.ConditionStep, condition_id="c", state="met", on_day=LATER, n=1)


def replaces(hand: Hand) -> None:
    for number in ("2023-002", "2023-003"):
        hand.decision(number, replaces_id=hand.of["decision"][0])


def by_other_rules(hand: Hand) -> None:
    hand.decision("2023-002", meeting_id=hand.of["meeting"][1], agenda_item_id=hand.of["agenda_item"][1], reglement=2)


def corrects(hand: Hand) -> None:
    hand.add(
        rows.Correction, decision_id=hand.of["decision"][0], number="2023-001-r2", field="day", before="a", after="b",
        why="w", on_day=LATER, n=2,
    )  # fmt: skip


BREAKS: dict[str, Callable[[Hand], None]] = {
    "decisions_never_change": lambda hand: hand.change.put(rows.Decision, hand.of["decision"][0], outcome="rejected"),
    "numbers_have_no_gaps": lambda hand: hand.decision("2023-003"),
    "a_closed_meeting_never_changes": lambda hand: hand.change.put(
        rows.AgendaItem, hand.of["agenda_item"][0], admitted=True
    ),
    "a_vote_never_changes_but_may_be_struck": lambda hand: hand.change.put(
        rows.Outcome, hand.of["outcome"][0], value="rejected"
    ),
    "who_votes_has_a_vote_and_is_there": lambda hand: votes(hand, "coordinatie"),
    "nobody_leaves_a_vote_behind": leaves,
    "a_result_is_what_was_counted": lambda hand: noted(
        hand, "approved", VERDICT.replace('"present":9', '"present":10')
    ),
    "a_yes_is_adopted_by_the_book": lambda hand: noted(hand, "approved", by="vote"),
    "one_result_an_item": two_results,
    "a_decision_of_a_meeting_rests_on_its_result": by_other_rules,
    "no_gate_without_a_decision": passes,
    "means_are_never_exceeded_in_silence": lambda hand: hand.decision("2023-002", cents=20_000_001),
    "a_decision_has_the_rules_of_its_vote": by_other_rules,
    "a_decision_is_replaced_once": replaces,
    "an_answer_comes_in_time_from_an_elector": answers,
    "a_written_yes_is_more_than_half": decides_in_writing,
    "a_mandate_stays_within_its_limits": lambda hand: mandate(hand, "person-chair", 20_001),
    "a_request_stands_where_its_agenda_says": requests,
    "an_agenda_counts_from_one": lambda hand: hand.change.put(rows.AgendaItem, hand.of["agenda_item"][1], n=9),
    "a_condition_is_met_when_its_last_step_says_so": conditions,
    "corrections_have_no_gaps": corrects,
}


@pytest.mark.parametrize("law", BREAKS)
def test_a_law_says_who_broke_it(closed: Room, law: str) -> None:
    told = chronicle()
    with closed.store.reading() as conn:
        assert told.read(conn) == []

    with closed.store.change(SYSTEM, now=closed.noon) as change:
        BREAKS[law](Hand(change))
        change.record("people")

    with closed.store.reading() as conn:
        assert [line for line in told.read(conn) if f"{law}: " in line]


def test_a_mandate_is_granted_by_somebody_else(closed: Room) -> None:
    told = chronicle()
    with closed.store.change(SYSTEM, now=closed.noon) as change:
        mandate(Hand(change), "person-lead", 0)
        change.record("people")

    with closed.store.reading() as conn:
        assert "granted by who asked it" in told.read(conn)[0]


def test_a_meeting_is_closed_with_a_result_for_each_item_and_not_by_who_asked(closed: Room) -> None:
    told = chronicle()
    with closed.store.change(SYSTEM, now=closed.noon) as change:
        hand = Hand(change)
        requests(hand)
        change.put(rows.Request, "r", person_id="person-chair")
        change.put(rows.AgendaItem, hand.of["agenda_item"][1], request_id="r")
        change.record("people")
    with closed.store.change(Actor("chair", "person-chair"), now=closed.noon) as change:
        change.put(rows.Meeting, Hand(change).of["meeting"][1], closed_on=LATER)
        change.record("close")

    with closed.store.reading() as conn:
        laws = " ".join(told.read(conn))
    assert "every_item_of_a_closed_meeting_has_a_result" in laws
    assert "who_asked_never_closes" in laws


def test_every_law_is_broken_here_but_the_clocks() -> None:
    laws = {law.__name__ for law in (*council_laws.BEFORE, *council_laws.AFTER, *chronicle().at_rest)}
    elsewhere = {"every_item_of_a_closed_meeting_has_a_result", "who_asked_never_closes"}

    assert laws - BREAKS.keys() - elsewhere == {"time_never_goes_back", "a_mandate_opens_no_gate"}
    assert len(laws) >= 15
