"""Mail: one plain message through the network's own mail server, or none when no server is set. It decides nothing.

Reaching the server and sending are two steps. Whoever asks for a code waits for the first, which is the same for an
address that nobody has; the second comes after the answer. A subject says nothing about anybody.
"""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid

from labflow import clock

WAIT = 10.0
"""Seconds until a mail server that says nothing is given up (own proposal)."""
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Undelivered(Exception):
    """The mail server could not be reached, or wants nothing of us."""


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
    port = int(environment.get("LABFLOW_SMTP_PORT") or PORTS[security])
    return MailServer(host, sender, port, account, environment.get("LABFLOW_SMTP_PASSWORD", ""), security)


class Line:
    """An open line to the mail server, which said that it takes mail of ours."""

    def __init__(self, server: MailServer, smtp: smtplib.SMTP) -> None:
        self._server, self._smtp = server, smtp

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one message and hang up. Raises Undelivered."""
        try:
            self._smtp.send_message(_message(self._server.sender, to, subject, text), self._server.sender, [to])
        except (OSError, smtplib.SMTPException) as error:
            raise Undelivered(type(error).__name__) from error
        finally:
            self.leave()

    def leave(self) -> None:
        """Hang up without sending anything."""
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()


def reach(server: MailServer, wait: float = WAIT) -> Line:
    """Return a line to the mail server. Raises Undelivered when it cannot be reached or refuses us."""
    try:
        smtp = _connected(server, wait)
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(type(error).__name__) from error
    try:
        _greet(smtp, server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        smtp.close()
        raise Undelivered(type(error).__name__) from error
    return Line(server, smtp)


def _connected(server: MailServer, wait: float) -> smtplib.SMTP:
    port = server.port or PORTS[server.security]
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, port, timeout=wait, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, port, timeout=wait)


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


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = clock.now()
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made
