"""The sheet of a meeting: what is printed when the network may drop, and what is filled in from it afterwards.

It notes no result: `closing` does, on what stands here. An impossible cell is named; then nothing at all is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from labflow import voting
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.presiding import held, sitting_on
from labflow.reasons import Blocked, Invalid, Reason, Refusal
from labflow.sitting import HERE, RECUSED, TAKES_PART, VOTES, Item, Seat, Sitting
from labflow.typed import shown

MEETING = "meeting"
AT_MEETING = (HERE, "excused", "absent")
AT_ITEM = (*VOTES, RECUSED, HERE, "absent")

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the meeting as a whole (`item` None) or one item; `values`: what may stand in it, none once noted."""

    key: str
    item: Item | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One seat, and what stands in each column now, by the key of the column; "" when nothing does."""

    seat: Seat
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Seats by items."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def sheet(sitting: Sitting) -> Sheet:
    """Return the grid of a meeting: all seats but the vacant ones, the meeting and each item."""
    columns = (Column(MEETING, None, AT_MEETING), *(_column(item) for item in sitting.items))
    seats = (seat for seat in sitting.seats if not seat.vacant)
    return Sheet(columns, tuple(Row(seat, {c.key: _now(sitting, seat.key, c) for c in columns}) for seat in seats))


def fill(change: Change, catalogue: Catalogue, day: date, grid: Mapping[Cell, object]) -> Sitting:
    """Enter what stands on paper, as one act; every row is marked as from paper.

    `grid`: a value of AT_MEETING or AT_ITEM by (seat key, column key); an empty cell changes nothing. Raises Invalid
    with a reason for every cell that cannot be (its values `seat` and `column` say which), Blocked when nothing is new.
    Source: own proposal; presence and vote as in R2, R5 and R6.
    """
    demand(change.actor, "paper", catalogue.network)
    meeting = held(change, day)
    new = {cell: str(value) for cell, value in grid.items() if value not in (None, "")}
    if strange := tuple(_unreadable(sheet(meeting), new)):
        raise Invalid(*strange)
    new = {cell: value for cell, value in new.items() if _stands(meeting, cell) != value}
    if not new:
        raise Blocked(Reason("paper.nothing_new"))
    if impossible := tuple(_written(change, catalogue, meeting, new)):
        raise Invalid(*impossible)
    change.record("paper")
    return sitting_on(change, day)


def _column(item: Item) -> Column:
    secret = item.ballot is not None and item.ballot.secret
    values = tuple(value for value in AT_ITEM if not (secret and value in VOTES))
    return Column(str(item.n), item, () if item.noted else values)


def _now(sitting: Sitting, seat: str, column: Column) -> str:
    if column.item is None:
        told = sitting.presence.get(seat, "")
        return told if told in AT_MEETING else ""
    return column.item.votes.get(seat) or column.item.presence.get(seat, "")


def _stands(sitting: Sitting, cell: Cell) -> str:
    seat, key = cell
    return _now(sitting, seat, next(one for one in sheet(sitting).columns if one.key == key))


def _reason(code: str, cell: Cell, seat: Seat | None = None, **values: object) -> Reason:
    """A reason about one cell: `seat` and `column` say which, `who` and `where` say it in words."""
    key, column = cell
    where = Reason("paper.at_meeting") if column == MEETING else Reason("paper.at_item", {"number": shown(column)})
    who = seat.title if seat else shown(key)
    return Reason(code, {"seat": key, "column": column, "who": who, "where": where, **values})


def _unreadable(form: Sheet, grid: Mapping[Cell, str]) -> Iterator[Reason]:
    """Cells that are not on the sheet, or hold what cannot stand there."""
    columns, seats = {one.key: one for one in form.columns}, {row.seat.key: row for row in form.rows}
    for cell, value in grid.items():
        row, column = seats.get(cell[0]), columns.get(cell[1])
        if row is None or column is None:
            yield _reason("paper.no_such_cell", cell)
        elif not column.values and value != row.cells[column.key]:
            yield _reason("paper.already_noted", cell, row.seat)
        elif column.values and value not in column.values:
            code = "paper.secret" if value in VOTES and column.item else "paper.not_a_value"
            yield _reason(code, cell, row.seat, given=shown(value))


def _written(change: Change, catalogue: Catalogue, meeting: Sitting, new: Mapping[Cell, str]) -> Iterator[Reason]:
    """Write one cell after another, who is there before who votes; why a cell cannot be, by cell."""
    for cell in sorted(new, key=lambda cell: (new[cell] in VOTES, cell[1] != MEETING)):
        seat, n = meeting.seat(cell[0]), None if cell[1] == MEETING else int(cell[1])
        try:
            meeting = _entered(change, catalogue, meeting, seat, n, new[cell])
        except Refusal as refused:
            yield from (_reason("paper.cannot_be", cell, seat, why=why) for why in refused.reasons)


def _entered(change: Change, catalogue: Catalogue, meeting: Sitting, seat: Seat, n: int | None,
             value: str) -> Sitting:  # fmt: skip
    if n is not None and value in VOTES:
        return voting.cast(change, catalogue, meeting, n, seat, value, paper=True)
    back = n is not None and value == HERE and meeting.presence_at(meeting.item(n), seat) == RECUSED
    told = TAKES_PART if back else value
    return voting.seat_present(change, catalogue, meeting, seat, told, n, paper=True)
