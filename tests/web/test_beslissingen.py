"""The register of decisions: what was decided, why, and whether the log still follows; the same for everybody."""

from collections.abc import Iterator

import pytest

from labflow import closing, meetings, rows
from labflow.closing import Term
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared
from tests.web.visitor import Visitor, visiting, words_in

PAGE = "/beslissingen"
TERM = Term("Akkoord van de scholen", "lead", "2023-12-01")


@prepared
def body(store: Store) -> Room:
    """A closed meeting: one request approved on a condition, one item voted down, one noted."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, made.asked())
    for title in ("Een tweede punt", "Mededelingen"):
        made.does("coordinator", meetings.place_title, DAY, title)
    made.gathered(12).voted(2, "3-8-1")
    made.does("secretary", closing.note, DAY, 1, "approved-with-conditions", "consensus", (TERM,), "1250,50")
    made.does("secretary", closing.note, DAY, 2, "rejected", "vote")
    made.does("secretary", closing.note, DAY, 3, "noted", "consensus")
    made.does("chair", closing.close, DAY)
    return made


@pytest.fixture
def visit(body: Room) -> Iterator[Visitor]:
    """Nobody in particular, on that day."""
    with visiting(body.store.url, day=DAY) as as_whom:
        yield as_whom()


def as_(visitor: Visitor, who: str) -> Visitor:
    visitor.client.cookies.set("wie", who)
    return visitor


def test_the_newest_decision_stands_first_with_its_outcome(visit: Visitor) -> None:
    words = words_in(visit.look(PAGE))

    assert "Drie beslissingen staan in het register." in words
    numbers = [words.index(number) for number in ("2023-003", "2023-002", "2023-001")]
    assert numbers == sorted(numbers)
    assert "vrijdag 29 september 2023 Een tweede punt Niet goedgekeurd" in words
    assert "Proef: opstarten 1 voorwaarde, 0 voldaan. Goedgekeurd met voorwaarden Wacht op een voorwaarde" in words


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("jaar=2023", ["2023-003", "2023-002", "2023-001"]),
        ("jaar=2022", []),
        ("uitkomst=rejected", ["2023-002"]),
        ("initiatief=proef&uitkomst=", ["2023-001"]),
        ("initiatief=proef&uitkomst=rejected", []),
        ("uitkomst=%00&jaar=x", []),
    ],
)
def test_the_filters_are_a_form_without_a_script(visit: Visitor, asked: str, numbers: list[str]) -> None:
    page = visit.look(f"{PAGE}?{asked}")

    assert [n for n in ("2023-003", "2023-002", "2023-001") if f'{PAGE}/{n}"' in page] == numbers
    assert ("Geen enkele beslissing past" in page) is not bool(numbers)
    assert '<form class="filters" method="get"' in page


def test_a_register_without_decisions_says_when_there_will_be_some(store: Store) -> None:
    with visiting(room(store).store.url) as as_whom:
        words = words_in(as_whom().look(PAGE))

    assert "Nog geen beslissingen dit schooljaar. Een beslissing krijgt een nummer als de vergadering sluit." in words


def test_a_decision_says_why_by_which_rules_and_where(visit: Visitor) -> None:
    page = visit.look(f"{PAGE}/2023-002")
    words = words_in(page)

    assert "Beslissing 2023-002" in words
    assert "3 voor en 8 tegen" in words
    assert "Reglement versie 1" in words
    assert "3 voor 8 tegen 1 onthouding 5 niet aanwezig" in words
    assert 'href="/raad/2023-09-29#punt-2"' in page
    assert "Het logboek sluit aan" in words


def test_a_condition_stands_with_who_sees_to_it(visit: Visitor) -> None:
    words = words_in(visit.look(f"{PAGE}/2023-001"))

    assert "Akkoord van de scholen Open, tegen 1 december 2023. Zorgt ervoor: lead." in words
    assert "Geld € 1.250,50" in words
    assert "12 aanwezig, zonder bezwaar" in words


@pytest.mark.parametrize("who", ["member", "chair", "secretary", "coordinator"])
def test_who_stood_where_is_for_the_body(visit: Visitor, who: str) -> None:
    assert "Zetel-01" in as_(visit, who).look(f"{PAGE}/2023-002")


@pytest.mark.parametrize("who", ["", "lead"])
def test_others_read_the_numbers_only(visit: Visitor, who: str) -> None:
    page = as_(visit, who).look(f"{PAGE}/2023-002")

    assert "Zetel-" not in page
    assert "Wie waar stond, lezen de leden van de SOM-raad." in words_in(page)


def test_a_decision_about_casework_and_one_that_is_not_there_look_alike(body: Room, visit: Visitor) -> None:
    body.with_casus()
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Decision(
            id="hidden", number="2023-004", initiative_id="child", outcome="approved", by="consensus", on_day=DAY,
            verdict='{"seats":1,"recused":0,"present":1,"yes":0,"no":0,"abstain":0,"method":"consensus"}',
            reglement=1, agenda_item_id=body.sitting().item(3).id,
        ))  # fmt: skip
        change.record("decide")

    for who in ("", "both", "chair"):
        hidden, absent = (as_(visit, who).look(f"{PAGE}/{number}", 404) for number in ("2023-004", "2023-999"))
        assert words_in(hidden) == words_in(absent)
        assert "2023-004" not in visit.look(PAGE)


def test_a_slip_is_put_right_beside_the_decision(visit: Visitor) -> None:
    page = f"{PAGE}/2023-002"
    secretary = as_(visit, "secretary")

    words = words_in(secretary.send(page, f"{page}/rechtzettingen", veld="title", waarde="Het punt", waarom="Tikfout"))

    assert "Rechtgezet. De beslissing zelf staat er nog zoals ze was." in words
    assert "De titel: Een tweede punt Het punt Rechtzetting 2023-002-r1, 29 september 2023. Tikfout" in words
    assert "Het punt Niet goedgekeurd Rechtgezet" in words_in(visit.look(PAGE))


def test_what_is_no_slip_comes_back_with_what_was_typed(visit: Visitor) -> None:
    page = f"{PAGE}/2023-002"

    back = as_(visit, "secretary").send(page, f"{page}/rechtzettingen", 409, veld="amount", waarde="9", waarom="Geteld")

    assert 'value="Geteld"' in back
    assert "Rechtgezet" not in words_in(visit.look(PAGE))


@pytest.mark.parametrize("who", ["", "member", "chair", "lead"])
def test_others_are_shown_no_form_and_cannot_send_one(visit: Visitor, who: str) -> None:
    page = f"{PAGE}/2023-002"
    visitor = as_(visit, who)

    assert "<form" not in (text := visitor.look(page))[text.index("<main") :]
    visitor.post(f"{page}/rechtzettingen", 403, veld="title", waarde="Het punt", waarom="Tikfout", sleutel="k")


def test_what_was_replaced_says_so_and_leads_to_what_holds_now(body: Room, visit: Visitor) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        (old,) = change.conn.exec_driver_sql("select id from decision where number = '2023-002'").scalars()
        change.add(rows.Decision(
            id="newer", number="2023-004", kind="revision", outcome="approved", by="consensus", on_day=DAY,
            title="Toch",
            verdict='{"seats":17,"recused":0,"present":9,"yes":0,"no":0,"abstain":0,"method":"consensus"}',
            reglement=1, replaces_id=str(old),
        ))  # fmt: skip
        change.record("decide")

    replaced, newer = visit.look(f"{PAGE}/2023-002"), visit.look(f"{PAGE}/2023-004")

    assert "Deze beslissing geldt niet meer. Bekijk beslissing 2023-004." in words_in(replaced)
    assert "In de plaats van Beslissing 2023-002" in words_in(newer)
    register = words_in(visit.look(PAGE))
    assert "Toch Goedgekeurd Herziening" in register
    assert "Een tweede punt Niet goedgekeurd Vervangen" in register
