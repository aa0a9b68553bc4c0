"""From a row to a fact: every kind, with everything in it and with nothing in it."""

from datetime import date
from types import SimpleNamespace

from labflow import facts
from labflow.clock import on_day
from labflow.queries import parts
from labflow.words import Words
from tests.labflow.dossiers import both

DAY = date(2023, 9, 11)
WHEN = {"when_start": DAY, "when_end": DAY, "when_precision": "day", "when_nl": None, "when_en": None}
TOLD = {"text": "zin", "text_en": "sentence"}
SAID = Words("zin", "sentence")
PEOPLE, NAMES = {"p": "puller"}, {"o": "De stad"}


def row(**columns: object) -> SimpleNamespace:
    """A row with these columns and a source."""
    return SimpleNamespace(**{"source": "R1", "id": "x", **columns})


def test_a_step_has_the_number_of_its_decision() -> None:
    step = row(transition="go", from_stage="a", to_stage="b", imported=False, decision_id="d", **WHEN)

    assert parts.passage(step, {"d": "2023-001"}) == facts.Passage(
        "go", "a", "b", on_day(DAY), False, "2023-001", "R1", "x"
    )


def test_a_lead_is_a_person_an_organisation_or_known_to_be_nobody() -> None:
    days = {"from_day": DAY, "until_day": None}

    leads = [
        parts.lead(row(person_id=person, organisation_id=organisation, **days), PEOPLE, NAMES)
        for person, organisation in (("p", None), (None, "o"), (None, None))
    ]

    assert [(lead.who, lead.person_id, lead.is_organisation) for lead in leads] == [
        ("puller", "p", False), ("De stad", None, True), (None, None, False),
    ]  # fmt: skip


def test_a_relation_points_to_what_it_names_or_says_it_in_words() -> None:
    names = {"i": ("up", both("Up"))}

    told = [
        parts.relation(row(kind="feeds", target_id=target, text=text, text_en=None), names)
        for target, text in (("i", None), (None, "Iets"), ("unseen", None))
    ]

    assert told == [
        facts.Relation("feeds", both("Up"), "up", "R1"), facts.Relation("feeds", both("Iets"), "", "R1"),
        facts.Relation("feeds", both(""), "", "R1"),
    ]  # fmt: skip


def test_a_landing_place_is_an_organisation_words_or_not_known() -> None:
    told = [
        parts.landing(row(state="sought", organisation_id=organisation, text=text, text_en=None), NAMES).where
        for organisation, text in (("o", "x"), (None, "x"), (None, None))
    ]

    assert told == [both("De stad"), both("x"), None]


def test_a_request_tells_its_newest_state_its_last_question_and_its_place() -> None:
    steps = [row(state=state, question=asked) for state, asked in (("returned", "Wie?"), ("sent", None))]
    columns = {"number": "a-1", "transition": "go", "asks": '{"end": "2024-06-30"}', "cents": 5, "motivation": None,
               "person_id": "p", "on_day": DAY, "text_sha256": "h"}  # fmt: skip

    placed = parts.request(row(**columns), steps, row(day=DAY, n=3), PEOPLE)

    assert placed == facts.Request(
        "a-1", "go", "sent", {"end": "2024-06-30"}, 5, "", "Wie?", "puller", "p", DAY, DAY, 3, "h", "x"
    )
    assert parts.request(row(**columns), steps[1:], None, {}).question == ""


def test_the_other_facts_are_what_their_rows_say() -> None:
    who = {"person_id": "p", "on_day": DAY}

    told = [
        parts.tick(
            row(item="p1", state="done", evidence=None, evidence_en=None, link=None, why=None, by_day=None, **who),
            PEOPLE,
        ),
        parts.note(row(kind="nota", mood=None, **TOLD, **WHEN, **who), PEOPLE),
        parts.figure(row(key="k", what="x", what_en="y", count=3, approx=True)),
        parts.partner(row(organisation_id="o", kind="later", contribution=None, part=None, part_en=None), NAMES),
        parts.commitment(row(cents=5, **TOLD, **WHEN)),
        parts.deadline(row(kind="term", **TOLD, **WHEN)),
        parts.blocker(row(kind="funding", **TOLD, **WHEN)),
        parts.turn(row(who="De stad", who_en=None, nobody=False, what=None, role="team", to_id=None, **who)),
        parts.rest(row(until_day=DAY, on_day=DAY, event="x", event_en="y", **TOLD)),
        parts.pause(row(why="ziek", from_day=DAY, until_day=DAY, resumed_on=None)),
    ]

    assert told == [
        facts.Tick("p1", "done", who="puller", on_day=DAY, source="R1"),
        facts.Note("nota", SAID, on_day(DAY), None, "puller", DAY, "R1"),
        facts.Figure("k", Words("x", "y"), 3, True, "R1"),
        facts.Partner("De stad", "later", source="R1"),
        facts.Commitment(SAID, on_day(DAY), 5, "R1", "x"),
        facts.Deadline("term", SAID, on_day(DAY), "R1"),
        facts.Blocker("funding", SAID, on_day(DAY), "R1", "x"),
        facts.Turn(both("De stad"), on_day=DAY, source="R1", role="team"),
        facts.Rest(SAID, DAY, DAY, "R1", Words("x", "y")),
        facts.Pause("ziek", DAY, DAY, id="x"),
    ]


def test_a_decision_keeps_what_was_asked_and_its_conditions() -> None:
    condition = facts.Condition("Een plan.", "puller", DAY, "suspensive")
    columns = {"number": "2023-001", "transition": "go", "outcome": "approved", "on_day": DAY, "cents": None,
               "request_id": "r", "asks": None}  # fmt: skip

    assert parts.decision(row(**columns), (condition,), '{"end": "x"}', True) == facts.Decision(
        "2023-001", "go", "approved", DAY, None, (condition,), "r",
        {"end": "x"}, True, "x",
    )  # fmt: skip
