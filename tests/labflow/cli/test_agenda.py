"""The agenda from a terminal: meetings that move, what is due, late items, the minutes and the sheet on paper."""

from pathlib import Path

from tests.labflow.cli.terminal import Terminal

DAY, NEXT = "2023-09-29", "2023-12-01"
CHAIR = ("--as", "voorzitter", "--now", DAY)
COORDINATOR = ("--as", "coordinator")


def planned(demo: Terminal) -> Terminal:
    demo("council", "convene", NEXT, *COORDINATOR)
    return demo


def test_a_meeting_is_moved_and_cancelled_with_its_agenda(demo: Terminal) -> None:
    planned(demo)
    titles = [item["title"] for item in demo.json("council", "meeting", DAY)["items"]]

    assert demo.json("council", "move", DAY, "2023-10-06", *COORDINATOR)["date"] == "2023-10-06"
    demo("council", "cancel", "2023-10-06", "--why", "Stakingsdag", *COORDINATOR)

    assert [item["title"] for item in demo.json("council", "meeting", NEXT)["items"]] == titles
    assert "De vergadering van 6 oktober 2023 gaat niet door." in demo("council", "meeting", "2023-10-06").out
    assert [one["cancelled_on"] for one in demo.json("council", "meetings")] == ["2023-09-11", None]
    assert "gaat niet door" in demo("council", "meetings").out
    assert demo("council", "cancel", "2023-10-06", "--why", "x", "--json", *COORDINATOR, code=1).codes == [
        "agenda.cancelled"
    ]


def test_somebody_with_a_seat_is_named_to_chair(demo: Terminal) -> None:
    demo("council", "preside", DAY, "--chair", "raadslid-clb", *COORDINATOR)

    told = demo("council", "minutes", DAY, *COORDINATOR).out
    assert "voor deze vergadering aangeduid" in told
    assert "raadslid-clb" not in told
    assert demo("council", "preside", DAY, "--json", *COORDINATOR, code=1).codes == ["agenda.name_somebody"]


def test_the_agenda_is_built_ordered_and_timed(demo: Terminal) -> None:
    demo("council", "agenda", DAY, "add", "--title", "Jaarplan", "--minutes", "20", *COORDINATOR)
    before = [item["title"] for item in demo.json("council", "build", DAY, *COORDINATOR)["items"]]
    ordered = demo.json("council", "order", DAY, "2", "1", *COORDINATOR)

    assert [item["title"] for item in ordered["items"]][:2] == [before[1], before[0]]
    assert demo.json("council", "duration", DAY, "1", "15", *COORDINATOR)["n"] == 1


def test_an_item_on_the_spot_says_who_asks_and_is_accepted(demo: Terminal) -> None:
    words = ("council", "agenda", DAY, "add", "--title", "Dringend")

    assert demo(*words, "--json", *CHAIR, code=1).codes == ["agenda.who_asks"]
    number = str(demo.json(*words, "--asker", "CLB", *CHAIR)["items"][-1]["n"])
    assert f"{number}. Dringend (laattijdig)" in demo("council", "meeting", DAY).out
    demo("council", "admit", DAY, number, *CHAIR)

    assert "Laattijdig punt, door de SOM-raad aanvaard." in demo("council", "minutes", DAY).out


def test_what_was_not_reached_is_carried(demo: Terminal) -> None:
    carried = demo.json("council", "carry", DAY, *CHAIR)

    assert {item["outcome"] for item in carried["items"]} == {"not-reached"}


def test_the_minutes_are_a_draft_until_the_meeting_is_closed(demo: Terminal) -> None:
    told = demo.json("council", "minutes", DAY)

    assert (told["date"], told["draft"], told["lines"][1]) == (
        DAY, True, "Ontwerp: de vergadering is nog niet gesloten.",
    )  # fmt: skip
    assert demo("council", "minutes", NEXT, "--json", code=1).codes == ["meetings.no_meeting"]


def test_who_voted_what_is_for_who_sits_there(demo: Terminal) -> None:
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    demo("council", "vote", DAY, "1", "clb", "yes", *CHAIR)
    demo("council", "note", DAY, "1", "deferred", "--until", NEXT, *CHAIR)

    assert "Wie wat stemde" in demo("council", "minutes", DAY, "--as", "raadslid-clb").out
    assert "Wie wat stemde" not in demo("council", "minutes", DAY).out


def test_a_sheet_is_printed_filled_in_and_taken_over(demo: Terminal) -> None:
    printed = demo("council", "sheet", DAY).out
    assert printed.splitlines()[0] == "seat,meeting,1"
    filled = [f"{line.split(',')[0]},present,yes" for line in printed.splitlines()[1:] if "coordinatie" not in line]
    (Path(demo.folder) / "sheet.csv").write_text("\n".join(["seat,meeting,1", *filled]), encoding="utf-8")

    (item,) = demo.json("council", "paper", DAY, "sheet.csv", *CHAIR)["items"]

    assert set(item["votes"].values()) == {"yes"}
    assert demo("council", "paper", DAY, "absent.csv", "--json", *CHAIR, code=1).codes == ["store.file_unreadable"]


def test_who_asks_late_hears_which_meeting_is_in_time(demo: Terminal) -> None:
    for title in ("Buurtlab", "Leeshoek"):
        demo("initiatives", "open", "labo", "--title", title, "--lead", "coordinator", *COORDINATOR)
    late = (*COORDINATOR, "--now", "2023-09-20")

    told = demo("initiatives", "request", "buurtlab", "opstarten", *late).out
    assert "Voor 29 september 2023 is het laattijdig, en een latere vergadering is nog niet gepland." in told
    planned(demo)
    told = demo("initiatives", "request", "leeshoek", "opstarten", *late).out
    assert "Op tijd voor de vergadering van 1 december 2023." in told


def test_an_invitation_is_put_in_a_new_file(demo: Terminal) -> None:
    told = demo.json("council", "invitation", "2023-09-29", "raad.ics")
    written = (demo.folder / "raad.ics").read_bytes().decode()

    assert (told["date"], told["sequence"]) == ("2023-09-29", 0)
    assert "METHOD:PUBLISH\r\n" in written
    assert "SUMMARY:Vergadering van de SOM-raad\r\n" in written
    assert demo("council", "invitation", "2023-09-29", "raad.ics", "--json", code=1).codes == ["store.file_exists"]
    assert demo("council", "invitation", "2023-09-30", "x.ics", "--json", code=1).codes == ["meetings.no_meeting"]
