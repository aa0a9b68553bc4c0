"""A meeting where everything goes wrong that goes wrong in real ones: register, log and minutes tell the same story."""

from datetime import date, datetime

import pytest

from labflow import agenda, ballots, closing, meetings, paper, procedures, record, seats, voting
from labflow.minutes import text
from labflow.queries.minutes import beside
from labflow.queries.register import decisions
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, network, room

NEXT = date(2023, 12, 1)


@pytest.fixture
def body(store: Store) -> Room:
    """A full agenda, a next meeting, and a substitute for one seat; the chair is ill."""
    made = room(store)
    made.does("coordinator", seats.substitute, "zetel-03", "person-lead")
    made.does("coordinator", meetings.convene, datetime(2023, 9, 29, 13, 30), place="Zaal 1")  # noqa: DTZ001
    made.convened(NEXT)
    for number in [made.asked(title) for title in ("Leeshoek", "Buurtlab", "Speelplein")]:
        made.does("coordinator", meetings.place, DAY, number)
    made.does("coordinator", meetings.place_title, DAY, "Rondvraag")
    made.does("chair", meetings.preside, DAY, chair="member")
    made.today = DAY
    return made


def attends(body: Room, seat: str, value: str, n: int | None = None, **named: object) -> None:
    body.does("secretary", voting.attend, DAY, seat, value, n, **named)


def opens_with_twelve(body: Room) -> None:
    """Twelve of seventeen, one of them the substitute; two come by mouth of the secretary."""
    with body.acts("secretary") as change:
        for seat in body.keys[:12]:
            stands_in = seat == "zetel-03"
            voting.attend(change, network(), DAY, seat, "present", at="13:30", substitute=stands_in)
    attends(body, "zetel-13", "excused", at="13:30")


def decides_with_a_recusal(body: Room) -> None:
    """One member has an interest; the named chair opens the vote; seven of eleven are for."""
    assert body.refused("chair", ballots.open_, DAY, 1) == ["agenda.only_who_chairs"]
    body.does("other", voting.attend, DAY, "zetel-02", "recused", 1)
    body.does("member", ballots.open_, DAY, 1)
    assert body.refused("secretary", voting.vote, DAY, 1, "zetel-02", "yes") == ["meetings.is_recused"]
    with body.acts("secretary") as change:
        for n, seat in enumerate(key for key in body.keys[:12] if key != "zetel-02"):
            voting.vote(change, network(), DAY, 1, seat, "yes" if n < 7 else "no")
    body.does("secretary", closing.note, DAY, 1, "approved")


def leaves_and_is_redone_from_paper(body: Room) -> None:
    """A seat leaves between two items; a result was misheard; then the network drops and paper takes over."""
    attends(body, "zetel-12", "absent", at="14:20")
    body.does("secretary", closing.note, DAY, 2, "approved", "consensus")
    body.does("secretary", closing.redo, DAY, 2, "Iemand had bezwaar")
    grid: dict[tuple[str, str], str] = {(seat, "2"): "yes" for seat in body.keys[:9]}
    grid |= {("zetel-10", "2"): "no", ("zetel-11", "2"): "abstain"}
    impossible = {**grid, ("zetel-12", "2"): "yes"}
    assert body.refused("secretary", paper.fill, DAY, impossible) == ["paper.cannot_be"]
    body.does("secretary", paper.fill, DAY, grid)
    body.does("secretary", closing.note, DAY, 2, "approved")


def takes_an_item_on_the_spot(body: Room) -> None:
    """Somebody brings a matter along; it can be decided once the body takes it, by who chairs."""
    assert body.refused("coordinator", meetings.place_title, DAY, "Dringende vraag") == ["agenda.who_asks"]
    body.does("coordinator", meetings.place_title, DAY, "Dringende vraag", asked_by="Zetel 05")
    assert body.refused("secretary", closing.note, DAY, 5, "approved") == ["closing.late"]
    assert body.refused("chair", agenda.admit, DAY, 5) == ["agenda.only_who_chairs"]
    body.does("member", agenda.admit, DAY, 5)
    body.does("secretary", closing.note, DAY, 5, "approved")


def loses_its_quorum(body: Room) -> None:
    """Too many leave; one matter goes to writing, what is left is carried, and the named chair closes."""
    for seat in ("zetel-09", "zetel-10", "zetel-11"):
        attends(body, seat, "absent", at="15:05")
    assert "council.quorum_missing" in body.refused("secretary", closing.note, DAY, 3, "approved")
    body.does("coordinator", procedures.from_meeting, DAY)
    assert body.refused("member", closing.close, DAY) == ["meetings.item_open"]
    body.does("secretary", agenda.carry, DAY)
    assert body.refused("chair", closing.close, DAY) == ["agenda.only_who_chairs"]
    body.does("member", closing.close, DAY)


@pytest.fixture
def survived(body: Room) -> Room:
    """The whole meeting, to its end."""
    opens_with_twelve(body)
    decides_with_a_recusal(body)
    leaves_and_is_redone_from_paper(body)
    takes_an_item_on_the_spot(body)
    loses_its_quorum(body)
    return body


def minutes_of(body: Room) -> list[str]:
    with body.store.reading() as conn:
        meeting = body.sitting()
        return list(text(meeting, network().network, "nl", beside(conn, meeting), with_votes=True))


def test_what_was_decided_what_went_on_and_what_comes_back(survived: Room) -> None:
    noted = [(item.n, item.title.nl, item.noted and item.noted.value) for item in survived.sitting().items]

    assert noted == [
        (1, "Leeshoek", "approved"), (2, "Buurtlab", "approved"), (3, "Speelplein", "written"),
        (4, "Rondvraag", "not-reached"), (5, "Dringende vraag", "approved"),
    ]  # fmt: skip
    stages = [survived.dossier(slug).stage_key for slug in ("leeshoek", "buurtlab", "speelplein")]
    assert stages == ["opstart", "opstart", "verkenning"]
    (back,) = survived.sitting(NEXT).items
    assert (back.title.nl, back.follows_id) == ("Rondvraag", survived.sitting().items[3].id)
    with survived.acts("coordinator") as change:
        change.nothing_to_do()
        assert procedures.known(change, "s-2023-001").request is not None


def test_the_register_has_each_decision_once_without_a_gap_on_the_right_numbers(survived: Room) -> None:
    with survived.store.reading() as conn:
        found = decisions(conn)

    assert [(one.number, one.title.nl, one.outcome, one.by) for one in found] == [
        ("2023-001", "Leeshoek", "approved", "vote"), ("2023-002", "Buurtlab", "approved", "vote"),
        ("2023-003", "Dringende vraag", "approved", "consensus"),
    ]  # fmt: skip
    counts = [(one.count.seats, one.count.recused, one.count.present, one.count.yes, one.count.no) for one in found]
    assert counts == [(17, 1, 11, 7, 4), (17, 0, 11, 9, 1), (17, 0, 11, 0, 0)]


def test_the_minutes_tell_it_as_it_was(survived: Room) -> None:
    told = minutes_of(survived)

    for line in (
        "Nog niet goedgekeurd: dat kan op de volgende vergadering.",
        "Voorgezeten door: Zetel-01, voor deze vergadering aangeduid",
        "Verontschuldigd: Zetel-13",
        "Vanaf 14:20: Zetel-12 afwezig",
        "Vanaf 15:05: Zetel-09 afwezig",
        "   Bij dit punt: Zetel-02 neemt niet deel",
        "   Uitkomst: goedgekeurd (beslissing 2023-001).",
        "   Stemmen: 7 voor, 4 tegen, 0 onthouding.",
        "   Opnieuw genoteerd. Reden: Iemand had bezwaar",
        "   Bij dit punt: Zetel-12 afwezig",
        "   Stemmen: 9 voor, 1 tegen, 1 onthouding.",
        "   Laattijdig punt, door de SOM-raad aanvaard.",
        "   Uitkomst: gaat naar een schriftelijke ronde.",
        "   Uitkomst: niet behandeld, komt vanzelf terug.",
    ):
        assert line in told
    assert any(line.startswith("Aanwezig: Zetel-01, Zetel-02, Zetel-03 (plaatsvervanger)") for line in told)
    assert not any("person-" in line or "member" in line for line in told)


def test_the_log_agrees_with_the_minutes_and_with_the_register(survived: Room) -> None:
    told = minutes_of(survived)
    printed = "\n".join(told[told.index("Controlepunt logboek") + 1 :])

    with survived.store.reading() as conn:
        assert record.verify(conn, record.read_checkpoint(printed)).ok
        assert [one.connects for one in decisions(conn)] == [True, True, True]
        numbers = {one.number for one in decisions(conn)}
        bodies = [body for (body,) in conn.exec_driver_sql("select body from log").all()]
    assert {number for number in numbers if any(f'"decision":"{number}"' in body for body in bodies)} == numbers
    assert all(any(number in line for line in told) for number in numbers)


def test_the_next_meeting_approves_these_minutes(survived: Room) -> None:
    survived.today = date(2023, 10, 2)
    survived.does("coordinator", agenda.build, NEXT)
    titles = [item.title.nl for item in survived.sitting(NEXT).items]
    assert titles == ["Rondvraag", "Verslag van 29 september 2023"]
    survived.gathered(12, NEXT)
    survived.does("secretary", closing.note, NEXT, 2, "approved")
    survived.does("secretary", closing.note, NEXT, 1, "noted")
    survived.does("chair", closing.close, NEXT)

    assert minutes_of(survived)[1] == "Goedgekeurd op 1 december 2023 met beslissing 2023-005."
    assert survived.verified().ok
