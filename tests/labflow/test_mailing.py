"""Mail leaves through a real server on this machine, or it is said that it did not; nothing ever waits for ever."""

import time

import pytest

from labflow.mailing import MailServer, Undelivered, mail_server_from, reach
from tests.mail import mail_server

HERE = {"LABFLOW_SMTP_HOST": "mail.voorbeeld.be", "LABFLOW_SMTP_FROM": "labflow@voorbeeld.be"}


def test_a_message_arrives_as_it_was_written() -> None:
    with mail_server() as box:
        reach(box.server).send("coordinatie@voorbeeld.be", "Je code voor labflow", "Één regel\nen nog één\n")

        assert (box.last["to"], box.last["from"]) == ("coordinatie@voorbeeld.be", "labflow@voorbeeld.be")
        assert box.last["subject"] == "Je code voor labflow"
        assert box.words == "Één regel\nen nog één\n"
        assert box.last["message-id"].endswith("@voorbeeld.be>")
        assert box.last["date"]
        assert box.heard[-1] == "quit"


def test_an_account_is_used_when_there_is_one() -> None:
    with mail_server(account="labflow") as box:
        reach(box.server).leave()

        assert any(line.startswith("AUTH PLAIN") for line in box.heard)
        assert box.messages == []


@pytest.mark.parametrize("word", ["ehlo", "auth", "mail"])
def test_a_server_that_refuses_us_is_said_to(word: str) -> None:
    with mail_server(account="labflow") as box:
        box.mood = {word: b"550 no\r\n", "helo": b"550 no\r\n"}
        with pytest.raises(Undelivered):
            reach(box.server)


def test_a_server_that_refuses_the_message_is_said_to() -> None:
    with mail_server() as box:
        box.mood["rcpt"] = b"550 nobody here\r\n"
        line = reach(box.server)
        with pytest.raises(Undelivered):
            line.send("weg@voorbeeld.be", "Iets", "Iets\n")


def test_a_server_that_keeps_silent_is_given_up() -> None:
    with mail_server() as box:
        box.silent = True
        began = time.monotonic()
        with pytest.raises(Undelivered):
            reach(box.server, wait=0.2)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("host", ["127.0.0.1", "a..b", "x" * 300, "\N{ZERO WIDTH SPACE}"])
def test_a_server_that_is_not_there_is_said_to(host: str) -> None:
    with pytest.raises(Undelivered):
        reach(MailServer(host, "a@b.be", 1, security="none"))


def test_without_encryption_nothing_is_said_to_a_server_that_should_have_it() -> None:
    with mail_server(security="starttls", account="labflow") as box:
        with pytest.raises(Undelivered):
            reach(box.server)
        assert not any("AUTH" in line or "MAIL" in line.upper() for line in box.heard)


def test_the_settings_say_where_mail_leaves() -> None:
    assert mail_server_from({}) is None
    assert mail_server_from(HERE) == MailServer("mail.voorbeeld.be", "labflow@voorbeeld.be", 587)
    assert mail_server_from({**HERE, "LABFLOW_SMTP_TLS": "tls"}) == MailServer(
        "mail.voorbeeld.be", "labflow@voorbeeld.be", 465, security="tls"
    )
    all_of_it = {"LABFLOW_SMTP_PORT": "2525", "LABFLOW_SMTP_USER": "wij", "LABFLOW_SMTP_PASSWORD": "geheim"}
    assert mail_server_from({**HERE, **all_of_it}) == MailServer(
        "mail.voorbeeld.be", "labflow@voorbeeld.be", 2525, "wij", "geheim"
    )


@pytest.mark.parametrize(
    "wrong",
    [{"LABFLOW_SMTP_TLS": "maybe"}, {"LABFLOW_SMTP_FROM": ""}]
    + [{"LABFLOW_SMTP_PORT": port} for port in ("x", "-5", "0", "99999", "9" * 5_000, "٣", "2.5")],
)
def test_settings_that_cannot_be_are_refused_at_once(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"LABFLOW|int"):
        mail_server_from({**HERE, **wrong})


def test_a_password_is_never_shown() -> None:
    assert "geheim" not in repr(MailServer("here", "a@b.be", 25, "wij", "geheim"))
