"""Days that exist and zones that exist, and nothing that only looks like them."""

import pytest

from labflow.loading import parse
from labflow.shapes import Shape, Taking
from labflow.shapes_time import Day, Zone


@pytest.mark.parametrize(
    ("shape", "written", "variant"),
    [
        (Day(), "2023-09-29", None),
        (Day(), "2023-02-30", "E005_calendar_day"),
        (Day(), "29-09-2023", "E005_calendar_day"),
        (Day(), "20230929", "E005_calendar_day"),
        (Zone(), "Europe/Brussels", None),
        (Zone(), "UTC", None),
        (Zone(), "Europe/Leven", "E005_zone"),
        (Zone(), "../../etc/passwd", "E005_zone"),
        (Zone(), "7", "E005_zone"),
    ],
)
def test_only_what_exists_is_taken(shape: Shape, written: str, variant: str | None) -> None:
    taking = Taking()
    value = shape.take(parse(f"a: {written}", "x")[0].at("a"), ("a",), taking)

    assert value == (None if variant else written)
    assert [finding.reason.code for finding in taking.findings] == ([f"soundness.{variant}"] if variant else [])
    assert shape.schema()["type"] == "string"
