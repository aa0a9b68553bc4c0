"""Who is at the table, as the page notes it."""

from collections.abc import Callable

from tests.web.table import RAAD, SEATS, gathered, go_to_the_day, item
from tests.web.visitor import Visitor, told, words_in

Visit = Callable[..., Visitor]


def test_who_is_there_decides_whether_the_body_can(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair, *SEATS[:8])

    assert "8 van de 17 stemgerechtigden zijn er, minstens 9 moeten er zijn." in words_in(chair.look(RAAD))
    assert "Er zijn niet genoeg leden om te beslissen" in words_in(chair.look(RAAD))
    assert "niet genoeg leden" not in words_in(
        chair.send(RAAD, f"{RAAD}/aanwezigheid", **{"zetel-ksleuven": "present"})
    )


def test_only_what_changed_in_the_list_is_noted(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)
    before = _entries(chair)

    chair.send(RAAD, f"{RAAD}/aanwezigheid", **{"zetel-lop": "present", "zetel-schepen": "present"})
    assert _entries(chair) == before
    chair.send(RAAD, f"{RAAD}/aanwezigheid", uur="15:10", **{"zetel-lop": "absent", "zetel-schepen": "present"})
    assert _entries(chair) == before + 1


def test_a_time_that_is_none_comes_back_with_the_list(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)

    page = chair.send(RAAD, f"{RAAD}/aanwezigheid", 422, uur="25:61", **{"zetel-lop": "present"})

    assert len(told(page)) == 1
    assert 'value="25:61"' in page
    assert 'aria-describedby="uur-fout"' in page


def test_a_substitute_sits_on_the_seat(visit: Visit) -> None:
    chair = visit("voorzitter")
    go_to_the_day(chair)

    page = chair.send(RAAD, f"{RAAD}/aanwezigheid", **{"zetel-lop": "substitute"})

    assert '<option value="substitute" selected>' in page


def test_a_member_steps_aside_with_one_tap_and_back(visit: Visit) -> None:
    member, chair = visit("raadslid-schepen"), visit("voorzitter")
    gathered(chair)

    aside = member.send(RAAD, item(1, "belangen"))
    assert "Neemt niet deel aan dit punt: Schepen van onderwijs Leuven." in words_in(aside)
    assert "16 van de 16 stemgerechtigden zijn er" in words_in(chair.look(RAAD))

    member.send(RAAD, item(1, "belangen"), toch="1")
    assert "Neemt niet deel aan dit punt:" not in words_in(chair.look(RAAD))


def test_who_writes_notes_that_somebody_steps_aside(visit: Visit) -> None:
    coordinator = visit("coordinator")
    gathered(visit("voorzitter"))

    page = coordinator.send(RAAD, item(1, "belangen"), zetel="lop")

    assert "Neemt niet deel aan dit punt: Voorzitter LOP." in words_in(page)
    visit("raadslid-schepen").post(item(1, "belangen"), 403, zetel="ucll-1")


def _entries(visitor: Visitor) -> int:
    with visitor.client.app.state.house.store.reading() as conn:  # type: ignore[attr-defined]
        return int(conn.exec_driver_sql("select count(*) from log").scalar_one())
