"""The sheet on paper: a grid of seats by items, and one act that fills it in."""

import pytest

from labflow import ballots, closing, paper, voting
from labflow.meetings import place
from labflow.reasons import Invalid
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, network, room

HERE = {(f"zetel-{n:02}", "meeting"): "present" for n in range(1, 18)}


def test_the_sheet_has_a_row_a_seat_and_a_column_an_item(store: Store) -> None:
    made = paper.sheet(_with_two_items(store).gathered(1).sitting())

    assert [column.key for column in made.columns] == ["meeting", "1", "2"]
    assert [row.seat.key for row in made.rows] == [*(f"zetel-{n:02}" for n in range(1, 18)), "coordinatie"]
    assert made.rows[0].cells == {"meeting": "present", "1": "", "2": ""}
    assert made.columns[1].values == ("yes", "no", "abstain", "recused", "present", "absent")


def test_one_act_fills_in_who_was_there_and_what_they_voted(store: Store) -> None:
    made = _on_the_day(store)
    before = made.verified().entries
    made.does("secretary", paper.fill, DAY, {
        **HERE, ("zetel-01", "1"): "yes", ("zetel-02", "1"): "no", ("zetel-03", "1"): "recused",
        ("zetel-04", "2"): "absent",
    })  # fmt: skip

    meeting = made.sitting()
    assert made.verified().entries == before + 1
    assert meeting.item(1).votes == {"zetel-01": "yes", "zetel-02": "no"}
    assert meeting.presence_at(meeting.item(1), meeting.seat("zetel-03")) == "recused"
    assert meeting.count(meeting.item(2), "consensus").present == 16
    with made.store.reading() as conn:
        for table in ("attendance", "vote"):
            marks = conn.exec_driver_sql(f"select count(*), count(case when paper then 1 end) from {table}").one()
            assert marks[0] == marks[1] > 0


def test_what_stands_already_is_not_written_again(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, HERE)

    assert made.refused("secretary", paper.fill, DAY, HERE) == ["paper.nothing_new"]
    assert made.refused("secretary", paper.fill, DAY, {("zetel-01", "1"): ""}) == ["paper.nothing_new"]


@pytest.mark.parametrize(("cell", "value", "code"), [
    (("zetel-99", "1"), "yes", "paper.no_such_cell"),
    (("zetel-01", "9"), "yes", "paper.no_such_cell"),
    (("zetel-01", "1"), "excused", "paper.not_a_value"),
    (("zetel-01", "meeting"), "yes", "paper.not_a_value"),
    (("coordinatie", "1"), "yes", "meetings.no_vote"),
    (("zetel-17", "1"), "yes", "meetings.not_present"),
])  # fmt: skip
def test_an_impossible_cell_is_named(store: Store, cell: tuple[str, str], value: str, code: str) -> None:
    made = _on_the_day(store)
    before = made.verified().entries
    grid = {**HERE, ("coordinatie", "meeting"): "present", ("zetel-17", "meeting"): "absent", cell: value}

    assert _why(made, grid) == [(*cell, code)]
    assert made.verified().entries == before


def test_every_impossible_cell_is_named_at_once(store: Store) -> None:
    made = _on_the_day(store)
    grid = {("zetel-01", "1"): "yes", ("zetel-02", "1"): "no", ("zetel-03", "meeting"): "present"}

    assert _why(made, grid) == [(f"zetel-0{n}", "1", "meetings.not_present") for n in (1, 2)]


def test_while_a_vote_stands_who_is_there_stays(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, {**HERE, ("zetel-01", "1"): "yes"})

    for cell, value in ((("zetel-02", "meeting"), "absent"), (("zetel-01", "1"), "recused")):
        assert _why(made, {cell: value}) == [(*cell, "meetings.presence_frozen")]


def test_of_a_secret_vote_no_cell_takes_a_vote(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, HERE)
    made.does("chair", ballots.open_, DAY, 1, secret=True)

    assert "yes" not in paper.sheet(made.sitting()).columns[1].values
    assert _why(made, {("zetel-01", "1"): "yes"}) == [("zetel-01", "1", "paper.secret")]


def test_who_stepped_aside_takes_part_again(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, {**HERE, ("zetel-01", "1"): "recused"})
    made.does("secretary", paper.fill, DAY, {("zetel-01", "1"): "present"})

    assert made.sitting().presence_at(made.sitting().item(1), made.sitting().seat("zetel-01")) == "present"


def test_a_noted_item_stays_as_it_is(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, HERE)
    made.does("chair", closing.note, DAY, 1, "approved")

    assert paper.sheet(made.sitting()).columns[1].values == ()
    assert made.refused("secretary", paper.fill, DAY, {("zetel-01", "1"): "yes"}) == ["paper.already_noted"]


def test_only_clerks_fill_in_and_only_on_the_day(store: Store) -> None:
    made = _with_two_items(store)

    assert made.refused("secretary", paper.fill, DAY, HERE) == ["meetings.not_yet"]
    made.today = DAY
    assert made.refused("lead", paper.fill, DAY, HERE) == ["access.not_allowed"]
    made.today = AFTER
    made.does("secretary", paper.fill, DAY, HERE)
    assert made.sitting().can_decide().code == "council.enough_here"


def test_what_was_entered_on_a_screen_and_from_paper_counts_alike(store: Store) -> None:
    made = _on_the_day(store)
    made.does("secretary", paper.fill, DAY, {**HERE, ("zetel-01", "1"): "yes"})
    made.does("secretary", voting.vote, DAY, 1, "zetel-02", "no")

    assert made.sitting().votes_on(made.sitting().item(1)) == (1, 1, 0)


def _with_two_items(store: Store) -> Room:
    made = room(store).convened()
    for title in ("Een", "Twee"):
        made.does("coordinator", place, DAY, made.asked(title))
    return made


def _on_the_day(store: Store) -> Room:
    made = _with_two_items(store)
    made.today = DAY
    return made


def _why(made: Room, grid: dict[tuple[str, str], str]) -> list[tuple[str, str, str]]:
    """The cells that are named, and why: the rule behind it, where there is one."""
    with pytest.raises(Invalid) as refusal, made.acts("secretary") as change:
        paper.fill(change, network(), DAY, grid)
    told = [(str(one.values["seat"]), str(one.values["column"]), one) for one in refusal.value.reasons]
    return [(seat, column, getattr(one.values.get("why"), "code", one.code)) for seat, column, one in told]
