"""The sheet of a meeting, in words: to print, and as a form. Which cells there are, `labflow.paper` says."""

from collections.abc import Mapping

from labflow import paper
from labflow.reasons import Reason
from labflow.reglement import Threshold
from labflow.showing import sitting_item
from labflow.showing.sitting_seen import Seen
from labflow.sitting import VOTES
from labflow.views import meeting_paper as views


def sheet(seen: Seen) -> views.Sheet:
    """Return the grid to print: empty boxes, for what was voted is not everybody's to read."""
    return _grid(seen, {}, {})


def form(seen: Seen, typed: Mapping[str, str], faults: Mapping[paper.Cell, str]) -> views.Sheet:
    """Return the grid as a form. `typed`: what came back refused, by column and seat; `faults`: by cell."""
    return _grid(seen, typed, faults)


def _grid(seen: Seen, typed: Mapping[str, str], faults: Mapping[paper.Cell, str]) -> views.Sheet:
    grid, say = paper.sheet(seen.sitting), seen.say
    return views.Sheet(
        day=seen.sitting.day.isoformat(),
        day_words=say.weekday(seen.sitting.day),
        rule=_rule(seen),
        columns=tuple(_column(one, seen) for one in grid.columns),
        rows=tuple(
            views.Row(
                row.seat.key, say(row.seat.title), row.seat.votes,
                tuple(_cell(row, column, seen, typed, faults) for column in grid.columns),
            )
            for row in grid.rows
        ),
    )  # fmt: skip


def _rule(seen: Seen) -> tuple[str, ...]:
    """The rules as numbers for this table, so that who has no network can count."""
    rules, seats = seen.sitting.reglement, len(seen.sitting.electors)
    quorum = rules.quorum.least(seats)
    simple, heavy = (_share(rules.majorities[name]) for name in ("simple", "two-thirds"))
    values = {"quorum": quorum, "seats": seats, "simple": simple, "heavy": heavy, "least": rules.support.least(quorum)}
    return seen.say("web.paper.rule", **values), seen.say.capital(rules.standing)


def _share(rule: Threshold) -> Reason:
    code = "web.paper.at_least" if rule.at_least else "web.paper.more_than"
    return Reason(code, {"share": f"{rule.part}/{rule.whole}", "of": Reason(f"web.paper.of_{rule.of}")})


def _column(one: paper.Column, seen: Seen) -> views.Column:
    if one.item is None:
        return views.Column(one.key, seen.say("web.paper.is_here"), "", True)
    return views.Column(one.key, sitting_item.title(one.item, seen), f"{one.item.n}", bool(one.values))


def _cell(row: paper.Row, column: paper.Column, seen: Seen, typed: Mapping[str, str],
          faults: Mapping[paper.Cell, str]) -> views.Cell:  # fmt: skip
    name = f"{column.key}.{row.seat.key}"
    stands = row.cells[column.key]
    votes = row.seat.votes or column.item is None
    values = tuple(value for value in column.values if votes or value not in VOTES)
    return views.Cell(
        name=name,
        value=typed.get(name, stands),
        choices=tuple((value, seen.say(f"web.paper.{value}")) for value in values),
        words=seen.say(f"web.paper.{stands}") if stands else "",
        fault=faults.get((row.seat.key, column.key), ""),
    )
