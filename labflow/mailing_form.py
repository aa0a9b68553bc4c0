"""The form of a message: text, HTML beside it, and what it carries."""

from dataclasses import dataclass
from email.message import EmailMessage

from labflow import clock

CALENDAR = "text/calendar"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that a message carries. `content_type` with its parameters: `text/calendar; method=REQUEST`."""

    name: str
    content_type: str
    data: bytes

    @property
    def kind(self) -> str:
        """The type without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the type."""
        pieces = (piece.partition("=") for piece in self.content_type.split(";")[1:])
        return {name.strip(): value.strip().strip('"') for name, _, value in pieces}


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody reads. `html` may be left out."""

    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


def letter_of(sender: str, to: str, message: Message, message_id: str) -> EmailMessage:
    """Return a message as it travels. Raises ValueError for a header in which another header could hide.

    One invitation is also an alternative of the text: that is where Outlook and Gmail look for the buttons of theirs.
    """
    made = EmailMessage()
    heads = {"From": sender, "To": to, "Subject": message.subject, "Message-ID": message_id}
    for name, value in heads.items():
        if not value.isprintable():
            raise ValueError(f"{name}: a control character")
        made[name] = value
    made["Date"] = clock.now()
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text)
    if message.html:
        made.add_alternative(message.html, subtype="html")
    invitations = [one for one in message.attachments if one.kind == CALENDAR]
    if len(invitations) == 1:
        _add_alternative(made, invitations[0])
    for one in message.attachments:
        made.add_attachment(
            one.data, *one.kind.split("/"), filename=one.name, params={**one.parameters, "name": one.name}
        )
    return made


def _add_alternative(made: EmailMessage, one: Attachment) -> None:
    made.add_alternative(one.data, *one.kind.split("/"), params={"charset": "utf-8", **one.parameters})
