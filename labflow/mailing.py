"""Mail: one message through the network's own mail server, or none when no server is set. It decides nothing.

Reaching the server and sending are two steps. Whoever asks for a code waits for the first, which is the same for an
address that nobody has; the second comes after the answer. A subject says nothing about anybody.
"""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import make_msgid

from labflow.mailing_form import Message, letter_of
from labflow.mailing_line import Conversation, EncryptedConversation

WAIT = 10.0
"""Seconds until a mail server that says nothing is given up (own proposal)."""
LONGEST = 60.0
"""Seconds that a whole conversation with a mail server may take, however slowly it goes on (own proposal)."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}
OURS = (530, 534, 535, 538)
"""Answers that say that the server does not take mail of us: about our settings, not about an address (RFC 4954)."""


class Undelivered(Exception):
    """The mail server could not be reached, or wants nothing of us now. Its text holds no address."""


class Refused(Undelivered):
    """The server will never take this message for this address."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail leaves. `security`: "starttls", "tls", or "none" (only for a server on the same machine)."""

    host: str
    sender: str
    port: int = 0
    account: str = ""
    password: str = ""
    security: str = "starttls"

    def __repr__(self) -> str:
        return f"MailServer({self.host!r})"


def mail_server_from(environment: Mapping[str, str]) -> MailServer | None:
    """Return the mail server of the settings `LABFLOW_SMTP_*`, None without a host. Raises ValueError for a bad one."""
    host = environment.get("LABFLOW_SMTP_HOST", "")
    if not host:
        return None
    security = environment.get("LABFLOW_SMTP_TLS", "starttls")
    if security not in PORTS:
        raise ValueError(f"LABFLOW_SMTP_TLS: {security!r}: starttls, tls or none")
    account = environment.get("LABFLOW_SMTP_USER", "")
    sender = environment.get("LABFLOW_SMTP_FROM", account)
    if "@" not in sender or not sender.isprintable():
        raise ValueError("LABFLOW_SMTP_FROM: the address that mail comes from")
    port = environment.get("LABFLOW_SMTP_PORT") or str(PORTS[security])
    if not (port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 65_536):
        raise ValueError(f"LABFLOW_SMTP_PORT: {port[:20]!r}: 1-65535")
    return MailServer(host, sender, int(port), account, environment.get("LABFLOW_SMTP_PASSWORD", ""), security)


class Line:
    """An open line to the mail server, which said that it takes mail of ours."""

    def __init__(self, server: MailServer, smtp: smtplib.SMTP) -> None:
        self._server, self._smtp = server, smtp

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one plain message and hang up. Raises Undelivered."""
        self.hand_over(to, Message(subject, text), self._message_id())

    def hand_over(self, to: str, message: Message, message_id: str) -> None:
        """Send one message and hang up. Raises Refused when it never will be taken, Undelivered when it may be later.

        After Undelivered it may have arrived all the same: the server can fall silent after it took it.
        """
        sender = self._server.sender
        try:
            self._smtp.send_message(letter_of(sender, to, message, message_id), sender, [to])
        except ValueError as error:
            raise Refused("header") from error
        except (OSError, smtplib.SMTPException) as error:
            raise _undelivered(error) from error
        finally:
            self.leave()

    def leave(self) -> None:
        """Hang up without sending anything."""
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def _message_id(self) -> str:
        return make_msgid(domain=domain_of(self._server))


def domain_of(server: MailServer) -> str:
    """Return the part of the sender's address behind the @."""
    return server.sender.rpartition("@")[2].rstrip(">")


def reach(server: MailServer, wait: float = WAIT, longest: float = LONGEST) -> Line:
    """Return a line to the mail server. Raises Undelivered when it cannot be reached or refuses us."""
    try:
        smtp = _connected(server, wait, longest)
    except (OSError, smtplib.SMTPException, ValueError, OverflowError) as error:
        # A host that no name can be (too long, an empty part) is no OSError.
        raise Undelivered(type(error).__name__) from error
    try:
        _greet(smtp, server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        smtp.close()
        raise Undelivered(type(error).__name__) from error
    return Line(server, smtp)


def _connected(server: MailServer, wait: float, longest: float) -> smtplib.SMTP:
    port = server.port or PORTS[server.security]
    if server.security == "tls":
        return EncryptedConversation(
            server.host, port, timeout=wait, context=ssl.create_default_context(), longest=longest
        )
    return Conversation(server.host, port, timeout=wait, longest=longest)


def _greet(smtp: smtplib.SMTP, server: MailServer) -> None:
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if server.account:
        smtp.login(server.account, server.password)
    code, _ = smtp.mail(server.sender)
    if code != 250:
        raise smtplib.SMTPException(str(code))
    smtp.rset()


def _undelivered(error: Exception) -> Undelivered:
    """What an answer means: 5xx to an address or a message is for good, unless it is about who we are (RFC 3463)."""
    code, said = 0, b""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()))
        case smtplib.SMTPDataError():
            code, said = error.smtp_code, _bytes(error.smtp_error)
    told = f"{type(error).__name__} {code}" if code else type(error).__name__
    is_for_good = 500 <= code < 600 and code not in OURS and not said.startswith(b"5.7.")
    return Refused(told) if is_for_good else Undelivered(told)


def _bytes(said: str | bytes) -> bytes:
    return said if isinstance(said, bytes) else said.encode("ascii", "replace")
