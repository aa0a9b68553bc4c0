"""Letters: written with what they tell, readable in both languages, silent about what nobody may know any more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from labflow import closing, letters, meetings, rows, voting
from labflow.closing import Term
from labflow.letters import Letter
from labflow.store import Store
from labflow.words import LANGUAGES, Language
from tests.labflow.council_room import DAY, SYSTEM, Room, network, room

NUMBERS = '{"seats":1,"recused":0,"present":1,"yes":0,"no":0,"abstain":0,"method":"consensus"}'


def read(body: Room, who: str, lang: Language = "nl") -> tuple[Letter, ...]:
    """The letters to the person with this key."""
    with body.store.reading() as conn:
        return letters.of(conn, network(), f"person-{who}", lang)


def with_everything(store: Store) -> Room:
    """A row of each sort that a letter can be about, all of them about the labo `open`."""
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Een punt")
    with body.store.change(SYSTEM, now=body.noon) as change:
        for row in _rows(body.sitting().item(1).id):
            change.add(row)
        change.record("open")
    return body


def _rows(item_id: str) -> list[object]:
    return [
        rows.Initiative(id="i", slug="open", title="Open huis", workflow="labo", version=1, stage="verkenning"),
        rows.Decision(id="d", number="2023-001", initiative_id="i", title="Open huis", outcome="approved",
                      by="consensus", verdict=NUMBERS, reglement=1, on_day=DAY),
        rows.Outcome(id="u", agenda_item_id=item_id, value="approved", by="consensus", verdict=NUMBERS, n=1),
        rows.Condition(id="c", outcome_id="u", decision_id="d", text="Een akkoord", owner="lead", due_day=DAY,
                       kind="suspensive"),
        rows.Correction(id="r", decision_id="d", number="2023-001-r1", field="title", before="Oud", after="Nieuw",
                        why="Tikfout", on_day=DAY, n=1),
        rows.Mandate(id="m", number="m-2023-001", initiative_id="i", scope="Een lokaal huren", cents=50_000,
                     until_day=DAY, why="Nu", on_day=DAY),
        rows.MandateStep(id="ms", mandate_id="m", state="asked", on_day=DAY, n=1),
        rows.Procedure(id="s", number="s-2023-001", kind="request", initiative_id="i", title="Open huis", reglement=1,
                       opened_on=DAY, closes_on=DAY, text_sha256=""),
        rows.Turn(id="t", initiative_id="i", who="lead", what="Een akkoord vragen", on_day=DAY, n=1),
        rows.Lead(id="l", initiative_id="i", person_id="person-lead", from_day=DAY),
        rows.Vote(id="v", agenda_item_id=item_id, seat_id="seat-zetel-01", value="yes", n=1),
    ]  # fmt: skip


ABOUT = {
    "decision": "d", "condition": "c", "correction": "r", "mandate": "m", "procedure": "s", "procedure_seat": "s",
    "procedure_reminder": "s", "procedure_answered": "s", "procedure_editorial": "s", "procedure_substantive": "s",
    "procedure_adopted": "s", "procedure_agenda": "s", "vote_entered": "v", "turn": "t", "lead": "l",
}  # fmt: skip


def written(body: Room, kind: str, about_id: str, who: str = "lead") -> None:
    with body.acts("coordinator") as change:
        letters.write(change, kind, about_id, [f"person-{who}"])
        change.record("note")


def test_each_person_gets_one_and_nobody_gets_none(store: Store) -> None:
    body = room(store)
    with body.acts("coordinator") as change:
        letters.write(change, "decision", "d", ["person-lead", None, "person-chair", "person-lead"])
        change.record("note")

    assert [len(read(body, who)) for who in ("lead", "chair", "member")] == [1, 1, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "about_id"), ABOUT.items())
def test_every_kind_reads_in_both_languages(store: Store, kind: str, about_id: str, lang: Language) -> None:
    body = with_everything(store)
    written(body, kind, about_id)

    (letter,) = read(body, "lead", lang)

    whole = " ".join((letter.subject, *letter.lines))
    assert "{" not in whole
    assert letter.subject not in ("Bericht van labflow", "Message from labflow")
    for private in ("Open huis", "Een punt", "Een akkoord", "Een lokaal", "Zetel", "Nieuw"):
        assert private not in letter.subject
    assert letter.on_day == body.today


@pytest.mark.parametrize(("kind", "about_id"), [*ABOUT.items(), ("decision", "gone"), ("unheard_of", "d")])
def test_what_was_erased_or_is_not_known_says_only_that_there_is_something(
    store: Store, kind: str, about_id: str
) -> None:
    body = with_everything(store)
    written(body, kind, about_id)
    if about_id in ABOUT.values() and kind in ABOUT:
        with body.store.change(SYSTEM, now=body.noon) as change:
            change.put(rows.Initiative, "i", workflow="casus")
            change.conn.exec_driver_sql("delete from vote where id = 'v'")
            change.record("open")

    (letter,) = read(body, "lead")

    assert letter.subject == "Bericht van labflow"
    assert all(private not in " ".join(letter.lines) for private in ("Open huis", "akkoord", "lokaal"))


def test_a_decision_comes_with_its_excerpt(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place, DAY, body.asked())
    term = Term("Akkoord van de scholen", "member", date(2023, 12, 1))
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved-with-conditions", "consensus", (term,), "1250")
    body.does("chair", closing.close, DAY)

    (decision,) = (letter for letter in read(body, "lead") if letter.subject == "Beslissing 2023-001")

    assert decision.lines[0] == "Proef: de SOM-raad nam beslissing 2023-001."
    assert decision.lines[1] == "Uitkomst op 29 september 2023: goedgekeurd met voorwaarden."
    assert decision.lines[2].startswith("Aangenomen zonder bezwaar")
    assert decision.lines[4:] == (
        "Toegekend: € 1.250.",
        "Voorwaarde 1, tegen 1 december 2023: Akkoord van de scholen. Zorgt ervoor: member.",
    )
    owned, called = read(body, "member")
    assert owned.subject == "Beslissing 2023-001: een voorwaarde voor jou"
    assert called.subject == "Een vergadering op 29 september 2023"


def test_a_vote_that_somebody_else_entered_is_told(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Een punt")
    body.gathered(9)
    body.does("secretary", voting.vote, DAY, 1, "zetel-01", "no")
    body.does("other", voting.vote, DAY, 1, "zetel-02", "no")

    letter, _ = read(body, "member", "en")

    assert letter.subject == "A vote was entered for you"
    assert "somebody entered ‘against’ for Zetel-01" in letter.lines[0]
    assert [one.kind for one in read(body, "other")] == ["meeting_called"]


def test_more_letters_ask_no_more_statements(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = with_everything(store)
    ran = []
    for _ in range(2):
        for kind, about_id in ABOUT.items():
            written(body, kind, about_id)
        with body.store.reading() as conn, statements() as counted:
            letters.of(conn, network(), "person-lead", "nl")
        ran.append(len(counted))

    assert ran[0] == ran[1]
