"""What goes with every answer, also with a refusal and with a picture."""

from collections.abc import Callable

from tests.web.visitor import Visitor, visiting
from web.headers import POLICY


def test_every_answer_carries_the_policy(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    for address, status in (("/portfolio", 200), ("/nergens", 404), ("/static/icons.svg", 200)):
        reader.look(address, status)

        assert reader.page is not None
        assert reader.page.headers["content-security-policy"] == POLICY
        assert reader.page.headers["x-content-type-options"] == "nosniff"
        assert "camera=()" in reader.page.headers["permissions-policy"]


def test_the_policy_allows_nothing_unsafe_and_nothing_from_elsewhere() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))

    assert rules.pop("img-src") == "'self' data:"
    assert {name for name, allowed in rules.items() if allowed == "'none'"} == {
        "default-src", "base-uri", "frame-ancestors", "object-src",
    }  # fmt: skip
    assert {allowed for allowed in rules.values() if allowed != "'none'"} == {"'self'"}


def test_pages_are_not_kept_by_others(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    reader.look("/portfolio")

    assert reader.page is not None
    assert reader.page.headers["cache-control"] == "no-store"


def test_only_a_place_on_tls_asks_for_tls(demo_url: str) -> None:
    for address, asked in (("", None), ("http://a.example", None), ("https://a.example", "max-age=31536000")):
        with visiting(demo_url, address=address) as visit:
            for where in ("/portfolio", "/nergens"):
                answer = visit().client.get(where)

                assert answer.headers.get("strict-transport-security") == asked
