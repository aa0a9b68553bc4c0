"""What the view values work out themselves."""

from labflow.views.initiative import Gate, Point
from labflow.views.stalled import Push, Quiet, Row, StalledPage


def test_what_is_settled_folds_away() -> None:
    points = tuple(Point(state, "?", state, "", "") for state in ("done", "open", "not_applicable", "unknown"))
    gate = Gate("t", "", "", points, "")

    assert [point.id for point in gate.done_points] == ["done", "not_applicable"]
    assert [point.id for point in gate.open_points] == ["open"]
    assert [point.id for point in gate.unknown_points] == ["unknown"]


def test_what_happened_is_told_in_a_row_that_is_still_there() -> None:
    row = Push(Row("a", "A", "", "", (), "", "", ""), "", "", "", "", "", "", ())
    quiet = tuple((Quiet(slug, slug.upper(), ""),) for slug in "bcdef")

    assert StalledPage("", "", (row,), *quiet, (), ("", ""), False, "").slugs == {"a"}
