"""What leaves when somebody asks for a code or is invited. Without a mail server a code goes to the server's terminal.

An invitation has no power: it leads to the page where everybody signs in.
"""

from labflow.mailing import Line, MailServer, Undelivered, reach
from labflow.reasons import Blocked, Reason
from labflow.signing import Asked
from labflow.texts import Language, Words, say


class NoMail(Blocked):
    """The mail server cannot be reached: nobody's code can leave."""


def line_to(server: MailServer | None) -> Line | None:
    """Return a line to the mail server, None when there is none. Raises NoMail."""
    try:
        return reach(server) if server else None
    except Undelivered as error:
        raise NoMail(Reason("signing.no_mail_left")) from error


def deliver_code(line: Line | None, asked: Asked, network: Words, lang: Language) -> None:
    """Send a code to who may use it, and nothing to an address that nobody has."""
    if asked.person is None:
        if line is not None:
            line.leave()
        return
    if line is None:
        print(say("signing.on_terminal", lang, key=asked.person, code=asked.code), flush=True)
        return
    text = say("signing.mail.code.text", lang, code=asked.code, network=network)
    _sent(line, asked.address, say("signing.mail.code.subject", lang), text, lang)


def send_invitation(server: MailServer, to: str, site: str, network: Words, lang: Language) -> bool:
    """Send an invitation and return whether it left. `site`: where labflow is found; nowhere, then nothing leaves."""
    if not site:
        return False
    try:
        line = reach(server)
    except Undelivered:
        return False
    text = say("signing.mail.invite.text", lang, address=f"{site}/aanmelden", network=network)
    return _sent(line, to, say("signing.mail.invite.subject", lang), text, lang)


def _sent(line: Line, to: str, subject: str, text: str, lang: Language) -> bool:
    try:
        line.send(to, subject, text)
    except Undelivered as error:
        # The page was answered already: whoever looks at the terminal can see that a mail is missing, not whose.
        print(say("signing.undelivered", lang, kind=str(error)), flush=True)
        return False
    return True
