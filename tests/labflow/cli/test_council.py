"""The body from a terminal: meetings, outcomes with conditions, verdicts on paper."""

import json

from tests.labflow.cli.terminal import Terminal

DAY = "2023-09-29"
CHAIR = ("--as", "voorzitter", "--now", DAY)
COUNT = {"seats": 17, "recused": 0, "present": 12, "yes": 7, "no": 5, "abstain": 0, "method": "simple"}


def test_a_year_of_meetings(demo: Terminal) -> None:
    words = ("council", "plan", "2023-2024", "2023-11-23", "2024-01-25", "--as", "coordinator")
    planned = demo.json(*words)

    assert [one["date"] for one in planned] == ["2023-11-23", "2024-01-25"]
    assert [one["date"] for one in demo.json("council", "meetings")] == [DAY, "2023-11-23", "2024-01-25"]
    assert demo.json(*words, code=1)["refused"] == "blocked"


def test_convening_at_an_hour(demo: Terminal) -> None:
    made = demo.json("council", "convene", "2023-12-01T16:00", "--open", "--place", "Zaal", "--as", "coordinator")

    assert (made["date"], made["starts"], made["open"], made["place"]) == ("2023-12-01", "16:00", True, "Zaal")


def test_a_plain_title_on_the_agenda(demo: Terminal) -> None:
    meeting = demo.json("council", "agenda", DAY, "add", "--title", "Jaarplan", "--as", "coordinator")

    assert (meeting["items"][1]["title"], meeting["items"][1]["request"]) == ("Jaarplan", None)


def test_an_approval_with_conditions(demo: Terminal) -> None:
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    term = ("--condition", "Een begroting", "--owner", "coordinator", "--due", "2023-11-01", "--kind", "suspensive")
    noted = demo.json("council", "note", DAY, "1", "approved-with-conditions", *term, "--amount", "1250,50", *CHAIR)

    assert (noted["outcome"], noted["amount_cents"]) == ("approved-with-conditions", 125050)
    assert noted["conditions"] == [
        {"text": "Een begroting", "owner": "coordinator", "due": "2023-11-01", "kind": "suspensive", "met_on": None}
    ]


def test_a_meeting_reads_as_an_agenda(demo: Terminal) -> None:
    told = demo("council", "meeting", DAY).out

    assert told.startswith("Vergadering van 29 september 2023\n")
    assert "1. Maakleerplek" in told


def test_no_meeting_that_day(demo: Terminal) -> None:
    assert demo("council", "meeting", "2023-09-30", "--json", code=1).codes == ["meetings.no_meeting"]


def test_verdicts_on_paper(nowhere: Terminal) -> None:
    lines = [
        json.dumps(COUNT),
        json.dumps({**COUNT, "yes": 6, "no": 6}),
        json.dumps({**COUNT, "present": 8, "yes": 3, "no": 5}),
    ]
    told = nowhere("council", "verdict", stdin="\n".join(lines).encode())

    answers = [json.loads(line) for line in told.out.splitlines()]
    assert [set(one) for one in answers[:2]] == 2 * [{"quorum", "quorate", "adopted", "needed", "sentence"}]
    assert [one["adopted"] for one in answers[:2]] == [True, False]
    assert answers[2]["quorate"] is False


def test_a_bad_line_is_refused_and_the_others_are_judged(nowhere: Terminal) -> None:
    told = nowhere("council", "verdict", stdin=b"{\n" + json.dumps(COUNT).encode(), code=1)

    first, second = (json.loads(line) for line in told.out.splitlines())
    assert (first["refused"], second["adopted"]) == ("invalid", True)
