"""What leaves and what is printed: a code only to who may use it, an invitation without any power."""

import pytest

from labflow.mailing import reach
from labflow.signing import Asked
from labflow.signing_mail import deliver_code, send_invitation
from labflow.texts import Words
from tests.mail import mail_server

NETWORK = Words("Het netwerk", "The network")
KNOWN, UNKNOWN = Asked("b", "012345", "a@b.be", "lid"), Asked("b", "543210", "c@d.be", None)


def test_a_code_goes_to_who_may_use_it_and_nothing_to_anybody_else() -> None:
    with mail_server() as box:
        deliver_code(reach(box.server), UNKNOWN, NETWORK, "nl")
        assert box.messages == []
        deliver_code(reach(box.server), KNOWN, NETWORK, "en")

        assert "Your code is 012345." in box.words
        assert "The network" in box.words
        assert [one["to"] for one in box.messages] == ["a@b.be"]


def test_without_a_server_the_code_is_printed_and_the_address_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    deliver_code(None, KNOWN, NETWORK, "nl")
    deliver_code(None, UNKNOWN, NETWORK, "nl")

    assert capsys.readouterr().out == "Aanmeldcode voor lid: 012345 (tien minuten geldig)\n"


def test_an_invitation_leads_to_the_door_and_opens_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with mail_server() as box:
        assert send_invitation(box.server, "a@b.be", "https://labflow.example", NETWORK, "nl")
        assert "https://labflow.example/aanmelden en typ" in box.words
        assert box.words.count("http") == 1
        assert not send_invitation(box.server, "a@b.be", "", NETWORK, "nl")
        box.mood["rcpt"] = b"550 no\r\n"
        assert not send_invitation(box.server, "a@b.be", "https://labflow.example", NETWORK, "nl")
        box.mood["mail"] = b"550 no\r\n"
        assert not send_invitation(box.server, "a@b.be", "https://labflow.example", NETWORK, "nl")
    assert "a@b.be" not in capsys.readouterr().out
