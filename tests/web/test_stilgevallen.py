"""The stalled list on the demo's day, and the two things a coordinator does about it."""

from collections.abc import Callable

from tests.web.visitor import Visitor, told, words_in

Visit = Callable[..., Visitor]
PAGE = "/stilgevallen"


def test_each_row_has_a_reason_a_mover_and_one_action(visit: Visit) -> None:
    words = words_in(visit().look(PAGE))

    assert "Vier initiatieven vragen een duw" in words
    assert "Code Atelier Studioproject, verkenning Laatste nieuws: uit het verslag, zonder dag" in words
    assert "Aan zet: niet vermeld in het verslag Duid aan wie aan zet is" in words
    assert "Staat gepland Maakleerplek" in words
    assert "Wacht zonder datum Leraar breekt uit" in words


def test_the_coordinator_says_whose_move_it_is(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/beurten", wie="SOM-team", wat="Drie plekken bellen")

    assert coordinator.page is not None
    assert coordinator.page.url.path == PAGE
    assert "De landingsplek wordt nog gezocht. Aan zet: SOM-team" in words_in(page)


def test_what_was_done_in_the_list_is_taken_back_in_the_list(visit: Visit) -> None:
    coordinator, way = visit("coordinator"), "/initiatieven/speak-up"
    before = words_in(coordinator.look("/stilgevallen"))

    done = coordinator.send("/stilgevallen", f"{way}/rust", tot="2023-10-02", waarom="Even wachten.")
    undone = coordinator.send("/stilgevallen?over=speak-up&klaar=rest", f"{way}/herroepingen")

    assert f'action="{way}/herroepingen"' in done
    assert coordinator.page is not None
    assert str(coordinator.page.url).endswith("/stilgevallen?over=speak-up&klaar=undo")
    assert 'id="gedaan-speak-up"' in undone
    assert words_in(coordinator.look("/stilgevallen")) == before


def test_what_rests_until_a_day_leaves_the_list(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/rust", tot="2023-12-01", waarom="Nieuw schooljaar")

    assert "Drie initiatieven vragen een duw" in words_in(page)
    assert "In rust Code Atelier : Rust tot 1 december 2023: Nieuw schooljaar." in words_in(page)


def test_what_waits_without_a_day_gets_one(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/leraar-breekt-uit/rust", tot="2023-12-01", waarom="Eerst de subsidies")

    assert "In rust Leraar breekt uit : Rust tot 1 december 2023: Eerst de subsidies." in words_in(page)


def test_one_click_puts_it_on_the_agenda_and_one_takes_it_off(visit: Visit) -> None:
    coordinator, way = visit("coordinator"), "/initiatieven/speak-up"
    before = words_in(coordinator.look(PAGE))

    done = coordinator.send(PAGE, f"{way}/agendapunten")

    assert "Staat op de agenda van 29 september. Ongedaan maken" in words_in(done)
    assert "Speak Up!" in words_in(coordinator.look("/raad/2023-09-29"))
    coordinator.send("/stilgevallen?over=speak-up&klaar=agenda", f"{way}/herroepingen")
    assert words_in(coordinator.look(PAGE)) == before
    assert "Speak Up!" not in words_in(coordinator.look("/raad/2023-09-29"))


def test_where_nobody_is_known_to_lead_the_row_says_so_and_asks_who_is_to_move(visit: Visit) -> None:
    coordinator, way = visit("coordinator"), "/initiatieven/steunteam-vluchtelingen"
    page = coordinator.look(PAGE)

    assert f'action="{way}/navragen"' not in page
    assert "vragen hoe het staat kan nog niet. Zeg wie trekt" in words_in(page)
    refused = coordinator.post(f"{way}/navragen", 409, terug=PAGE)
    assert told(refused) == [
        "Wie Steunteam Vluchtelingen trekt, is niet bekend of is geen persoon. Duid eerst aan wie aan zet is, of zeg"
        " wie trekt."
    ]


def test_when_all_were_pushed_it_says_so(visit: Visit) -> None:
    coordinator = visit("coordinator")
    coordinator.send(PAGE, "/initiatieven/speak-up/agendapunten")
    some = words_in(coordinator.look(PAGE))
    for slug in ("duurzame-onderwijskansen", "code-atelier", "steunteam-vluchtelingen"):
        coordinator.send(PAGE, f"/initiatieven/{slug}/beurten", wie="trekker")

    assert "Eén kreeg al een duw." in some
    assert "Allemaal kregen ze een duw. Nu is het aan de anderen." in words_in(coordinator.look(PAGE))


def test_how_it_is_worked_out_is_told_to_everybody(visit: Visit) -> None:
    words = words_in(visit().look(PAGE))

    assert words.count("Hoe labflow dit berekent") == 4
    assert "Schoolvakanties en pauzes tellen niet mee." in words


def test_who_was_asked_answers_with_one_field(visit: Visit) -> None:
    way, lead = "/initiatieven/diverse-leraarskamer", visit("trekker-diverse-leraarskamer")
    visit("coordinator").post(f"{way}/navragen", terug=PAGE)
    asked, others, nobody = lead.look(way), visit("coordinator").look(way), words_in(visit().look(way))

    answered = lead.send(way, f"{way}/logboek", tekst="De scholen tekenden.", hoe="op-koers")

    assert 'id="stand"' in asked
    assert 'id="stand"' not in others
    assert "Kies eerst wie je bent, dan kan je antwoorden." in nobody
    assert 'id="stand"' not in answered
    assert "De scholen tekenden." in words_in(answered)


def test_an_answer_without_words_comes_back_with_what_was_chosen(visit: Visit) -> None:
    way, lead = "/initiatieven/diverse-leraarskamer", visit("trekker-diverse-leraarskamer")
    visit("coordinator").post(f"{way}/navragen", terug=PAGE)

    page = lead.send(way, f"{way}/logboek", 422, tekst=" ", hoe="let-op")

    assert 'value="let-op" checked' in page
    assert 'id="stand"' in page


def test_a_day_that_is_past_comes_back_with_the_words(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/rust", 422, tot="2023-01-01", waarom="Nieuw schooljaar")

    assert len(told(page)) == 1
    assert 'value="Nieuw schooljaar"' in page


def test_a_member_only_looks(visit: Visit) -> None:
    page = visit("raadslid-schepen").look(PAGE)

    assert "<form" not in page[page.index("<main") :]
    visit("raadslid-schepen").post("/initiatieven/code-atelier/beurten", 403, wie="SOM-team", terug=PAGE)


def test_what_tells_somebody_says_that_no_mail_leaves_a_demo_and_what_tells_nobody_does_not(visit: Visit) -> None:
    coordinator, stays = visit("coordinator"), "Het bericht staat klaar; in de demo vertrekt geen mail."
    turn = "/initiatieven/code-atelier/beurten"

    told = coordinator.send(PAGE, turn, wie="voorzitter")
    nobody = coordinator.send(PAGE, turn, wie="niemand")

    assert words_in(told).count(stays) == 2
    assert stays not in words_in(nobody)
    assert stays not in words_in(visit("raadslid-ucll-1").look(f"{PAGE}?over=code-atelier&klaar=turn"))


def test_stopping_leads_into_the_fold_where_it_is_done(visit: Visit) -> None:
    coordinator = visit("coordinator")

    assert 'href="/initiatieven/code-atelier#verder">Stopzetten ...' in coordinator.look(PAGE)
    assert "Stoppen" in words_in(coordinator.look("/initiatieven/code-atelier").partition('id="verder"')[2])


def test_who_is_asked_how_it_stands_reads_it_on_the_own_page_until_it_is_answered(visit: Visit) -> None:
    labo, lead = "/initiatieven/diverse-leraarskamer", visit("trekker-diverse-leraarskamer")
    asks = "De coördinator vraagt hoe het staat met Diverse leraarskamer."
    visit("coordinator").post("/dag", dag="2024-01-08", terug="/")
    told = visit("coordinator").send(PAGE, f"{labo}/navragen")

    assert "in de demo vertrekt geen mail" in words_in(told)
    assert asks in words_in(lead.look("/"))
    lead.send(labo, f"{labo}/logboek", tekst="We kozen een richting.", soort="gebeurtenis")
    assert asks not in words_in(lead.look("/"))
