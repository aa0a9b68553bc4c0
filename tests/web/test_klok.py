"""The clock that stands still: everybody sees it, who may lets it catch up, with one tap."""

from collections.abc import Callable

from tests.web.table import RAAD, go_to_the_day
from tests.web.visitor import Visitor, forms_in, words_in
from tests.web.written import WRITTEN, a_round, answered

Visit = Callable[..., Visitor]
STILL = "De klok staat stil sinds"


def test_what_the_calendar_decided_is_written_down_with_one_tap(visit: Visit) -> None:
    coordinator = a_round(visit)
    answered(coordinator, "agree", "schepen", "lop")
    assert STILL not in words_in(coordinator.look(RAAD))
    go_to_the_day(coordinator, "2023-09-27")

    assert f"{STILL} woensdag 27 september 2023." in words_in(visit("").look(RAAD))
    assert STILL in words_in(visit("raadslid-schepen").look(WRITTEN))
    assert "/klok" not in forms_in(visit("raadslid-schepen").look(WRITTEN))
    page = coordinator.send(WRITTEN, "/klok")

    assert STILL not in words_in(page)
    assert "doorgegeven aan een vergadering" in words_in(page)
    assert "Niet genoeg akkoord: 2 van de 17 stemgerechtigden, minstens 9 nodig." in words_in(page)
    assert f'href="{RAAD}"' in page
    assert "Diverse leraarskamer" in words_in(coordinator.look(RAAD))


def test_it_goes_back_to_where_the_banner_stood(visit: Visit) -> None:
    coordinator = a_round(visit)
    go_to_the_day(coordinator, "2023-09-27")

    page = coordinator.send(RAAD, "/klok")

    assert "De klok loopt weer gelijk." in words_in(page)
    assert "SOM-raad van vrijdag 29 september 2023" in words_in(page)


def test_who_may_not_is_told_so_and_no_other_site_is_gone_to(visit: Visit) -> None:
    a_round(visit)

    visit("raadslid-schepen").post("/klok", 403, terug=WRITTEN)
    for elsewhere in ("", "//elders.example", "/portfolio", "/raad/a/b", "/raad/a?b"):
        visit("coordinator").post("/klok", 404, terug=elsewhere)
