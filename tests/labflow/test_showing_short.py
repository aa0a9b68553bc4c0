"""Why something stalls, short enough for a card."""

from labflow.catalogue import load_catalogue
from labflow.reasons import Reason
from labflow.showing import short
from labflow.stall import Finding, Stalled, WhoseMove
from labflow.texts import LANGUAGES
from labflow.texts.saying import keys, use_network_words
from labflow.texts.speech import Speech
from tests.labflow.test_showing import known

CARD = 45
use_network_words(load_catalogue().network.words)


def test_each_reason_to_stall_has_a_short_form_in_both_languages() -> None:
    spoken = (
        "action.", "group.", "move.", "days", "months", "how.", "sign.", "moved_by_", "expected_by", "points_left",
    )  # fmt: skip
    named = tuple(f"stall.{key}" for key in spoken)
    codes = {key for key in keys("nl") if key.startswith("stall.") and not key.startswith(named)}

    for lang in LANGUAGES:
        assert {f"web.short.{code.removeprefix('stall.')}" for code in codes} <= keys(lang)


def test_money_and_framework_are_said_together() -> None:
    both = tuple(Finding(Reason(f"stall.blocked_{kind}", {"text": ""}), 1) for kind in ("funding", "framework"))
    row = Stalled(known(), "stalled", both, WhoseMove(), Reason("stall.action.ask_update"))

    assert short.of(both[0], row, Speech("nl")) == "Geld en kader nog open"
    assert short.of(both[0], Stalled(known(), "stalled", both[:1], WhoseMove(), row.action), Speech("nl")) == (
        "Geld nog open"
    )
