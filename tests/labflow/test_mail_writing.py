"""How a mail reads: in both languages, in text and HTML, with one button, and a subject that gives nobody away."""

import re
from dataclasses import replace

import pytest

from labflow import rows
from labflow.letters import Letter
from labflow.mail_writing import mail_of
from labflow.mailing import reach
from labflow.mailing_form import Attachment, Message
from labflow.queries.letters import TABLES
from labflow.reasons import Reason
from labflow.store import Store
from labflow.texts.saying import keys
from labflow.words import LANGUAGES, Language, Words
from tests.labflow.council_room import DAY, TODAY, Room
from tests.labflow.post_room import SITE
from tests.labflow.test_letters import ABOUT, read, with_everything, written
from tests.mail import mail_server

WHY = Reason(
    "mail.why.roles", {"roles": (Words("raadslid", "member"),), "network": Words("Het netwerk", "The network")}
)
ONE = Letter("Jij bent aan zet", ("Iets: jij bent aan zet.",), DAY, "/initiatieven/iets", kind="turn", at_once=True)
OTHER = Letter("Beslissing 2023-001", ("Iets: beslist.",), DAY, "/beslissingen/2023-001", kind="decision")
SECRETS = ("Open huis", "Een punt", "Een akkoord", "Een lokaal", "Zetel", "Nieuw", "iemand")


def kinds() -> dict[str, str]:
    """Every kind of letter that has a sentence, with the row that it is about in the room of the tests."""
    about = {**ABOUT, **{name: f"{name}-1" for name in NEW}}
    said = (key.removeprefix("letter.") for key in keys("nl") if re.fullmatch(r"letter\.[a-z_]+", key))
    return {kind: about.get(kind) or about[kind.partition("_")[0]] for kind in sorted(said) if _first(kind) in TABLES}


def _first(kind: str) -> str:
    return kind.partition("_")[0]


NEW = ("turn", "lead", "question", "deadline", "rest", "commitment", "update", "silence", "meeting", "point")


def everything(store: Store) -> Room:
    """A row of each sort that a letter can be about."""
    body = with_everything(store)
    of = {"initiative_id": "i", "n": 1}
    with body.store.reading() as conn:
        meeting = conn.exec_driver_sql("select id from meeting").scalar()
    with body.acts("coordinator") as change:
        for row in (
            rows.Turn(id="turn-1", who="iemand", what="Iets", on_day=DAY.replace(day=1), **of),
            rows.Lead(id="lead-1", initiative_id="i", person_id="person-lead"),
            rows.Question(id="question-1", number="v-2023-001", asker="Een school", text="Een vraag", on_day=DAY, **of),
            rows.Deadline(id="deadline-1", kind="deadline", text="Iets", when_end=DAY, when_precision="day", **of),
            rows.Tick(id="point-1", item="a1", state="explained", by_day=DAY, on_day=TODAY, **of),
            rows.Rest(id="rest-1", text="Iets", until_day=DAY, on_day=DAY, **of),
            rows.Commitment(id="commitment-1", text="Iets", when_end=DAY, when_precision="day", **of),
        ):
            change.add(row)
        change.record("note")
    assert meeting
    return body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_a_text_an_html_one_button_and_a_subject_that_tells_nothing(
    store: Store, lang: Language
) -> None:
    body = everything(store)
    with body.store.reading() as conn:
        place = {
            "meeting-1": str(conn.exec_driver_sql("select id from meeting").scalar()),
            "update-1": "i",
            "silence-1": "i",
        }
    for kind, about_id in kinds().items():
        written(body, kind, place.get(about_id, about_id))
    found = read(body, "lead", lang)
    assert {one.kind for one in found} == set(kinds())

    for letter in found:
        message = mail_of([letter], WHY, SITE, lang)
        is_whole(message, lang)
        is_whole(arrived(message), lang)
        assert message.subject == letter.subject
        for secret in SECRETS:
            assert secret not in message.subject, letter.kind
        assert f'<html lang="{lang}">' in message.html


def arrived(message: Message) -> Message:
    """The message as a receiver has it, after a conversation with a real mail server."""
    with mail_server() as mails:
        reach(mails.server).hand_over("iemand@voorbeeld.be", message, "<1@voorbeeld.be>")
        html = mails.last.get_body(("html",))
        assert html is not None
        return Message(str(mails.last["subject"]), mails.words, str(html.get_content()))


def is_whole(message: Message, lang: Language) -> None:
    """One link in each part and the same, nothing from elsewhere, no place that was not filled in."""
    (link,) = re.findall(r'<a href="([^"]+)"', message.html)
    assert re.findall(r"https?://\S+", message.text) == [link]
    assert link.startswith(f"{SITE}/")
    assert "?" not in link
    assert not re.search(r"<img|<script|<link|url\(|<form|src=", message.html)
    assert "{" not in message.text + message.html.partition("<body")[2]
    assert ("Je krijgt deze mail omdat" if lang == "nl" else "You get this mail because") in message.text
    assert ("niet voor jou" if lang == "nl" else "not for you") in message.html


def test_the_strongest_gives_the_subject_and_the_button_and_the_others_are_counted() -> None:
    message = mail_of([OTHER, ONE, replace(OTHER, subject="Beslissing 2023-002")], WHY, SITE, "nl")

    assert message.subject == "Jij bent aan zet, en nog 2 berichten"
    assert f"Open het initiatief: {SITE}/initiatieven/iets\n" in message.text
    assert message.text.index("Iets: jij bent") < message.text.index("2023-001") < message.text.index("2023-002")
    assert mail_of([OTHER, ONE], WHY, SITE, "en").subject == "Jij bent aan zet, and 1 message more"


def test_what_somebody_typed_stays_text() -> None:
    sly = replace(ONE, lines=('<a href="https://elders.be">klik</a> & <b>nu</b>',))
    message = mail_of([sly], WHY, SITE, "nl")

    assert message.html.count("<a ") == 1
    assert "&lt;b&gt;nu" in message.html


@pytest.mark.parametrize(("href", "button"), [
    ("/raad/2023-09-29", "Open de vergadering"), ("/beslissingen/2023-001#voorwaarden", "Lees de beslissing"),
    ("/initiatieven/iets", "Open het initiatief"), ("/", "Kijk wat op jou wacht"), ("/vragen", "Kijk wat op jou wacht"),
])  # fmt: skip
def test_the_button_says_where_it_leads(href: str, button: str) -> None:
    assert f"{button}: {SITE}{href}" in mail_of([replace(ONE, href=href)], WHY, SITE, "nl").text


def test_what_letters_carry_the_mail_carries() -> None:
    paper = Attachment("uitnodiging.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    assert mail_of([replace(ONE, attachments=(paper,)), OTHER], WHY, SITE, "nl").attachments == (paper,)


def test_a_reason_names_what_one_leads() -> None:
    why = Reason("mail.why.leads", {"title": "Iets"})

    assert "omdat je trekker bent van Iets." in mail_of([ONE], why, SITE, "nl").text
