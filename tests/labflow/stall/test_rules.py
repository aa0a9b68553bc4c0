"""Each stall rule stays silent on not known."""

from datetime import date

import pytest

from labflow.definition import Need
from labflow.stall import KINDS, rule
from tests.labflow.stall.cases import MEETINGS, found


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_known_makes_no_rule_speak(kind: str) -> None:
    assert found(kind, meetings=MEETINGS, today=date(2099, 1, 1)) == ()


def test_a_kind_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rule(Need("moonphase"))
