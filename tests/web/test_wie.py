"""Who one is in the demo, which day it is, which language."""

from collections.abc import Callable

from tests.web.visitor import Visitor, words_in

Visit = Callable[..., Visitor]


def test_it_begins_with_who_are_you(visit: Visit) -> None:
    words = words_in(visit().look("/"))

    for role in ("Trekker van Diverse leraarskamer", "Raadslid", "Voorzitter", "Coördinator", "Caseteam"):
        assert role in words


def test_one_click_and_one_is_somebody(visit: Visit) -> None:
    somebody = visit()

    page = somebody.post("/wie-ben-je", wie="coordinator")

    assert "Je bent coördinator." in words_in(page)


def test_a_person_outside_the_cast_cannot_be_chosen(visit: Visit) -> None:
    visit().post("/wie-ben-je", 422, wie="verslaggever")


def test_the_day_moves_for_everybody(visit: Visit) -> None:
    visit().post("/dag", dag="2024-01-08", terug="/stilgevallen")

    words = words_in(visit("coordinator").look("/stilgevallen"))

    assert "Het is maandag 8 januari 2024." in words
    assert "Ga naar 29 september 2023" in words


def test_the_language_changes_where_one_stands(visit: Visit) -> None:
    somebody = visit()

    page = somebody.post("/taal", taal="en", terug="/stilgevallen")

    assert "Four initiatives need a push" in words_in(page)
    assert '<html lang="en-GB">' in page


def test_going_back_never_leaves_the_site(visit: Visit) -> None:
    somebody = visit("coordinator")
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1"):
        answer = somebody.client.post("/taal", data={"taal": "nl", "terug": elsewhere}, follow_redirects=False)

        assert answer.headers["location"] == "/"
