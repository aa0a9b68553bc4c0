"""The form of a message: parts that mail programs know, and headers in which no other header hides."""

from email.message import EmailMessage

import pytest

from labflow.mailing_form import Attachment, Message, letter_of

ICS = Attachment("uitnodiging.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


def made(message: Message, to: str = "c@d.be") -> EmailMessage:
    return letter_of("a@b.be", to, message, "<x@b.be>")


def types(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def test_a_code_is_plain_text_and_a_letter_has_both() -> None:
    assert types(made(Message("Code", "Tekst\n"))) == ["text/plain"]
    assert types(made(Message("Brief", "Tekst\n", "<p>Tekst</p>"))) == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_one_invitation_is_an_alternative_too_and_several_are_not() -> None:
    one = made(Message("Brief", "Tekst\n", "<p>Tekst</p>", (ICS,)))
    calendars = [part for part in one.walk() if part.get_content_type() == "text/calendar"]

    assert types(one)[:2] == ["multipart/mixed", "multipart/alternative"]
    assert [part.get_param("method") for part in calendars] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in calendars] == [None, "uitnodiging.ics"]
    assert [part.get_payload(decode=True) for part in calendars] == [ICS.data, ICS.data]
    two = made(Message("Brief", "Tekst\n", "<p>Tekst</p>", (ICS, ICS)))
    assert [part.is_attachment() for part in two.walk() if part.get_content_type() == "text/calendar"] == [True, True]


@pytest.mark.parametrize("sly", ["Iets\r\nBcc: x@y.be", "Iets\nBcc: x@y.be", "Iets\x00", "Iets\u2028Bcc: x@y.be"])
def test_no_header_hides_in_another(sly: str) -> None:
    with pytest.raises(ValueError, match="control"):
        made(Message(sly, "Tekst\n"))
    with pytest.raises(ValueError, match="control"):
        made(Message("Iets", "Tekst\n"), to=sly)


def test_it_says_that_a_machine_wrote_it() -> None:
    assert made(Message("Iets", "Tekst\n"))["auto-submitted"] == "auto-generated"
