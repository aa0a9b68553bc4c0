"""A portfolio that names what is not there, or two things alike, says so; each name once."""

from pathlib import Path
from typing import Any

import pytest

from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue
from labflow.portfolio_names import unknown_names

NETWORK = Path(__file__).resolve().parent.parent.parent / "workflows" / "som"
GARDEN = {
    "slug": "garden", "workflow": "labo", "version": 1, "stage": "opstart",
    "passages": ({"to": "verkenning"}, {"by": "opstarten", "from": "verkenning", "to": "opstart"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(NETWORK)


def unknown(catalogue: Catalogue, initiative: dict[str, Any], **others: tuple[dict[str, Any], ...]) -> list[object]:
    reasons = unknown_names({"initiatives": ({**GARDEN, **initiative},), **others}, catalogue)
    return [reason.values.get("name", reason.code) for reason in reasons]


def test_a_portfolio_in_which_every_name_is_known_has_no_reason(catalogue: Catalogue) -> None:
    asked = {"number": "a-2023-001", "transition": "experimenteren"}

    reasons = unknown(
        catalogue,
        {"partners": ({"organisation": "farm"},), "ticks": ({"item": "b1"},), "requests": (asked,)},
        organisations=({"slug": "farm", "name": "Farm"},),
        people=({"key": "anna", "roles": ("trekker",), "initiative": "garden"},),
        meetings=({"day": "2023-09-29", "agenda": ({"request": "a-2023-001"},)},),
    )

    assert reasons == []


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ({"partners": ({"organisation": "farm"},)}, "farm"),
        ({"relations": ({"initiative": "orchard"},)}, "orchard"),
        ({"relations": ({"mention": "fair"},)}, "fair"),
        ({"leads": ({"person": "anna"},)}, "anna"),
        ({"ticks": ({"item": "z9"},)}, "z9"),
        ({"requests": ({"number": "a-1", "transition": "flying"},)}, "flying"),
        ({"passages": ({"to": "moon"}, {"to": "opstart"})}, "moon"),
        ({"passages": ({"by": "flying", "to": "opstart"},)}, "flying"),
        ({"workflow": "opera"}, "opera 1"),
        ({"passages": ({"to": "verkenning"},)}, "portfolio.stands_elsewhere"),
    ],
)
def test_a_name_that_stands_nowhere_is_a_reason(catalogue: Catalogue, part: dict[str, Any], name: str) -> None:
    assert unknown(catalogue, part) == [name]


def test_a_role_that_the_network_does_not_have_is_a_reason(catalogue: Catalogue) -> None:
    assert unknown(catalogue, {}, people=({"key": "anna", "roles": ("king",)},)) == ["king"]


def test_a_seat_and_an_item_of_an_agenda_point_somewhere(catalogue: Catalogue) -> None:
    seats = ({"key": "first", "holder": "anna", "organisation": "farm"},)
    meetings = ({"day": "2023-09-29", "agenda": ({"request": "a-2023-001"},)},)

    assert unknown(catalogue, {}, seats=seats, meetings=meetings) == ["farm", "anna", "a-2023-001"]


def test_two_things_do_not_share_a_name(catalogue: Catalogue) -> None:
    farms = ({"slug": "farm", "name": "Farm"}, {"slug": "farm", "name": "Other farm", "aliases": ("Farm",)})

    assert unknown(catalogue, {}, organisations=farms) == ["farm", "Farm"]
