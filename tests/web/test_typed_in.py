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
    headers = {"sec-fetch-site": "", "origin": "http://localhost"}

    assert reader.client.post(LOG, data={"tekst": "van hier"}, headers=headers).status_code == 200


def test_more_than_64_kb_is_too_long(visit: Visit) -> None:
    page = visit("coordinator").post(LOG, 413, tekst="x" * 66_000)

    assert "Dit is te lang" in words_in(page)


def test_only_a_plain_form_is_read(visit: Visit) -> None:
    reader = visit("coordinator")
    for sent in ({"files": {"tekst": ("a.txt", b"een bestand")}}, {"json": {"tekst": "van een programma"}}):
        answer = reader.client.post(LOG, **sent)

        assert answer.status_code == 415
        assert "konden we niet lezen" in words_in(answer.text)


def test_headers_that_make_no_sense_are_refused(visit: Visit) -> None:
    reader = visit("coordinator")
    for origin in ("http://[", "http://localhost:x", "localhost"):
        headers = {"sec-fetch-site": "", "origin": origin}

        assert reader.client.post(LOG, data={"tekst": "?"}, headers=headers).status_code == 403
    assert reader.client.post(LOG, headers={"content-length": "9" * 5000}, content=b"tekst=?").status_code == 413


def test_strange_text_is_refused_with_a_sentence(visit: Visit) -> None:
    reader = visit("coordinator")
    for strange in ("\x00", "\u2028", "x" * 5000, "   "):
        reader.send("/initiatieven/diverse-leraarskamer", LOG, 422, tekst=strange)
