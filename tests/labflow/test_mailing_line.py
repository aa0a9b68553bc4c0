"""A conversation ends in time, also with a server that says one letter at a time and never stops."""

import time

import pytest

from labflow.mailing import Undelivered, reach
from labflow.mailing_form import Message
from tests.mail import mail_server


def test_a_server_that_trickles_is_given_up() -> None:
    with mail_server() as box:
        box.trickles = True
        began = time.monotonic()
        with pytest.raises(Undelivered):
            reach(box.server, wait=5, longest=0.4)
        assert time.monotonic() - began < 4


def test_a_server_that_hangs_after_the_message_is_given_up() -> None:
    with mail_server() as box:
        box.doing["."] = lambda: time.sleep(1.5)
        line = reach(box.server, wait=5, longest=0.5)
        with pytest.raises(Undelivered):
            line.hand_over("c@d.be", Message("Iets", "Tekst\n"), "<x@b.be>")


def test_a_conversation_that_goes_well_is_not_ended() -> None:
    with mail_server() as box:
        reach(box.server, longest=5).hand_over("c@d.be", Message("Iets", "Tekst\n"), "<x@b.be>")

        assert box.last["message-id"] == "<x@b.be>"
        assert box.heard[-1] == "quit"
