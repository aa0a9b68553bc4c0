"""Conditions of an approval: met, un-met again, or not met in time; the last tick flips the gate (R9)."""

from datetime import date

from labflow import conditions, lifecycle, requesting, rows
from labflow.store import Store
from tests.labflow.condition_room import agenda, approved, condition, met, stage, steps, term
from tests.labflow.council_room import Room, network
from tests.prepared import prepared

LONG_AFTER = date(2023, 12, 2)


@prepared
def waiting(store: Store) -> Room:
    """An approval with three suspensive conditions: the gate waits."""
    return approved(store, term("Eén"), term("Twee"), term("Drie"))


def passed(store: Store, due: str = "2023-10-01", fallback: bool = True) -> Room:
    """An approval with a resolutive condition: the gate was passed when the meeting closed."""
    body = approved(store, term("Een school", due, "resolutive"), fallback=fallback)
    assert stage(body) == "opstart"
    return body


def lapse(body: Room) -> str:
    return str(body.does("coordinator", conditions.lapse, condition(body).id))


def test_one_of_three_met_moves_nothing_and_the_last_one_flips_the_gate(waiting: Room) -> None:
    ticks = [met(waiting, k) for k in (1, 2)]
    assert [(one.left, one.moved) for one in ticks] == [(2, False), (1, False)]
    assert stage(waiting) == "verkenning"

    last = met(waiting, 3)

    assert (last.left, last.moved, last.reasons, stage(waiting)) == (0, True, (), "opstart")
    assert waiting.dossier("proef").passages[-1].decision == "2023-001"
    assert waiting.verified().ok


def test_the_gate_names_each_condition_that_is_open(waiting: Room) -> None:
    met(waiting, 2)

    assert waiting.refused("coordinator", lifecycle.advance, "proef", "opstarten") == ["requirement.condition_open"] * 2


def test_the_last_tick_says_why_the_gate_stays_shut(store: Store) -> None:
    body = approved(store, term(), ready=False)

    ticked = met(body)

    assert (ticked.moved, stage(body)) == (False, "verkenning")
    assert {reason.code for reason in ticked.reasons} == {"requirement.point_open"}
    assert condition(body).met_on == body.today


def test_it_is_met_by_the_verifier_and_never_by_the_owner(store: Store) -> None:
    body = approved(store, term(owner="lead"))
    no = (conditions.meet, "2023-001", 1, "Gezien")

    assert body.refused("lead", *no) == ["conditions.owner_cannot_verify"]
    assert body.refused("chair", *no) == ["conditions.not_the_verifier"]
    assert body.refused("", *no) == ["access.nobody"]
    assert met(body, who="both").moved


def test_a_verifier_may_be_a_person(store: Store) -> None:
    body = approved(store, term(owner="lead"), verifier="other")

    assert body.refused("coordinator", conditions.meet, "2023-001", 1, "Ja") == ["conditions.not_the_verifier"]
    assert met(body, who="other").moved


def test_who_owns_it_by_role_cannot_verify_it_by_another_role(store: Store) -> None:
    body = approved(store, term(owner="coordinator"), verifier="voorzitter")

    assert body.refused("both", conditions.meet, "2023-001", 1, "Ja") == ["conditions.owner_cannot_verify"]
    assert met(body, who="chair").moved


def test_without_a_verifier_the_coordinator_looks_or_else_the_chair(store: Store) -> None:
    body = approved(store, term(owner="lead"), verifier="")
    assert met(body).moved

    others = condition(body)
    assert conditions.verifier_of(others, network().network) == "coordinator"
    other = type(others)(others.text, "coordinator", others.due_day, others.kind)
    assert conditions.verifier_of(other, network().network) == "voorzitter"


def test_what_is_not_there_or_was_done_is_refused(waiting: Room) -> None:
    met(waiting)

    for args, code in (
        (("2023-001", 1, "Nog eens"), "conditions.met_already"),
        (("2023-001", 4, "Ja"), "conditions.none"),
        (("2023-009", 1, "Ja"), "conditions.no_decision"),
        (("2023-001", "x", "Ja"), "typed.not_a_number"),
        (("2023-001", 2, " "), "typed.empty"),
    ):
        assert waiting.refused("coordinator", conditions.meet, *args) == [code]
    assert waiting.refused("coordinator", conditions.unmeet, "2023-001", 2, "Toch niet") == ["conditions.not_met"]


def test_met_then_un_met_closes_the_gate_again(waiting: Room) -> None:
    met(waiting)
    met(waiting, 2)

    unmet = waiting.does("coordinator", conditions.unmeet, "2023-001", 2, "De school trok zich terug")

    assert isinstance(unmet, conditions.Ticked)
    assert (unmet.left, unmet.meeting, condition(waiting, 2).state) == (2, None, "unmet")
    assert not met(waiting, 3).moved
    assert met(waiting, 2).moved
    assert agenda(waiting) == []


def test_un_met_after_the_gate_moved_goes_to_the_body_and_nothing_moves_by_itself(store: Store) -> None:
    body = approved(store, term("Een school"))
    met(body)

    unmet = body.does("coordinator", conditions.unmeet, "2023-001", 1, "De school trok zich terug")

    assert isinstance(unmet, conditions.Ticked)
    assert (stage(body), unmet.moved) == ("opstart", False)
    assert agenda(body) == [("condition", "Voorwaarde niet langer vervuld (2023-001): Een school")]
    assert met(body).moved is False
    assert steps(body) == ["met", "unmet", "met"]


def test_verified_late_is_allowed_and_shows(store: Store) -> None:
    body = approved(store, term(due="2023-10-01"))
    body.today = date(2023, 10, 1)
    assert lapse(body) == ""
    body.today = date(2023, 10, 2)
    assert lapse(body) == "warned"

    ticked = met(body)

    assert (ticked.state, ticked.moved) == ("late", True)


def test_a_lapse_warns_once_and_brings_it_to_the_body(store: Store) -> None:
    body = passed(store, fallback=False)
    body.today = date(2023, 10, 1)
    assert lapse(body) == ""
    body.today = date(2023, 10, 2)
    body.convened(date(2023, 10, 6))

    assert (lapse(body), lapse(body)) == ("warned", "warned")

    found = [(i.kind, i.title.nl, i.slug) for i in body.sitting(date(2023, 10, 6)).items]
    assert found == [("condition", "Voorwaarde niet vervuld bij beslissing 2023-001: Een school", "proef")]
    assert (stage(body), steps(body)) == ("opstart", ["warned"])


def test_a_day_in_a_school_holiday_lasts_until_the_first_day_after_it(store: Store) -> None:
    (_, first, last) = next(one for one in network().network.holidays if one[1].startswith("2023-1"))
    body = passed(store, due=first)
    after = date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    body.today = after
    assert lapse(body) == ""

    body.today = date.fromordinal(after.toordinal() + 1)
    assert lapse(body) == "fallen_back"


def test_a_step_falls_back_by_itself_only_when_the_decision_said_so(store: Store) -> None:
    body = passed(store)
    body.today = LONG_AFTER

    assert lapse(body) == "fallen_back"

    last = body.dossier("proef").passages[-1]
    assert (stage(body), last.transition, last.from_stage, last.to_stage) == (
        "verkenning",
        None,
        "opstart",
        "verkenning",
    )
    assert steps(body) == ["warned", "fallen_back"]
    assert "requirement.decision_missing_unplanned" in body.refused(
        "coordinator", lifecycle.advance, "proef", "opstarten"
    )
    assert body.refused("coordinator", conditions.meet, "2023-001", 1, "Toch") == ["conditions.fallen_back"]
    assert lapse(body) == "fallen_back"
    assert body.verified().ok


def test_a_suspensive_condition_has_nothing_to_fall_back_from(store: Store) -> None:
    body = approved(store, term(due="2023-10-01"), fallback=True)
    body.today = LONG_AFTER

    assert (lapse(body), stage(body)) == ("warned", "verkenning")


def test_nothing_falls_back_behind_a_later_gate(store: Store) -> None:
    body = passed(store)
    with body.acts("coordinator") as change:
        dossier = body_dossier(body)
        change.add(rows.Passage(
            id="later", initiative_id=dossier, transition="experimenteren", from_stage="opstart",
            to_stage="experiment", n=9,
        ))  # fmt: skip
        change.put(rows.Initiative, dossier, stage="experiment")
        change.record("advance")
    body.today = LONG_AFTER

    assert (lapse(body), stage(body)) == ("warned", "experiment")


def body_dossier(body: Room) -> str:
    return body.dossier("proef").id


def test_a_decision_that_was_replaced_binds_nobody(store: Store) -> None:
    body = passed(store)
    with body.acts("coordinator") as change:
        first = change.conn.exec_driver_sql("select * from decision").mappings().one()
        told = {name: first[name] for name in ("outcome", "by", "verdict", "reglement")}
        change.add(rows.Decision(id="new", number="2023-002", replaces_id=first["id"], on_day=change.on, **told))
        change.record("decide")
    body.today = LONG_AFTER

    assert lapse(body) == ""
    assert body.refused("coordinator", conditions.meet, "2023-001", 1, "Ja") == ["conditions.decision_replaced"]


def test_a_plain_item_may_have_conditions_too(store: Store) -> None:
    from labflow import closing, meetings
    from tests.labflow.council_room import DAY, room

    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Vorming")
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved-with-conditions", terms=[term()])
    body.does("chair", closing.close, DAY)

    assert met(body).left == 0
    assert body.verified().ok


def test_no_verb_changes_what_a_condition_says(waiting: Room) -> None:
    before = said(waiting)
    met(waiting)
    waiting.does("coordinator", conditions.unmeet, "2023-001", 1, "Toch niet")
    met(waiting)
    waiting.today = LONG_AFTER
    waiting.does("coordinator", conditions.lapse, condition(waiting, 2).id)

    assert said(waiting) == before
    assert waiting.refused("coordinator", requesting.withdraw, "a-2023-001") == ["requesting.stands_elsewhere"]


def said(body: Room) -> list[tuple[object, ...]]:
    with body.store.reading() as conn:
        found = conn.exec_driver_sql(
            'select text, owner, verifier, due_day, kind, fallback from "condition" order by id'
        )
        return [tuple(one) for one in found]
