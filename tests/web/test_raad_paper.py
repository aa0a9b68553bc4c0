"""The sheet to print, and the same grid filled in from paper."""

from collections.abc import Callable

from tests.web.table import RAAD, go_to_the_day, item
from tests.web.visitor import Visitor, told, words_in

Visit = Callable[..., Visitor]
PAPER = f"{RAAD}/papier"


def test_the_sheet_has_the_rule_and_empty_boxes(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)
    chair.send(PAPER, PAPER, **{"vak.meeting.lop": "present", "vak.1.lop": "no"})

    page = visit().look(f"{RAAD}/vergaderblad")

    assert "Beslissen kan als minstens 9 van de 17 stemgerechtigden er zijn." in words_in(page)
    assert "1" in words_in(page).split("Zetel Is er ")[1][:3]
    assert page.count("<td></td>") == 19 * 2


def test_the_grid_goes_in_with_one_act(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)
    grid = {f"vak.meeting.{seat}": "present" for seat in ("voorzitter", "lop", "ucll-1", "ucll-2", "clb")}

    page = chair.send(PAPER, PAPER, **grid, **{"vak.1.lop": "yes", "vak.1.clb": "no", "vak.1.ucll-1": "recused"})

    words = words_in(page)
    assert "Overgenomen van papier." in words
    assert "5 van de 17 stemgerechtigden zijn er" in words
    assert "1 voor, 1 tegen, 0 onthouding, 2 nog niet." in words
    assert "Neemt niet deel aan dit punt: UCLL strategische cel." in words


def test_an_impossible_grid_comes_back_filled_in_with_the_cell_named(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)

    page = chair.send(PAPER, PAPER, 422, **{"vak.meeting.clb": "present", "vak.1.lop": "yes", "vak.1.clb": "yes"})

    assert [line.startswith("Voorzitter LOP, punt 1: ") for line in told(page)] == [True]
    assert page.count('aria-invalid="true"') == 1
    assert 'id="1.lop" name="vak.1.lop"' in page.split('aria-invalid="true"')[0][-200:]
    assert '<option value="yes" selected>' in page.split('id="1.lop"')[1].split("</select>")[0]
    assert '<option value="present" selected>' in page.split('id="meeting.clb"')[1].split("</select>")[0]
    assert '<option value="present" selected>' not in chair.look(PAPER)


def test_a_noted_item_is_not_filled_in_again(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)
    chair.send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    chair.send(RAAD, item(1, "uitkomsten"), uitkomst="approved")

    assert "al genoteerd" in words_in(chair.look(PAPER))
    assert 'name="vak.1.lop"' not in chair.look(PAPER)
    chair.post(PAPER, 422, **{"vak.1.lop": "yes"})


def test_only_who_writes_it_down_sees_the_form(visit: Visit) -> None:
    visit("raadslid-lop").look(PAPER, 403)
    visit().look(PAPER, 403)
