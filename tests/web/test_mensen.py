"""Who answers for people invites, gives a role and ends; everybody else sees functions, and nobody's address."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labflow import letters, posting, rows
from labflow.queries.people import persons_with
from tests.labflow.council_room import SYSTEM, network
from tests.labflow.desk import everything
from tests.web.door import PEOPLE, House, door
from tests.web.visitor import told, words_in

NEW = {"functie": "Trekker leesclub", "adres": "leesclub@voorbeeld.be", "rol": "team", "vanaf": "", "tot": "2030-07-01"}


@pytest.fixture
def house(demo_file: Path, tmp_path: Path) -> Iterator[House]:
    with door(demo_file, tmp_path, address="http://testserver") as made:
        yield made


def section(house: House, key: str = "coordinator") -> str:
    """What somebody reads of who takes part, on the page that a refusal brings."""
    who = house.signed_in(key)
    return who.post("/mensen", 403 if key != "coordinator" else 422)


def test_somebody_is_invited_and_can_sign_in(house: House) -> None:
    who = house.signed_in()
    answer = who.client.post("/mensen", data=NEW, follow_redirects=False)
    assert answer.headers["location"] == "/spelregels?klaar=invite#mensen"
    assert house.box.last["to"] == "leesclub@voorbeeld.be"
    assert "http://testserver/aanmelden" in house.box.words

    guest = house.visitor()
    house.asks(guest, "leesclub@voorbeeld.be")
    house.types(guest, house.code)
    assert "labflow" in guest.client.cookies


def test_an_invitation_that_did_not_leave_is_said_and_counts_all_the_same(house: House) -> None:
    who = house.signed_in()
    house.box.mood["mail"] = b"451 no\r\n"
    answer = who.client.post("/mensen", data=NEW, follow_redirects=False)

    assert answer.headers["location"] == "/spelregels?klaar=invite_unsent#mensen"
    assert "trekker-leesclub" in repr(everything(house.store)["person"])


def test_what_was_typed_wrong_stays_and_is_said(house: House) -> None:
    page = house.signed_in().post("/mensen", 422, **{**NEW, "adres": "geen adres"})

    assert told(page) == ["Dit is geen e-mailadres. Typ het voluit, zoals naam@voorbeeld.be."]
    assert 'value="Trekker leesclub"' in page
    assert 'value="geen adres"' in page


def test_roles_come_and_go_and_people_end(house: House) -> None:
    who = house.signed_in()
    who.client.post("/mensen", data=NEW, follow_redirects=False)
    give = {"rol": "verslaggever", "vanaf": "", "tot": ""}
    assert who.client.post("/mensen/trekker-leesclub/rollen", data=give, follow_redirects=False).status_code == 303
    end = {"rol": "team"}
    assert who.client.post("/mensen/trekker-leesclub/einde", data=end, follow_redirects=False).status_code == 303
    page = section(house)
    assert "trekker-leesclub : verslaggever" in words_in(page) or "trekker-leesclub: verslaggever" in words_in(page)

    assert (
        who.client.post("/mensen/trekker-leesclub/einde", data={"rol": ""}, follow_redirects=False).status_code == 303
    )
    assert "trekker-leesclub" not in section(house)
    assert "leesclub@voorbeeld.be" not in repr(everything(house.store))


def test_nobody_takes_from_themselves_what_lets_them_invite(house: House) -> None:
    page = house.signed_in().post("/mensen/coordinator/einde", 409, rol="coordinator")

    assert len(told(page)) == 1


def test_an_address_is_shown_to_who_may_invite_and_to_nobody_else(house: House) -> None:
    assert PEOPLE["raadslid-schepen"] in section(house)
    page = section(house, "raadslid-schepen")
    assert "raadslid-schepen" in page
    assert "@voorbeeld.be" not in page
    assert 'action="/mensen' not in page


def test_who_gets_no_mail_stands_there_for_who_can_mend_it(house: House) -> None:
    with house.store.reading() as conn:
        (person,) = persons_with(conn, ("raadslid-schepen",))
    with house.store.change(SYSTEM) as change:
        change.add(rows.Turn(id="t", initiative_id=leraarskamer(change.conn), who="iemand", on_day=change.on, n=99))
        letters.write(change, "turn", "t", [person], at_once=True)
        change.record("turn")
    house.box.mood["rcpt"] = b"550 5.1.1 nobody here\r\n"
    assert posting.post(house.store, network(), house.box.server, "http://testserver").refused == 1
    house.box.mood.clear()

    assert "Mail komt hier niet aan." in words_in(house.signed_in().client.get("/spelregels").text)
    assert "Controleer het adres van raadslid-schepen." in words_in(house.signed_in().client.get("/").text)
    assert "Mail komt hier niet aan." not in words_in(
        house.signed_in("trekker-diverse-leraarskamer").client.get("/spelregels").text
    )


def leraarskamer(conn: Any) -> str:
    return str(conn.exec_driver_sql("select id from initiative where slug = 'diverse-leraarskamer'").scalar())
