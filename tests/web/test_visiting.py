"""Who visits: a cookie in a demo, nobody anywhere else."""

from collections.abc import Callable
from pathlib import Path

from tests.web.visitor import Visitor, visiting, words_in


def test_a_person_who_does_not_exist_is_nobody(visit: Callable[..., Visitor]) -> None:
    assert "Je bent" not in words_in(visit("niemand").look("/portfolio"))


def test_a_cookie_means_nothing_outside_a_demo(demo_file: Path) -> None:
    with visiting(f"sqlite:///{demo_file}", is_demo=False) as visit:
        words = words_in(visit("coordinator").look("/portfolio"))

    assert "Vul aan" not in words
    assert "coördinator" not in words.lower()
