"""What the view values work out themselves."""

from labflow.views.initiative import Gate, Point
from labflow.views.stalled import Row


def test_what_is_settled_folds_away() -> None:
    points = tuple(Point(state, "?", state, "", "") for state in ("done", "open", "not_applicable", "unknown"))
    gate = Gate("t", "", "", points, "")

    assert [point.id for point in gate.done_points] == ["done", "not_applicable"]
    assert [point.id for point in gate.open_points] == ["open"]
    assert [point.id for point in gate.unknown_points] == ["unknown"]


def test_saying_whose_move_it_is_happens_on_the_stalled_page_itself() -> None:
    row = Row("a", "A", "", "", (), "", "", "/stilgevallen#wie-a")

    assert row.is_move
    assert not Row("a", "A", "", "", (), "", "", "/initiatieven/a#poort").is_move
