"""What goes with every answer, also with a refusal and with a picture."""

from collections.abc import Callable

from tests.web.visitor import Visitor
from web.headers import POLICY


def test_every_answer_carries_the_policy(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    for address, status in (("/portfolio", 200), ("/nergens", 404), ("/static/icons.svg", 200)):
        reader.look(address, status)

        assert reader.page is not None
        assert reader.page.headers["content-security-policy"] == POLICY
        assert reader.page.headers["x-content-type-options"] == "nosniff"


def test_pages_are_not_kept_by_others(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    reader.look("/portfolio")

    assert reader.page is not None
    assert reader.page.headers["cache-control"] == "no-store"
