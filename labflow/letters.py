"""Letters: what somebody has to be told, written in the same change as what it tells, and how it reads.

It sends nothing itself: `posting` does, and whoever has no address reads them here (`labflow letters`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow import council, rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.mailing_form import Attachment
from labflow.queries.council import rules_of
from labflow.queries.letters import Told, letters_to
from labflow.queries.mail import FAILED
from labflow.queries.reading import fetch, next_n
from labflow.queries.register import Registered
from labflow.reasons import Reason
from labflow.reglement import Reglement
from labflow.showing import runs
from labflow.texts import Language, say
from labflow.texts.saying import keys
from labflow.texts.speech import Speech
from labflow.words import Euro

OTHER = "letter.other"
HOME = "/"
PAGES: Mapping[str, str] = {
    "decision": "/beslissingen/{number}", "correction": "/beslissingen/{decision}",
    "condition": "/beslissingen/{number}#voorwaarden", "procedure": "/raad/schriftelijk/{number}",
    "vote": "/raad/{day}", "meeting": "/raad/{day}", "update": "/initiatieven/{slug}#stand",
    **dict.fromkeys(
        ("mandate", "turn", "lead", "silence", "question", "deadline", "rest", "commitment", "point"),
        "/initiatieven/{slug}",
    ),
}  # fmt: skip
"""Where a letter leads, by its kind or by the first word of it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language. `subject`: no person and no title in it; `lines`: the whole message.

    `href`: the page on which one sees to it, "/" when that is everybody's own; `attachments`: what a mail carries.
    """

    subject: str
    lines: tuple[str, ...]
    on_day: date
    href: str = "/"
    attachments: tuple[Attachment, ...] = ()
    kind: str = ""
    at_once: bool = False


def write(change: Change, kind: str, about_id: str, to_ids: Iterable[str | None], at_once: bool = False) -> None:
    """Add a letter for each person (once each; None is nobody). `kind`: a key of `letter.*`; the caller records.

    `at_once`: it does not wait for the mail of the day. Only for a move that is handed to somebody, and for what is
    about a meeting within 48 hours.
    """
    n = next_n(change.conn, rows.Letter)
    for to_id in dict.fromkeys(one for one in to_ids if one):
        change.add(rows.Letter(
            id=change.new_id(), kind=kind, about_id=about_id, to_id=to_id, on_day=change.on, at_once=at_once, n=n,
        ))  # fmt: skip


def send_again(change: Change, person_id: str) -> None:
    """Let the mails that somebody did not get leave again, now that there is another address; the caller records."""
    failed: Any = rows.Mail
    for mail in fetch(change.conn, rows.Mail, failed.to_id == person_id, failed.state.in_(FAILED)):
        change.put(rows.Mail, mail.id, state="leaving", on_day=change.on)


def href_of(kind: str, values: Mapping[str, object]) -> str:
    """Return the path of the page that a letter leads to; one's own page when what it is about has no address.

    It carries no power: what it shows, somebody who is signed in may see, and nothing happens by looking.
    """
    path = PAGES.get(kind) or PAGES.get(kind.partition("_")[0], HOME)
    try:
        known = {name: str(value) for name, value in values.items() if value not in (None, "")}
        return path.format_map(known)
    except KeyError:
        return HOME


def of(conn: Any, catalogue: Catalogue, person_id: str, lang: Language) -> tuple[Letter, ...]:
    """Return the letters to one person, newest first. A fixed number of statements."""
    return said(conn, letters_to(conn, catalogue, person_id), lang)


def said(conn: Any, told: Iterable[Told], lang: Language) -> tuple[Letter, ...]:
    """Return letters in words, in their order."""
    rules = rules_of(conn)
    return tuple(_letter(one, rules, lang) for one in told)


def _letter(told: Told, rules: Mapping[int, Reglement], lang: Language) -> Letter:
    """What cannot be told any more, or has no sentence, becomes a letter that says only that there is one."""
    key = f"letter.{told.kind}"
    if not told.values or key not in keys(lang):
        return Letter(say(OTHER, lang), (say(f"{OTHER}.line", lang),), told.on_day, at_once=told.letter.at_once)
    values = dict(told.values)
    if told.kind == "vote_entered":
        values["value"] = Reason(f"letter.value.{values['value']}")
    subject = say(key, lang, **{name: value for name, value in values.items() if name in ("number", "day")})
    lines = [say(f"{key}.line", lang, **values).rstrip()]
    if told.decision is not None:
        lines += [say(reason, lang) for reason in _excerpt(told.decision, rules[told.decision.reglement])]
    if told.dossier is not None:
        lines += runs.lines(told.dossier, Speech(lang))
    href = href_of(told.kind, told.values)
    return Letter(subject, tuple(lines), told.on_day, href, (), told.kind, told.letter.at_once)


def _excerpt(one: Registered, rules: Reglement) -> Iterator[Reason]:
    """What the lead needs of a decision: the outcome, why, the money, and each condition."""
    verdict = council.verdict(rules, one.count)
    yield Reason("letter.outcome", {"outcome": Reason(f"explain.outcome.{one.outcome}"), "day": one.on_day})
    yield verdict.past
    yield verdict.reglement
    if one.cents is not None:
        yield Reason("letter.amount", {"amount": Euro(one.cents)})
    for n, term in enumerate(one.conditions, 1):
        yield Reason("letter.term", {"number": n, "text": term.text, "owner": term.owner, "day": term.due_day})
