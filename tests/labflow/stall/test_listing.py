"""The list: the worst first, each row with a reason, whose move it is and one thing to do."""

from dataclasses import replace
from datetime import date
from typing import Any

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Need
from labflow.dossier import Dossier
from labflow.facts import (
    Blocker,
    Commitment,
    Deadline,
    Landing,
    Lead,
    Note,
    Passage,
    Pause,
    Request,
    Rest,
    Turn,
)
from labflow.reasons import Reason
from labflow.stall import GROUPS, KINDS, Stalled, WhoseMove, as_json, everything, findings, row_of, whose_move
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import STALL_PARAMS, TODAY, a_dossier, a_network, a_workflow, both

EVERY_RULE = tuple(Need(kind, STALL_PARAMS.get(kind, {})) for kind in KINDS)
COUNCIL = date(2023, 9, 29)
FUNDING, FRAMEWORK = Blocker("funding", both("Het geld")), Blocker("framework", both("Het kader"))


def told(title: str, **facts: Any) -> Dossier:
    """An initiative as a yearly report tells it: undated steps and notes, and what `facts` add."""
    defaults = {
        "workflow": a_workflow(*EVERY_RULE),
        "passages": (Passage(None, None, "try", UNKNOWN, imported=True),),
        "notes": (Note("gebeurtenis", both("ooit"), on_day=TODAY),),
        "meetings": (COUNCIL,),
    }
    return a_dossier(title=title, slug=title.lower(), **{**defaults, **facts})


def at_a_council(meeting: date = COUNCIL) -> tuple[Request, ...]:
    return (Request("a-2023-001", "go-on", "on-agenda", on_day=date(2023, 9, 1), meeting=meeting),)


def portfolio() -> tuple[Dossier, ...]:
    """The shape of the yearly report of 2022-2023: four that stall, one planned, one waiting, and quiet ones."""
    last_day = Interval(
        date(2023, 8, 31), date(2023, 8, 31), "part", Words("31 augustus, zo lezen we het", "31 August")
    )
    end_of_year = Interval(date(2023, 12, 31), date(2023, 12, 31), "part", Words("eind 2023", "the end of 2023"))
    return (
        told("Campus"),
        told(
            "Steunteam",
            stage_key="keep",
            deadlines=(Deadline("deadline", both("Klaar zijn"), end_of_year),),
            turn=Turn(Words("het labo", "the lab")),
        ),
        told("Code", landing=Landing("sought")),
        told("Kansen", blockers=(FUNDING, FRAMEWORK), deadlines=(Deadline("intended", both("Start"), UNKNOWN),)),
        told(
            "Spreek",
            deadlines=(Deadline("term", both("Het extra jaar"), last_day),),
            landing=Landing("sought"),
            blockers=(Blocker("succession", both("Opvolging")), Blocker("requests_waiting", both("Vragen"))),
            turn=Turn(Words("het team", "the team")),
        ),
        told("Maakplek", requests=at_a_council(), commitments=(Commitment(both("Het bureau"), end_of_year),)),
        told("Leraar", stage_key="done", rest=Rest(Words("tot na de volgende rondes", "until the next rounds"))),
        told("Klaar", stage_key="done", blockers=(FUNDING,)),
    )


def shown(rows: tuple[Stalled, ...]) -> list[tuple[str, str, list[str], str | None, str]]:
    return [
        (
            row.dossier.title,
            row.group,
            [finding.reason.code.removeprefix("stall.") for finding in row.findings],
            row.whose_move.who and row.whose_move.who.nl,
            row.action.code.removeprefix("stall.action."),
        )
        for row in rows
    ]


def test_the_list_of_the_report_is_exactly_this() -> None:
    assert shown(findings(portfolio())) == [
        (
            "Spreek",
            "stalled",
            ["term_over", "blocked_succession", "blocked_requests_waiting", "landing_sought"],
            "het team",
            "ask_decision",
        ),
        ("Kansen", "stalled", ["blocked_funding", "blocked_framework"], None, "name_mover"),
        ("Code", "stalled", ["landing_sought"], None, "name_mover"),
        ("Steunteam", "stalled", ["deadline_near"], "het labo", "ask_update"),
        ("Maakplek", "planned", ["on_agenda", "commitment_runs"], "raad", "prepare"),
        ("Leraar", "waiting", ["waiting"], None, "set_day"),
    ]


def test_the_order_does_not_hang_on_the_order_of_the_dossiers() -> None:
    assert shown(findings(reversed(portfolio()))) == shown(findings(portfolio()))


def test_equally_bad_rows_stand_by_title() -> None:
    rows = findings(told(title, blockers=(FUNDING,)) for title in ("Ceder", "Appel", "Berk"))

    assert [row.dossier.title for row in rows] == ["Appel", "Berk", "Ceder"]


def test_a_pause_takes_it_off_the_list() -> None:
    pause = Pause("rust", date(2023, 9, 1), date(2023, 12, 1))

    assert row_of(told("Plan", blockers=(FUNDING,), pauses=(pause,))) is None


def test_what_has_no_place_on_the_board_is_not_on_the_list() -> None:
    workflow = a_workflow(*EVERY_RULE, board=False)

    assert row_of(told("Feest", blockers=(FUNDING,), workflow=workflow)) is None


def test_a_rest_until_a_day_is_off_the_list_and_comes_back_by_itself() -> None:
    rest = Rest(both("volgende ronde"), until_day=date(2023, 10, 1))

    assert row_of(told("Plan", blockers=(FUNDING,), rest=rest, today=date(2023, 9, 30))) is None

    asleep = told("Plan", blockers=(FUNDING,), rest=rest, today=date(2023, 9, 30))
    assert (findings((asleep,)), [row.group for row in everything((asleep,))]) == ((), ["resting"])

    back = row_of(told("Plan", blockers=(FUNDING,), rest=rest, today=date(2023, 10, 1)))

    assert back is not None
    assert back.group == "stalled"


def test_a_wait_without_a_day_hides_nothing() -> None:
    row = row_of(told("Plan", blockers=(FUNDING,), rest=Rest(both("later"))))

    assert row is not None
    assert shown((row,)) == [("Plan", "waiting", ["waiting", "blocked_funding"], None, "set_day")]


def test_on_an_agenda_it_is_planned_and_hides_nothing() -> None:
    ended, open_end = on_day(date(2023, 8, 31)), Interval(start=date(2023, 1, 1))
    commitments = (Commitment(both("De zaal"), ended), Commitment(both("Het geld"), open_end))

    row = row_of(told("Plan", requests=at_a_council(), commitments=commitments))

    assert row is not None
    assert shown((row,)) == [
        ("Plan", "planned", ["on_agenda", "commitment_runs", "commitment_over"], "raad", "prepare")
    ]


def test_in_writing_it_is_planned_until_the_last_day() -> None:
    asked = Request("a-2023-001", "go-on", "in-writing", on_day=date(2023, 9, 1), until=TODAY)
    running = row_of(told("Plan", requests=(asked,), blockers=(FUNDING,)))
    over = row_of(told("Plan", requests=(replace(asked, until=date(2023, 9, 10)),), blockers=(FUNDING,)))

    assert running is not None
    assert over is not None
    assert shown((running, over)) == [
        ("Plan", "planned", ["in_writing", "blocked_funding"], "raad", "await_answers"),
        ("Plan", "stalled", ["blocked_funding", "written_over"], "raad", "ask_update"),
    ]


def test_after_the_meeting_it_is_no_longer_planned() -> None:
    row = row_of(told("Plan", requests=at_a_council(), today=date(2023, 9, 30)))

    assert row is not None
    assert (row.group, row.findings[0].reason.code) == ("stalled", "stall.request_undecided")


def test_nothing_found_is_no_row() -> None:
    assert row_of(told("Plan")) is None
    assert findings(()) == ()


def test_whose_move_it_is_stays_not_known_until_somebody_says_so() -> None:
    assert whose_move(a_dossier()) == WhoseMove(None, known=False)
    assert whose_move(a_dossier(turn=Turn(both("het team")))) == WhoseMove(both("het team"), known=True)
    assert whose_move(a_dossier(turn=Turn(both("?"), nobody=True))) == WhoseMove(None, known=True)


def test_an_open_request_says_whose_move_it_is() -> None:
    def mover(state: str, **facts: Any) -> WhoseMove:
        return whose_move(a_dossier(requests=(Request("a-2023-001", "go-on", state, meeting=COUNCIL),), **facts))

    assert mover("sent") == mover("accepted") == WhoseMove(Words("de binder", "the binder"), known=True)
    assert mover("returned") == WhoseMove(Words("de trekker", "the lead"), known=True)
    assert mover("on-agenda") == WhoseMove(Words("raad", "council"), known=True)
    assert mover("on-agenda", today=date(2023, 9, 30)) == WhoseMove(Words("de binder", "the binder"), known=True)
    assert mover("decided") == WhoseMove(None, known=False)
    assert mover("sent", network=a_network(roles={})) == WhoseMove(None, known=False)


def test_what_nobody_is_to_do_asks_who_is() -> None:
    row = row_of(told("Plan", turn=Turn(both("niemand"), nobody=True)))

    assert row is not None
    assert (row.findings[0].reason, row.action) == (Reason("stall.nobodys_move"), Reason("stall.action.name_mover"))


def test_a_request_that_was_missed_goes_on_the_next_agenda() -> None:
    requests = (Request("a-2023-001", "go-on", "accepted", on_day=date(2023, 9, 1)),)
    passed = date(2023, 9, 8)

    planned = row_of(told("Plan", requests=requests, meetings=(passed, COUNCIL)))
    unplanned = row_of(told("Plan", requests=requests, meetings=(passed,)))

    assert planned is not None
    assert unplanned is not None
    assert say(planned.action, "nl") == "Zet op de agenda van 29 september 2023"
    assert say(unplanned.action, "nl") == "Zet op de volgende agenda"


def test_a_row_without_a_lead_asks_for_one() -> None:
    row = row_of(told("Plan", lead=Lead(None), turn=Turn(both("het team"))))

    assert row is not None
    assert say(row.action, "nl", lead=both("trekker")) == "Duid een trekker aan"


def test_a_row_as_json_has_the_shape_of_the_contract() -> None:
    spring = Interval(date(2023, 3, 1), date(2023, 3, 31), "month")
    blockers = (Blocker("funding", both("Het geld"), spring), FRAMEWORK)

    row = row_of(told("Plan", blockers=blockers, turn=Turn(Words("het team", "the team"))))

    assert row is not None
    assert as_json(row, "nl") == {
        "slug": "plan",
        "title": "Plan",
        "stage": "try",
        "group": "stalled",
        "reasons": [
            {
                "code": "stall.blocked_funding",
                "text": "De financiering is nog niet rond.",
                "since": {"date": "2023-03-01", "precision": "month", "text": "maart 2023"},
                "days": 164,
            },
            {
                "code": "stall.blocked_framework",
                "text": "Het kader ligt nog niet vast.",
                "since": None,
                "days": None,
            },
        ],
        "whose_move": {"who": "het team", "known": True},
        "action": {"code": "stall.action.ask_update", "text": "Vraag stand van zaken"},
    }


def test_a_row_as_json_can_start_on_an_unknown_day() -> None:
    until = Interval(end=date(2023, 3, 31), precision="part")

    row = row_of(told("Plan", blockers=(Blocker("funding", both("Het geld"), until),)))

    assert row is not None
    assert as_json(row, "en") | {"reasons": []} == {
        "slug": "plan",
        "title": "Plan",
        "stage": "try",
        "group": "stalled",
        "reasons": [],
        "whose_move": {"who": None, "known": False},
        "action": {"code": "stall.action.name_mover", "text": "Say whose move it is"},
    }
    assert row.findings[0].days == 164


def test_each_group_and_the_planned_and_waiting_rows_have_sentences() -> None:
    rows = findings(portfolio())

    for group in GROUPS:
        assert say(f"stall.group.{group}", "nl") != say(f"stall.group.{group}", "en")
    assert [say(finding.reason, "nl", the_body=both("de raad")) for row in rows[4:] for finding in row.findings] == [
        "Staat op de agenda van de raad van 29 september 2023.",
        "Het bureau loopt tot eind 2023.",
        "Wacht zonder datum: tot na de volgende rondes.",
    ]
    assert [say(row.action, "en") for row in rows[4:]] == [
        "Prepare by 29 September 2023",
        "Choose until when this rests",
    ]
