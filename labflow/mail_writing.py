"""How a mail reads: every letter that waits in one message, one button without power, and why one gets it.

A subject holds no title and no person. There is no picture, nothing that tells whether it was opened, and no link that
does anything: whoever follows it signs in as always.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from labflow.letters import Letter
from labflow.mailing_form import Message
from labflow.reasons import Reason
from labflow.texts import Language, say

STRONGEST = (
    "turn", "meeting_cancelled", "meeting_moved", "meeting_near", "procedure_reminder", "procedure_substantive",
    "procedure", "procedure_seat", "question", "lead", "condition_due", "update", "meeting_called", "meeting_named",
    "condition", "mandate", "mandate_ends", "deadline_near", "silence_soon", "commitment_ends", "rest_over",
)  # fmt: skip
"""What a mail is named after when it carries several letters, the most pressing kind first; then the oldest letter."""
BUTTONS = ("initiatieven", "raad", "beslissingen")


def mail_of(letters: Sequence[Letter], why: Reason, site: str, lang: Language) -> Message:
    """Return one message with these letters. `why`: for what one gets it; `site`: where labflow is found.

    The strongest comes first, and gives the subject and the button.
    """
    ordered = sorted(letters, key=_strength)
    first, others = ordered[0], len(ordered) - 1
    subject = say("mail.subject.more", lang, subject=first.subject, n=others) if others else first.subject
    address, button = f"{site}{first.href}", say(_button(first.href), lang)
    foot = (say(why, lang), say("mail.rhythm", lang), say("mail.wrong", lang))
    greeting = say("mail.greeting", lang)
    html = _template().render(
        lang=lang, subject=subject, greeting=greeting, letters=ordered, address=address, button=button, foot=foot
    )
    blocks = [
        greeting,
        *(_block(one, others > 0) for one in ordered),
        f"{button}: {address}",
        "\n".join(["-- ", *foot]),
    ]
    return Message(subject, "\n\n".join(blocks) + "\n", html, tuple(one for x in ordered for one in x.attachments))


def _strength(letter: Letter) -> tuple[bool, int]:
    """Where a letter stands among others: what leaves at once first; the order in which they came decides the rest."""
    place = STRONGEST.index(letter.kind) if letter.kind in STRONGEST else len(STRONGEST)
    return not letter.at_once, place


def _block(letter: Letter, is_one_of_several: bool) -> str:
    return "\n".join((*((letter.subject,) if is_one_of_several else ()), *letter.lines))


def _button(href: str) -> str:
    word = href.strip("/").partition("/")[0]
    return f"mail.button.{word}" if word in BUTTONS else "mail.button.home"


@cache
def _template() -> Template:
    place = FileSystemLoader(Path(__file__).parent / "mail")
    return Environment(loader=place, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "mail.html"
    )
