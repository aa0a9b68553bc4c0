"""Minutes are written from the record: who was there, what came of each item and why, and never a person's name."""

from dataclasses import replace
from datetime import date

from labflow import council, facts
from labflow.minutes import NOTHING_BESIDE, Attended, Beside, text
from labflow.sitting import Ballot, Item, Noted, Seat, Sitting, inscribe
from labflow.words import Words
from tests.labflow.council_room import network
from tests.labflow.proposal import RULES

DAY, SEPTEMBER = date(2023, 9, 29), date(2023, 12, 1)
SEATS = tuple(Seat(key, Words(key.upper(), key.upper()), id=f"seat-{key}", holder=f"p-{key}") for key in "abc")
THERE = {"a": "present", "b": "present", "c": "excused"}


def noted(value: str = "approved", by: str = "consensus", yes: int = 0, **columns: object) -> Noted:
    method = {"consensus": "consensus", "vote": "simple", "none": "consensus"}[by]
    count = council.Count(3, 0, 2, yes, 0, 0, method)  # type: ignore[arg-type]
    return Noted(value, by, inscribe(count, council.verdict(RULES, count)), **columns)  # type: ignore[arg-type]


def item(**columns: object) -> Item:
    told = {"n": 1, "title": Words("Proef", "Trial"), "id": "item", "noted": noted(), **columns}
    return Item(**told)  # type: ignore[arg-type]


def sitting(*items: Item, **columns: object) -> Sitting:
    told = {"closed_on": DAY, "presence": THERE, **columns}
    return Sitting(DAY, RULES, SEATS, items, **told)  # type: ignore[arg-type]


def read(meeting: Sitting, beside: Beside = NOTHING_BESIDE, with_votes: bool = False) -> list[str]:
    return list(text(meeting, network().network, "nl", beside, with_votes=with_votes))


def test_the_minutes_of_a_short_meeting_in_full() -> None:
    meeting = sitting(
        item(question=Words("Mogen we starten?", "May we start?")), place="Zaal 1", starts="14:00",
        checkpoint="som\n3\nabc\n",
    )  # fmt: skip

    assert read(meeting, Beside(numbers={"item": "2023-001"}, approved=("2023-004", SEPTEMBER))) == [
        "Verslag van de vergadering van de SOM-raad van 29 september 2023",
        "Goedgekeurd op 1 december 2023 met beslissing 2023-004.",
        "Plaats: Zaal 1",
        "Begin: 14:00",
        "Voorgezeten door: voorzitter",
        "Verslag: verslaggever",
        "Aanwezig: A, B",
        "Verontschuldigd: C",
        "Reglement versie 1, een voorstel: de SOM-raad heeft het nog niet aangenomen.",
        "",
        "1. Proef",
        "   Mogen we starten?",
        "   Uitkomst: goedgekeurd (beslissing 2023-001).",
        "   Aangenomen zonder bezwaar; 2 van de 3 stemgerechtigden waren er, minstens 2 moesten er zijn.",
        "",
        "Controlepunt logboek",
        "som",
        "3",
        "abc",
    ]


def test_it_is_a_draft_until_the_meeting_is_closed_and_then_waits_for_approval() -> None:
    assert read(sitting(item(noted=None), closed_on=None))[1] == "Ontwerp: de vergadering is nog niet gesloten."
    assert "   Nog geen uitkomst." in read(sitting(item(noted=None), closed_on=None))
    assert read(sitting())[1] == "Nog niet goedgekeurd: dat kan op de volgende vergadering."


def test_a_cancelled_meeting_says_why_and_nothing_else() -> None:
    told = read(sitting(item(), closed_on=None, cancelled_on=DAY, cancelled_why="Stakingsdag"))

    assert told[1:] == ["De vergadering ging niet door, beslist op 29 september 2023. Reden: Stakingsdag"]


def test_who_was_named_is_told_by_seat() -> None:
    told = read(sitting(chair_id="p-b", secretary_id="somebody"))

    assert "Voorgezeten door: B, voor deze vergadering aangeduid" in told
    assert "Verslag: verslaggever" in told
    assert not any("p-b" in line or "somebody" in line for line in told)


def test_who_came_and_who_left_after_the_opening() -> None:
    attendance = (
        Attended("a", "coming"), Attended("a", "present", "14:02"), Attended("b", "present", "14:05", True),
        Attended("c", "absent", "14:05"), Attended("c", "present", "14:40"), Attended("c", "present", "14:50"),
        Attended("a", "absent", "15:10"), Attended("gone", "present", "14:00"),
    )  # fmt: skip
    told = read(sitting(starts="14:00"), Beside(attendance=attendance))

    assert [line for line in told if line.startswith(("Aanwezig", "Afwezig", "Vanaf"))] == [
        "Aanwezig: A, B (plaatsvervanger)", "Afwezig: C", "Vanaf 14:40: C aanwezig", "Vanaf 15:10: A afwezig",
    ]  # fmt: skip


def test_presence_is_told_again_where_it_differs_from_the_opening() -> None:
    roll = {"a": "recused", "b": "yes", "c": "not_voted"}
    told = read(sitting(item(noted=noted(roll=roll)), item(n=2, noted=noted(roll=THERE))))

    assert [line for line in told if "Bij dit punt" in line] == ["   Bij dit punt: A neemt niet deel, C aanwezig"]


def test_votes_are_counted_for_everybody_and_named_for_who_may_know() -> None:
    voted = item(noted=noted(by="vote", yes=2), votes={"a": "yes", "b": "abstain"})

    assert "   Stemmen: 2 voor, 0 tegen, 0 onthouding." in read(sitting(voted))
    assert not any("Wie wat stemde" in line for line in read(sitting(voted)))
    assert "   Wie wat stemde: A voor, B onthouding" in read(sitting(voted), with_votes=True)
    secret = replace(voted, ballot=Ballot("vote", RULES, secret=True))
    assert not any("Wie wat stemde" in line for line in read(sitting(secret), with_votes=True))


def test_what_follows_from_a_decision() -> None:
    condition = facts.Condition("Een begroting", "trekker", SEPTEMBER, "suspensive")
    result = noted(
        "approved-with-conditions", conditions={"c": condition}, cents=125050, review_day=SEPTEMBER, why="Nodig",
    )  # fmt: skip
    told = read(sitting(item(noted=result, late=True, admitted=True, advice_count=(9, 2, 1))),
                Beside(redone={"item": ("Verkeerd geteld",)}))  # fmt: skip

    assert [line.strip().replace("\xa0", " ") for line in told[told.index("1. Proef") + 1 :]] == [
        "Laattijdig punt, door de SOM-raad aanvaard.",
        "Opnieuw genoteerd. Reden: Verkeerd geteld",
        "Uitkomst: goedgekeurd met voorwaarden.",
        "Aangenomen zonder bezwaar; 2 van de 3 stemgerechtigden waren er, minstens 2 moesten er zijn.",
        "Waarom: Nodig",
        "Advies van de open vergadering: 9 voor, 2 tegen, 1 onthouding. Dit telt niet als stem.",
        "Voorwaarde: Een begroting (trekker, tegen 1 december 2023).",
        "Toegekend: € 1.250,50.",
        "Wordt opnieuw bekeken op 1 december 2023.",
    ]


def test_what_was_not_reached_has_no_verdict() -> None:
    told = read(sitting(item(noted=noted("not-reached", "none"), late=True), is_open=True))

    assert told[-2:] == ["   Laattijdig punt.", "   Uitkomst: niet behandeld, komt vanzelf terug."]


def test_an_item_by_other_rules_says_which() -> None:
    other = replace(RULES, version=2)
    told = read(sitting(item(ballot=Ballot("vote", other), noted=noted("approved"))))

    assert "   Reglement versie 2, een voorstel: de SOM-raad heeft het nog niet aangenomen." in told


def test_what_is_deferred_says_when_it_comes_back_and_nothing_was_adopted() -> None:
    told = read(sitting(item(noted=noted("deferred", target_day=SEPTEMBER))))

    assert told[-1] == "   Komt terug op 1 december 2023."
    assert [line for line in told if "angenomen" in line.split(":")[0] and "Reglement" not in line] == []
