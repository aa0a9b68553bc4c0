"""Signing in as a person does it: an address, a code from a real mail, and being where one wanted to be."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from labflow import peopling
from tests.web.door import PEOPLE, House, door
from tests.web.visitor import Visitor, forms_in, told, words_in

LABO = "/initiatieven/diverse-leraarskamer"
LOG = f"{LABO}/logboek"
COORDINATOR = PEOPLE["coordinator"]
FORM = "application/x-www-form-urlencoded"
WRONG = "Deze code klopt niet of is verlopen. Vraag een nieuwe code."


@pytest.fixture
def house(demo_file: Path, tmp_path: Path) -> Iterator[House]:
    with door(demo_file, tmp_path) as made:
        yield made


def role_of(who: Visitor) -> str:
    """The coordinator is the one who is offered a form on the stalled page."""
    return "coordinator" if "/rust" in who.look("/stilgevallen") else ""


def test_a_code_from_the_mail_lets_one_in_where_one_wanted_to_be(house: House) -> None:
    who = house.visitor()
    who.look("/aanmelden?naar=/stilgevallen")
    who.post("/aanmelden", **forms_in(who.page.text)["/aanmelden"], adres=COORDINATOR)  # type: ignore[union-attr]
    house.types(who, house.code)

    assert who.page is not None
    assert who.page.url.path == "/stilgevallen"
    assert role_of(who) == "coordinator"


def test_the_mail_says_nothing_about_anybody_in_its_subject(house: House) -> None:
    house.asks(house.visitor(), COORDINATOR)

    assert house.box.last["subject"] == "Je code voor labflow"
    assert house.box.last["to"] == COORDINATOR
    assert "http" not in house.box.words


def test_an_unknown_address_gets_the_same_page_and_no_mail(house: House) -> None:
    known, unknown = house.visitor(), house.visitor("192.0.2.2")
    pages = [house.asks(known, COORDINATOR), house.asks(unknown, "niemand@voorbeeld.be")]

    assert pages[0] == pages[1]
    assert known.page is not None
    assert unknown.page is not None
    assert known.page.url == unknown.page.url
    assert [one["to"] for one in house.box.messages] == [COORDINATOR]
    greetings = [line.partition(":")[0] for line in house.box.heard]
    assert greetings.count("mail FROM") - greetings.count("rcpt TO") == len(pages)


def test_an_address_stands_in_no_url(house: House) -> None:
    who = house.visitor()
    house.asks(who, COORDINATOR)

    assert who.page is not None
    assert "voorbeeld" not in str(who.page.url) + "".join(str(step.url) for step in who.page.history)


def test_a_code_works_once_and_only_in_the_window_that_asked(house: House) -> None:
    who, other = house.visitor(), house.visitor()
    house.asks(who, COORDINATOR)
    code = house.code
    house.asks(other, "niemand@voorbeeld.be")
    assert told(house.types(other, code, 422)) == [WRONG]
    house.types(who, code)
    assert role_of(who) == "coordinator"

    third = house.visitor()
    third.client.cookies.set("labflow-code", "x" * 43)
    third.look("/aanmelden/code")
    assert told(house.types(third, code, 422)) == [WRONG]


def test_a_code_that_is_too_old_is_refused(house: House) -> None:
    who = house.visitor()
    house.asks(who, COORDINATOR)
    house.later += timedelta(minutes=10)

    assert told(house.types(who, house.code, 422)) == [WRONG]


def test_the_eleventh_try_in_five_minutes_is_429_and_says_when(house: House) -> None:
    for n in range(2):
        who = house.visitor(f"192.0.2.{n}")
        house.asks(who, COORDINATOR)
        for _ in range(5):
            house.types(who, "000000" if house.code != "000000" else "000001", 422)
    who = house.visitor("192.0.2.99")
    house.asks(who, COORDINATOR)
    for spoofed in ("203.0.113.1", "203.0.113.2"):
        who.client.headers["x-forwarded-for"] = spoofed
        page = house.types(who, house.code, 429)

    assert told(page) == ["Er is te vaak geprobeerd. Probeer het over 5 minuten opnieuw."]
    assert who.page is not None
    assert 0 < int(who.page.headers["retry-after"]) <= 300
    house.later += timedelta(minutes=5, seconds=1)
    assert told(house.types(who, house.code)) == []


def test_the_sixth_code_in_an_hour_is_429(house: House) -> None:
    for address in (COORDINATOR, "niemand@voorbeeld.be"):
        for n in range(5):
            house.asks(house.visitor(f"192.0.2.{n}"), address)
        page = house.asks(house.visitor("192.0.2.77"), address, 429)
        assert len(told(page)) == 1


def test_sixty_teachers_behind_one_address_all_sign_in(house: House) -> None:
    for n in range(60):
        house.acts(peopling.invite, f"leraar-{n}", f"leraar{n}@voorbeeld.be", ["lid"])
    for n in range(60):
        who = house.visitor("192.0.2.1")
        house.asks(who, f"leraar{n}@voorbeeld.be")
        house.types(who, house.code)
        assert "labflow" in who.client.cookies


def test_the_old_cookie_is_worth_nothing_after_signing_out(house: House) -> None:
    who = house.signed_in()
    token = who.client.cookies["labflow"]
    answer = who.client.post("/afmelden", follow_redirects=False)

    assert answer.headers["clear-site-data"] == '"cache"'
    assert "labflow" not in who.client.cookies
    again = house.visitor()
    again.client.cookies.set("labflow", token)
    assert role_of(again) == ""
    assert "Je bent afgemeld." in words_in(again.look(answer.headers["location"]))


def test_signing_in_again_gives_another_token(house: House) -> None:
    who = house.signed_in()
    first = who.client.cookies["labflow"]
    house.later += timedelta(minutes=1)
    who.post("/aanmelden", naar="/", adres=COORDINATOR)
    house.types(who, house.code)

    assert who.client.cookies["labflow"] != first
    old = house.visitor()
    old.client.cookies.set("labflow", first)
    assert role_of(old) == ""


def test_a_role_that_ended_counts_at_the_next_request(house: House) -> None:
    who = house.signed_in()
    house.acts(peopling.add, "beheerder-een", ["beheerder"])
    assert role_of(who) == "coordinator"
    house.acts(peopling.end, "coordinator", ["coordinator"], by="beheerder-een")

    assert role_of(who) == ""
    who.post("/mensen", 403, functie="x", adres="x@voorbeeld.be")


def test_who_ended_is_out_at_the_next_request(house: House) -> None:
    who = house.signed_in("raadslid-schepen")
    assert (
        "Meld je af" in who.look("/portfolio")
        or who.client.get("/aanmelden", follow_redirects=False).status_code == 303
    )
    house.acts(peopling.end, "raadslid-schepen")

    assert who.client.get("/aanmelden", follow_redirects=False).status_code == 200


def test_who_decides_about_others_is_out_after_twelve_idle_hours_and_reading_counts_as_use(house: House) -> None:
    who = house.signed_in()
    for _ in range(3):
        house.later += timedelta(hours=11)
        assert role_of(who) == "coordinator"
    house.later += timedelta(hours=12)
    assert role_of(who) == ""
    house.later -= timedelta(hours=12)
    assert role_of(who) == ""


def test_a_mail_server_that_refuses_is_said_on_the_page_to_everybody(house: House) -> None:
    house.box.mood["mail"] = b"451 not now\r\n"
    for address in (COORDINATOR, "niemand@voorbeeld.be"):
        page = house.asks(house.visitor(), address, 503)
        assert told(page) == ["De mail kon niet vertrekken: de mailserver antwoordt niet. Probeer het straks opnieuw."]


def test_a_mail_that_is_refused_later_changes_no_answer(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.box.mood["rcpt"] = b"550 nobody here\r\n"
    house.asks(house.visitor(), COORDINATOR)

    printed = capsys.readouterr().out
    assert "Een mail kwam niet weg" in printed
    assert "voorbeeld" not in printed


def test_without_mail_the_code_stands_on_the_terminal_and_the_page_says_so(
    demo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with door(demo_file, tmp_path, mail=None) as house:
        who = house.visitor()
        page = house.asks(who, COORDINATOR)
        printed = capsys.readouterr().out
        found = re.fullmatch(r"Aanmeldcode voor coordinator: ([0-9]{6}) \(tien minuten geldig\)\n", printed)

        assert "Er is geen mail ingesteld: de code staat op de terminal van de server." in words_in(page)
        assert found is not None
        house.types(who, found[1])
        assert role_of(who) == "coordinator"
        assert house.asks(house.visitor(), "niemand@voorbeeld.be") == page
        assert capsys.readouterr().out == ""


def test_behind_tls_the_cookie_is_bound_to_the_host(demo_file: Path, tmp_path: Path) -> None:
    with door(demo_file, tmp_path, address="https://testserver") as house:
        who = house.signed_in()
        answer = house.visitor().client.post("/aanmelden", data={"adres": COORDINATOR}, follow_redirects=False)

        assert "__Host-labflow" in who.client.cookies
        for part in ("__Host-labflow-code=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"):
            assert part in answer.headers["set-cookie"]
        assert "Domain" not in answer.headers["set-cookie"]


def test_in_a_demo_nobody_signs_in(demo_file: Path, tmp_path: Path) -> None:
    with door(demo_file, tmp_path, is_demo=True) as house:
        house.visitor().look("/aanmelden", 404)
        house.visitor().post("/aanmelden", 404, adres=COORDINATOR)
        house.visitor().post("/afmelden", 404)


def test_signing_in_speaks_english_too(house: House) -> None:
    who = house.visitor(lang="en")
    page = house.asks(who, COORDINATOR)

    assert "If we know your address" in words_in(page)
    assert house.box.last["subject"] == "Your code for labflow"


def test_nothing_that_can_be_sent_breaks_the_door(house: House) -> None:
    for sent in ("", "%00", "%ED%A0%80", "%FF%FE", str(2**63), "%E2%80%AE", "%0d%0aSet-Cookie:a=b", "x" * 5_000, "//[",
                 "%3Cscript%3Ealert(1)%3C/script%3E", "{0}%25", "%D9%A3" * 6):  # fmt: skip
        who = house.visitor()
        who.client.cookies.set("labflow-code", "%ED%A0%80" + sent[:50].replace(" ", ""))
        who.client.cookies.set("labflow", "\\" + sent[:50].replace(" ", ""))
        for address in ("/aanmelden", "/aanmelden/code", "/afmelden"):
            names = ("adres", "code", "naar", "bewaard", "bewaard.x")
            body = "&".join(f"{name}={sent}" for name in names)
            answer = who.client.post(address, content=body, headers={"content-type": FORM})
            assert answer.status_code in (200, 422), (address, sent, answer.status_code)
            assert "<script>alert" not in answer.text
            assert "a" not in answer.cookies
