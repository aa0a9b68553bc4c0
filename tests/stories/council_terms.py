"""The laws between two meetings: money, written procedures, mandates, conditions, and where a request stands."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from labflow.facts import APPROVALS
from labflow.schoolyear import term_end
from tests.labflow.council_room import RULES, network
from tests.stories.chronicle import Chronicle, Entry, Law, Row
from tests.stories.council_count import ballot, standing, texts

DAYS, EURO, TACIT = (RULES[0][name] for name in ("days", "euro", "tacit"))
RUNS = ("granted", "extended")
GONE = ("withdrawn", "written")


def means_are_never_exceeded_in_silence(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Above the means of the year only two thirds of the votes can grant (R3); within a meeting these come last."""
    means = network().network.means_cents_per_year or 0
    for row in entry.added("decision").values():
        year = row["on_day"][:4]
        granted = sum(
            one.get("cents", 0) for id, one in told.rows("decision").items()
            if one["outcome"] in APPROVALS and one["on_day"][:4] == year and not _is_replaced(told, id)
            and not (one["by"] == "two-thirds" and one.get("meeting_id", "") == row.get("meeting_id"))
        )  # fmt: skip
        if row["outcome"] in APPROVALS and row.get("cents") and granted > means and row["by"] != "two-thirds":
            yield f"{granted} cents granted in {year} by {row['by']}"


def a_decision_has_the_rules_of_its_vote(told: Chronicle, entry: Entry) -> Iterator[str]:
    """The version under which the vote was opened, or else that of the meeting (R0)."""
    for row in entry.added("decision").values():
        if item := row.get("agenda_item_id"):
            rules = ballot(told, item).get("reglement") or told.row("meeting", row["meeting_id"])["reglement"]
            if row["reglement"] != rules:
                yield f"decision {row['number']} by rules {row['reglement']} instead of {rules}"


def a_decision_is_replaced_once(told: Chronicle, entry: Entry) -> Iterator[str]:
    """The newest is the one to revise, and only a yes takes the place of another (R13)."""
    for row in entry.added("decision").values():
        if replaced := row.get("replaces_id"):
            others = told.of("decision", "replaces_id", replaced)
            if len(others) > 1 or row["outcome"] not in APPROVALS or told.row("decision", replaced) == row:
                yield f"decision {row['number']} replaces what {len(others)} replace"


def an_answer_comes_in_time_from_an_elector(told: Chronicle, entry: Entry) -> Iterator[str]:
    """By the clock of the network, whatever the server thinks; who may answer was fixed at opening (R7)."""
    for row in entry.added("answer").values():
        found = told.row("procedure", row["procedure_id"])
        elector = _elector(told, row)
        if not elector or elector["recused"]:
            yield f"{row['seat_id']} may not answer {found['number']}"
        if row["on_day"] != _day(entry) or _day(entry) > _last_day(found):
            yield f"an answer to {found['number']} of {row['on_day']}, last day {_last_day(found)}"


def a_written_yes_is_more_than_half(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Of all seats that may decide; silence is never consent, but for what the rules list (R7)."""
    for row in entry.added("decision").values():
        if procedure := row.get("procedure_id"):
            counted = _answered(told, procedure, row["on_day"])
            agree, electors = counted.count("agree"), len(counted)
            enough = 2 * agree > electors
            if row["transition"] in TACIT:
                enough = "disagree" not in counted and 2 * agree > electors // 2 + 1
            if not enough or "discuss" in counted:
                yield f"decision {row['number']} with {agree} of {electors}"


def a_mandate_stays_within_its_limits(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Money, days, and two people (R8)."""
    for row in entry.added("spending").values():
        mandate = told.row("mandate", row["mandate_id"])
        spent = sum(one["cents"] for one in told.of("spending", "mandate_id", row["mandate_id"]))
        state = told.newest("mandate_step", "mandate_id", row["mandate_id"])["state"]
        if spent > mandate["cents"] or state not in RUNS or _day(entry) > mandate["until_day"]:
            yield f"{mandate['number']} is {state} until {mandate['until_day']}, {spent} of {mandate['cents']} spent"
    for row in entry.added("mandate_step").values():
        if row["state"] == "granted":
            yield from _granted(told, row)


def a_mandate_opens_no_gate(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Nothing moves in the entry that grants, spends or ratifies."""
    if entry.told["act"].startswith("mandate") and entry.added("passage"):
        yield "a mandate moved an initiative"


def _granted(told: Chronicle, row: Row) -> Iterator[str]:
    mandate = told.row("mandate", row["mandate_id"])
    if mandate.get("person_id") == row.get("person_id"):
        yield f"{mandate['number']} was granted by who asked it"
    begun = 0
    for id, other in told.rows("mandate").items():
        steps = sorted(told.of("mandate_step", "mandate_id", id), key=lambda step: step["n"])
        granted = [step["on_day"][:4] for step in steps if step["state"] == "granted"]
        if granted == [row["on_day"][:4]] and steps[-1]["state"] not in ("ratified", "changed"):
            begun += other["cents"]
        runs = steps[-1]["state"] in RUNS and other["until_day"] >= row["on_day"]
        if id != row["mandate_id"] and other["initiative_id"] == mandate["initiative_id"] and runs:
            yield f"{mandate['number']} beside {other['number']}"
    if mandate["cents"] > EURO["mandate"] * 100 or begun > EURO["mandates_per_year"] * 100:
        yield f"{mandate['number']} of {mandate['cents']}, {begun} in that year"


def a_condition_is_met_when_its_last_step_says_so(told: Chronicle) -> Iterator[str]:
    """Met, then un-met, then met again: the day follows the steps (R9)."""
    for id, row in told.rows("condition").items():
        last = told.newest("condition_step", "condition_id", id)
        if last and last["state"] in ("met", "unmet") and (last["state"] == "met") != bool(row.get("met_on")):
            yield f"condition {id} is {last['state']} and has day {row.get('met_on')}"


def a_request_stands_where_its_agenda_says(told: Chronicle) -> Iterator[str]:
    """On one open agenda and no other, or in one procedure, or decided with a decision (R15)."""
    for id, row in told.rows("request").items():
        state = told.newest("request_step", "request_id", id)["state"]
        items = [item for item in told.of("agenda_item", "request_id", id) if _is_open(told, item)]
        running = [one for one in told.of("procedure", "request_id", id) if not one.get("ended")]
        if len(items) != (state == "on-agenda"):
            yield f"{row['number']} is {state} and on {len(items)} open agendas"
        if (state == "in-writing") > len(running) or len(running) > (state in ("in-writing", "withdrawn")):
            yield f"{row['number']} is {state} and in {len(running)} procedures"
        if state == "decided" and not told.of("decision", "request_id", id):
            yield f"{row['number']} is decided without a decision"


def an_agenda_counts_from_one(told: Chronicle) -> Iterator[str]:
    """Whatever was put first, moved or carried over."""
    for id, row in told.rows("meeting").items():
        numbers = sorted(item["n"] for item in told.of("agenda_item", "meeting_id", id))
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"the agenda of {row['day']} counts {numbers}"


def corrections_have_no_gaps(told: Chronicle) -> Iterator[str]:
    """The first is r1, then r2."""
    for id, row in told.rows("decision").items():
        numbers = sorted(one["number"] for one in told.of("correction", "decision_id", id))
        if numbers != sorted(f"{row['number']}-r{n}" for n in range(1, len(numbers) + 1)):
            yield f"decision {row['number']} has {numbers}"


def _is_open(told: Chronicle, item: Row) -> bool:
    meeting = told.row("meeting", item["meeting_id"])
    noted = standing(told, "outcome", item["id"])
    ended = meeting.get("closed_on") or meeting.get("cancelled_on")
    return not ended and not (noted and noted[0]["value"] in GONE)


def _is_replaced(told: Chronicle, id: str) -> bool:
    return any(one["outcome"] in APPROVALS for one in told.of("decision", "replaces_id", id))


def _elector(told: Chronicle, answer: Row) -> Row:
    found = told.of("elector", "procedure_id", answer["procedure_id"])
    return next((row for row in found if row["seat_id"] == answer["seat_id"]), {})


def _answered(told: Chronicle, procedure: str, day: str) -> list[str]:
    """What each seat that takes part said last, by the end of this day, on the text as it is; "" when nothing."""
    request = told.row("procedure", procedure).get("request_id")
    same = texts(told, request) if request else set()
    said: dict[str, str] = {}
    for row in sorted(told.of("answer", "procedure_id", procedure), key=lambda row: row["n"]):
        if row["on_day"] <= day:
            said[row["seat_id"]] = row["value"] if row["text_sha256"] in same else ""
    electors = [row["seat_id"] for row in told.of("elector", "procedure_id", procedure) if not row["recused"]]
    return [said.get(seat, "") for seat in electors]


def _last_day(procedure: Row) -> str:
    """The end of its one extension: nobody asks here whether there was one."""
    holidays = network().network.holidays
    return term_end(date.fromisoformat(procedure["closes_on"]), DAYS["extension"], holidays).isoformat()


def _day(entry: Entry) -> str:
    moment = datetime.fromisoformat(entry.told["at"])
    return moment.astimezone(ZoneInfo(network().network.zone)).date().isoformat()


AFTER: tuple[Law, ...] = (
    means_are_never_exceeded_in_silence, a_decision_has_the_rules_of_its_vote, a_decision_is_replaced_once,
    an_answer_comes_in_time_from_an_elector, a_written_yes_is_more_than_half, a_mandate_stays_within_its_limits,
    a_mandate_opens_no_gate,
)  # fmt: skip
AT_REST = (
    a_condition_is_met_when_its_last_step_says_so, a_request_stands_where_its_agenda_says, an_agenda_counts_from_one,
    corrections_have_no_gaps,
)  # fmt: skip
