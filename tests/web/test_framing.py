"""What stands around a page."""

from collections.abc import Callable
from datetime import date

from tests.web.visitor import Visitor, words_in
from web.framing import meeting_to_show

Visit = Callable[..., Visitor]
DAYS = (date(2023, 9, 29), date(2023, 12, 1))


def test_the_navigation_leads_to_the_next_meeting_or_the_last() -> None:
    assert meeting_to_show(DAYS, date(2023, 9, 11)) == date(2023, 9, 29)
    assert meeting_to_show(DAYS, date(2023, 9, 30)) == date(2023, 12, 1)
    assert meeting_to_show(DAYS, date(2024, 1, 8)) == date(2023, 12, 1)
    assert meeting_to_show((), date(2024, 1, 8)) is None


def test_the_bar_says_that_it_is_a_demo_which_day_and_who_one_is(visit: Visit) -> None:
    words = words_in(visit("voorzitter").look("/portfolio"))

    assert "Demo Het is maandag 11 september 2023. Ga naar 29 september Ga naar 8 januari 2024" in words
    assert "Je bent voorzitter. Wissel English" in words


def test_one_entry_is_the_page_where_one_is(visit: Visit) -> None:
    for address in ("/portfolio", "/stilgevallen", "/raad/2023-09-29"):
        assert visit().look(address).count('aria-current="page"') == 2
