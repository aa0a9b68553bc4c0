"""What may come in: from our own pages, not too much, and nothing but fields."""

from collections.abc import Callable

from tests.web.visitor import Visitor, words_in

Visit = Callable[..., Visitor]
LOG = "/initiatieven/diverse-leraarskamer/logboek"


def test_a_form_from_another_site_is_refused(visit: Visit) -> None:
    reader = visit("coordinator")
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
                    {"sec-fetch-site": "", "origin": "https://elsewhere.example"},
                    {"sec-fetch-site": "", "origin": "null"}):  # fmt: skip
        answer = reader.client.post(LOG, data={"tekst": "van elders"}, headers=headers)

        assert answer.status_code == 403
    assert "van elders" not in reader.look("/initiatieven/diverse-leraarskamer")


def test_a_form_of_our_own_passes_without_the_newer_header(visit: Visit) -> None:
    reader = visit("coordinator")
    headers = {"sec-fetch-site": "", "origin": "http://testserver"}

    assert reader.client.post(LOG, data={"tekst": "van hier"}, headers=headers).status_code == 200


def test_more_than_64_kb_is_too_long(visit: Visit) -> None:
    page = visit("coordinator").post(LOG, 413, tekst="x" * 66_000)

    assert "Dit is te lang" in words_in(page)


def test_a_file_is_not_a_field(visit: Visit) -> None:
    reader = visit("coordinator")
    answer = reader.client.post(LOG, files={"tekst": ("a.txt", b"een bestand")})

    assert answer.status_code in (400, 422)


def test_strange_text_is_refused_with_a_sentence(visit: Visit) -> None:
    reader = visit("coordinator")
    for strange in ("\x00", "\u2028", "x" * 5000, "   "):
        reader.send("/initiatieven/diverse-leraarskamer", LOG, 422, tekst=strange)
