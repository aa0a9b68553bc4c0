"""Each kind of requirement: met, unmet, not known; and each refusal can be said in both languages."""

from datetime import date, timedelta
from typing import Any

import pytest

from labflow.clock import Interval, on_day
from labflow.definition import Item, Need, Transition
from labflow.facts import (
    Commitment,
    Condition,
    Deadline,
    Decision,
    Landing,
    Lead,
    ParentView,
    Partner,
    Passage,
    Relation,
    Request,
    Tick,
)
from labflow.reasons import Reason
from labflow.requirements import KINDS, Asked, point_state, requirement, unmet
from labflow.texts import LANGUAGES, say
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both

GO = Transition("go-on", both("go on"), ("try",), "keep", ("puller",), "", sets={"deadline": "end"})
POINTS = (
    Item("p1", both("one"), ""),
    Item("p2", both("two"), "", blocking=False),
    Item("p3", both("3"), "", from_use=2),
)
WORKFLOW = a_workflow(checklists={"list": POINTS})
IMPORTED = (Passage(None, None, "try", imported=True),)


def asked(kind: str, params: dict[str, object] | None = None, asks: dict[str, object] | None = None,
          **facts: Any) -> list[Reason]:  # fmt: skip
    """The reasons of one requirement on a dossier with these facts; each is a sentence in both languages."""
    dossier = a_dossier(**{"workflow": WORKFLOW, **facts})
    reasons = unmet(Need(kind, params or {}), Asked(dossier, GO, asks or {}))
    for reason in reasons:
        assert all(say(reason, lang, body="raad", the_body="de raad") for lang in LANGUAGES)
    return list(reasons)


def codes(*given: Any, **facts: Any) -> list[str]:
    """The same, as codes without their area."""
    return [reason.code.removeprefix("requirement.") for reason in asked(*given, **facts)]


def decided(outcome: str = "approved", **more: Any) -> Decision:
    """A decision on the way."""
    return Decision("2023-001", more.pop("transition", "go-on"), outcome, TODAY, **more)


def sent(state: str, **more: Any) -> Request:
    """A request for the way."""
    return Request("a-2023-001", more.pop("transition", "go-on"), state, **more)


def test_every_kind_is_named_once_and_made_from_its_parameters() -> None:
    assert len(set(KINDS.values())) == len(KINDS) == 13
    assert requirement(Need("maximum", {"count": 2})) == KINDS["maximum"](count=2)
    with pytest.raises(KeyError):
        requirement(Need("os.system"))


@pytest.mark.parametrize(
    ("state", "answered"),
    [
        ("done", True), ("not_applicable", True), ("explained", True), ("unknown", True), ("busy", False),
        ("todo", False), ("later", False),
    ],
)  # fmt: skip
def test_a_point_is_answered_by_done_by_a_dated_reason_or_by_not_known(state: str, answered: bool) -> None:
    assert (asked("checklist", {"list": "list"}, ticks={"p1": Tick("p1", state)}) == []) is answered


def test_an_open_point_names_itself_its_question_and_how_it_stands() -> None:
    reasons = asked("checklist", {"list": "list"})

    values = {"item": "p1", "ask": both("one"), "state": "todo"}
    assert reasons == [Reason("requirement.point_open", values, who="lead")]


def test_a_point_that_no_source_mentions_is_not_known_until_the_first_own_step() -> None:
    stepped = (*IMPORTED, Passage("go-on", "try", "keep", on_day(TODAY)))

    assert codes("checklist", {"list": "list"}, passages=IMPORTED) == []
    assert codes("checklist", {"list": "list"}, passages=stepped, stage_key="keep") == ["point_open", "point_open"]


def test_a_point_for_the_second_use_is_not_asked_the_first_time() -> None:
    once = (Passage("go-on", "try", "keep", on_day(TODAY)),)

    assert [r.values["item"] for r in asked("checklist", {"list": "list"})] == ["p1"]
    assert [r.values["item"] for r in asked("checklist", {"list": "list"}, passages=once)] == ["p1", "p3"]


def test_a_point_that_facts_answer_follows_them() -> None:
    point = Item("p9", both("lead"), "", met_by=Need("has_lead"))
    partners = Item("p8", both("two"), "", met_by=Need("partners", {"at_least": 2}))
    known = {"lead": Lead("puller"), "partners": (Partner("one"), Partner("two"))}

    told = [
        point_state(a_dossier(**facts), item)
        for item in (point, partners)
        for facts in (known, {}, {"passages": IMPORTED}, {"lead": Lead(None), "partners": (Partner("one"),)})
    ]

    assert told == ["done", "todo", "unknown", "todo"] * 2


def test_a_yes_of_the_body_opens_the_way_once() -> None:
    used = decided(used=True)

    assert codes("council_decision", decisions=(decided(),)) == []
    assert codes("council_decision", decisions=(used,)) == ["decision_missing_unplanned"]
    assert codes("council_decision", decisions=(decided(transition="finish"),)) == ["decision_missing_unplanned"]


@pytest.mark.parametrize("outcome", ["rejected"])
def test_a_no_of_the_body_is_said_with_its_number(outcome: str) -> None:
    assert asked("council_decision", decisions=(decided(outcome),)) == [
        Reason(f"requirement.decision_{outcome}", {"number": "2023-001"}, who="body")
    ]


def test_a_new_request_after_a_no_is_what_counts() -> None:
    told = [
        codes("council_decision", decisions=(decided("rejected"),), requests=(request,))
        for request in (sent("sent"), sent("sent", transition="finish"), sent("withdrawn"))
    ]

    assert told == [["decision_requested"], ["decision_rejected"], ["decision_rejected"]]


def test_without_a_decision_it_says_how_far_the_question_is() -> None:
    meeting = date(2023, 9, 29)
    placed = sent("on-agenda", meeting=meeting)

    told = [
        [(reason.code.removeprefix("requirement."), reason.who) for reason in asked("council_decision", **facts)]
        for facts in (
            {}, {"meetings": (date(2023, 9, 8), meeting)}, {"requests": (sent("sent"),)},
            {"requests": (sent("accepted"),)}, {"requests": (sent("returned", question="Wie?"),)},
            {"requests": (placed,)}, {"requests": (sent("on-agenda"),)}, {"requests": (sent("decided"), placed)},
            {"requests": (sent("in-writing", until=meeting),)},
            {"requests": (sent("in-writing", until=TODAY - timedelta(1)),)},
        )
    ]  # fmt: skip

    assert told == [
        [("decision_missing_unplanned", "body")], [("decision_missing", "body")],
        [("decision_requested", "coordinator")], [("decision_requested", "coordinator")],
        [("decision_returned", "lead")], [("decision_on_agenda", "body")], [("decision_missing_unplanned", "body")],
        [("decision_on_agenda", "body")], [("decision_in_writing", "body")],
        [("decision_in_writing_longer", "body")],
    ]  # fmt: skip


def test_a_suspensive_condition_holds_the_gate_until_it_is_met() -> None:
    def conditions(kind: str, met: date | None) -> tuple[Decision, ...]:
        return (decided("approved-with-conditions", conditions=(Condition("a plan", "puller", TODAY, kind, met),)),)

    for need in ("council_decision", "conditions_met"):
        assert codes(need, decisions=conditions("suspensive", None)) == ["condition_open"]
        assert codes(need, decisions=conditions("suspensive", TODAY)) == []
        assert codes(need, decisions=conditions("resolutive", None)) == []
    assert codes("conditions_met") == []


def test_a_condition_of_a_no_holds_nothing() -> None:
    open_one = Condition("a plan", "puller", TODAY, "suspensive")

    assert codes("conditions_met", decisions=(decided("deferred", conditions=(open_one,)),)) == []


def parent(**more: Any) -> ParentView:
    """A running parent in its second stage."""
    return ParentView("up", "Up", "flow", both("keep"), more.pop("stage_key", "keep"), True, **more)


def test_a_parent_passed_a_gate_or_was_brought_in_from_a_source() -> None:
    for found in (parent(decision="2022-001"), parent(imported=True)):
        assert codes("parent_decision", parent=found) == []
    assert [asked("parent_decision", parent=found)[0].values["parent"] for found in (parent(), None)] == ["Up", "?"]


def test_a_parent_stands_in_the_right_stage_and_is_not_paused() -> None:
    params = {"stages": ("keep", "done"), "not_paused": True}

    assert codes("parent_in", params, parent=parent()) == []
    assert codes("parent_in", params) == ["parent_none"]
    assert codes("parent_in", params, parent=parent(stage_key="try")) == ["parent_in"]
    assert codes("parent_in", params, parent=parent(stage_key="try", paused="rest")) == ["parent_in", "parent_paused"]
    assert codes("parent_in", {**params, "not_paused": False}, parent=parent(paused="rest")) == []


def test_a_running_child_is_told_of_but_never_counted() -> None:
    reasons = asked("children_closed", {"workflow": "case"}, running_children={"case": 36, "talk": 1})

    assert reasons == [Reason("requirement.children_open", {"workflow": "case"}, who="casework")]
    assert "36" not in say(reasons[0], "nl")
    assert codes("children_closed", {"workflow": "case"}, running_children={"talk": 1}) == []


def test_a_field_is_known_when_it_goes_with_the_step_or_stands_there_already() -> None:
    def day(kind: str, when: Interval) -> Deadline:
        return Deadline(kind, both("end"), when)

    told = [
        codes("field_known", {"field": field}, asks, **facts)
        for field, asks, facts in (
            ("deadline", {"end": "2024-06-30"}, {}),
            ("deadline", {"deadline": "2024-06-30"}, {}),
            ("deadline", {}, {"deadlines": (day("deadline", on_day(TODAY)),)}),
            ("deadline", {}, {"deadlines": (day("term", on_day(TODAY)),)}),
            ("deadline", {}, {"deadlines": (day("intended", on_day(TODAY)), day("deadline", Interval()))}),
            ("receiver", {"receiver": "De stad"}, {}),
            ("receiver", {}, {"relations": (Relation("handed_to", both("De stad")),)}),
            ("receiver", {}, {"relations": (Relation("feeds", both("De stad")),)}),
        )
    ]

    assert told == [[], ["field_unknown"], [], [], ["field_unknown"], [], [], ["field_unknown"]]


def test_a_way_is_taken_no_more_than_its_maximum() -> None:
    twice = tuple(Passage("go-on", "try", "try", on_day(TODAY)) for _ in range(2))

    assert codes("maximum", {"count": 3}, passages=twice) == []
    assert codes("maximum", {"count": 2}, passages=twice) == ["maximum"]


@pytest.mark.parametrize("state", ["candidate", "confirmed"])
def test_a_landing_place_is_far_enough_or_not_known(state: str) -> None:
    order = ("dropped", "sought", "candidate", "confirmed")

    far = [codes("landing_place", {"state": state}, landing=Landing(there)) == [] for there in order]

    assert far == [order.index(there) >= order.index(state) for there in order]
    assert codes("landing_place", {"state": state}) == ["landing_not_known"]


def test_a_lead_is_there_is_known_to_be_absent_or_is_not_known() -> None:
    assert codes("has_lead", lead=Lead("puller")) == []
    assert codes("has_lead", lead=Lead(None)) == ["lead_none"]
    assert codes("has_lead") == ["lead_not_known"]


def test_partners_are_counted_and_others_are_not() -> None:
    later = Partner("three", kind="later")

    assert codes("partners", {"at_least": 2}, partners=(Partner("one"), Partner("two"))) == []
    assert codes("partners", {"at_least": 2}, partners=(Partner("one"), later)) == ["partners"]
    assert codes("partners", {"at_least": 2}, partners=(later,)) == ["partners_not_known"]


def test_a_running_promise_or_granted_means_hold_it_back() -> None:
    promise = Commitment(both("a room"))

    assert codes("no_commitments") == []
    assert codes("no_commitments", commitments=(promise,), decisions=(decided(cents=100),)) == [
        "commitment_runs", "means_remain",
    ]  # fmt: skip
    assert codes("no_commitments", decisions=(decided("rejected", cents=100), decided(cents=None))) == []


def test_one_of_several_is_enough_and_otherwise_each_is_named() -> None:
    either = {"needs": (Need("has_lead"), Need("partners", {"at_least": 1}))}

    assert codes("any_of", either, lead=Lead("puller")) == []
    assert codes("any_of", either, partners=(Partner("one"),)) == []
    (reason,) = asked("any_of", either)
    assert [inner.code for inner in reason.values["options"]] == [  # type: ignore[attr-defined]
        "requirement.lead_not_known", "requirement.partners_not_known",
    ]  # fmt: skip
