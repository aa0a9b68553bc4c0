"""A refusal says its kind and every reason; the kinds are those of the contract."""

import pytest

from labflow.reasons import NOTHING, Blocked, Invalid, NotAllowed, NotFound, Overtaken, Reason, Refusal, Unsound


def test_each_kind_of_refusal_has_its_word() -> None:
    kinds = [each.kind for each in (Blocked, NotAllowed, NotFound, Overtaken, Invalid, Unsound)]

    assert kinds == ["blocked", "not_allowed", "not_found", "overtaken", "invalid", "unsound"]


def test_a_refusal_carries_every_reason_in_order() -> None:
    first, second = Reason("a.b"), Reason("c.d", {"n": 2}, who="lead")

    with pytest.raises(Refusal, match=r"a\.b, c\.d") as refused:
        raise Blocked(first, second)

    assert refused.value.reasons == (first, second)


def test_a_reason_without_values_has_none_that_anybody_could_change() -> None:
    assert Reason("a.b").values is NOTHING
    with pytest.raises(TypeError):
        NOTHING["x"] = 1  # type: ignore[index]
