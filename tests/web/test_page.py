"""One visit: acting once, being refused, and what was typed staying where it was."""

import re
from collections.abc import Callable

from tests.web.visitor import Visitor, fields_in, forms_in, told, words_in

Visit = Callable[..., Visitor]
LABO = "/initiatieven/diverse-leraarskamer"
LOG = f"{LABO}/logboek"


def test_sending_a_form_twice_acts_once(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    hidden = forms_in(lead.look(LABO))[LOG]

    lead.post(LOG, **hidden, tekst="Zesde labosessie", soort="realisatie")
    lead.post(LOG, **hidden, tekst="Zesde labosessie", soort="realisatie")

    assert lead.look(LABO).partition('id="logboek"')[2].count("Zesde labosessie") == 1


def test_a_key_that_stood_for_something_else_is_refused(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    hidden = forms_in(lead.look(LABO))[LOG]
    lead.post(LOG, **hidden, tekst="Eerste", soort="nota")

    page = lead.post(LOG, 422, **hidden, tekst="Tweede", soort="nota")

    assert len(told(page)) == 1
    assert fields_in(page)["log-tekst"].strip() == "Tweede"


def test_a_refusal_keeps_what_was_typed_and_says_every_reason(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")

    page = lead.send(
        LABO, f"{LABO}/punten/b3", 422, antwoord="uitleg", tekst="Nog één <b>school</b>", tegen="2022-01-01"
    )

    assert len(told(page)) == 1
    assert fields_in(page)["tekst-b3"] == "Nog één <b>school</b>"
    assert fields_in(page)["tegen-b3"] == "2022-01-01"
    assert "<b>school" not in page


def test_a_form_that_came_back_can_be_mended_and_sent(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    point = f"{LABO}/punten/b3"
    page = lead.send(LABO, point, 422, antwoord="uitleg", tekst="Nog één school", tegen="2022-01-01")

    page = lead.post(point, **forms_in(page)[point], antwoord="uitleg", tekst="Nog één school", tegen="2023-10-15")

    assert "Komt tegen 15 oktober 2023" in words_in(page)


def test_who_said_not_who_they_are_cannot_act(visit: Visit) -> None:
    nobody = visit()

    page = nobody.post(LOG, 403, tekst="Wie ben ik?")

    assert told(page) == ["Kies eerst wie je bent: klik bovenaan op ‘Wie ben je?’."]


def test_who_may_not_is_told_who_may(visit: Visit) -> None:
    member = visit("raadslid-schepen")

    page = member.post(LOG, 403, tekst="Ik schrijf mee")

    assert "trekker" in told(page)[0]
    assert f'action="{LOG}"' not in page


def test_after_an_act_a_sentence_says_what_was_done(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")

    page = lead.send(LABO, LOG, tekst="Zesde labosessie", soort="realisatie")

    assert "Staat in het logboek." in words_in(page)
    assert lead.page is not None
    assert lead.page.url.query == b"klaar=note"


def test_a_page_that_is_shown_again_has_fresh_keys_and_is_else_the_same(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    first, second = lead.look(LABO), lead.look(LABO)
    keys = [re.findall(r'name="sleutel" value="([^"]+)"', page) for page in (first, second)]

    assert len({*keys[0], *keys[1]}) == 2 * len(keys[0]) > 4
    assert [re.sub("|".join(map(re.escape, found)), "", page) for found, page in zip(keys, (first, second), strict=True)
            ] == [re.sub("|".join(map(re.escape, keys[0])), "", first)] * 2  # fmt: skip


def test_what_somebody_writes_stands_on_the_next_page_of_everybody(visit: Visit) -> None:
    lead, reader = visit("trekker-diverse-leraarskamer"), visit()
    assert "Zevende labosessie" not in reader.look(LABO)

    lead.post(LOG, **forms_in(lead.look(LABO))[LOG], tekst="Zevende labosessie", soort="realisatie")

    assert "Zevende labosessie" in reader.look(LABO)
    assert LOG not in forms_in(reader.look(LABO))
    assert LOG in forms_in(lead.look(LABO))
