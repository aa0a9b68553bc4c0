"""Whatever is sent, to any address, in any field: a page or a refusal in a sentence, never a traceback."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from httpx2 import Response

from tests.web.forms import LABO, ROLES, WHERE, Filled
from tests.web.rehearsal import FORM, Rehearsal, rehearsing
from tests.web.visitor import OUR_SCRIPTS, case_in, told, words_in
from web.app import SITE

AS_SENT = (
    "", "%00", "a%00b", "%ED%A0%80", "%FF%FE", str(2**63), "-1", "1e9999", "NaN", "%D9%A3", "9999-99-99", "0001-01-01",
    "1900-01-01", "9999-12-31", "%E2%80%AE%E2%81%A6", "%E2%80%A8", "%1B%5B2J", "%0d%0aSet-Cookie:a=b",
    "../../etc/passwd", "//[", "javascript:alert(1)", "'; drop table log; --", "%3Cscript%3Ealert(1)%3C/script%3E",
    "{0}{x.__class__}%25",
    "https://a.example+https://b.example", "x" * 5_000, "9" * 5_000, "%C3%A9" * 121, "%F0%9F%A6%89" * 40,
)  # fmt: skip
HARSHEST = ("", "a%00b", str(2**63), "%3Cscript%3Ealert(1)%3C/script%3E")
LOOKED_AT = [address for method, address, _ in SITE if method == "GET"]
PLACE = re.compile(r"\{\w+\}")
KEY = re.compile(
    r"\b(typed|store|meetings|lifecycle|requesting|telling|asking|access|query|web|paper|agenda|closing|amending|written)\.[a-z_]+"
)
BOUNDARY = b'--b\r\nContent-Disposition: form-data; name="tekst"\r\n\r\n\\ud800\xff\r\n--b--\r\n'
OTHER_KINDS = (
    ("application/json", json.dumps({"tekst": "van elders", "antwoord": "klaar"}).encode()),
    ("multipart/form-data; boundary=b", BOUNDARY),
    ("multipart/form-data; boundary=b; charset=raw_unicode_escape", BOUNDARY),
    ("multipart/form-data; boundary=b; charset=idna", BOUNDARY),
    ("multipart/form-data", b"--"),
    ("text/plain", b"tekst=van+elders"),
    ("", b"tekst=van+elders"),
)


@pytest.fixture(scope="module")
def site(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """One site for all; each try begins where the form was seen."""
    with rehearsing(demo_file, tmp_path_factory.mktemp("tries")) as made:
        yield made


def test_each_address_that_acts_has_a_form_somewhere(site: Rehearsal) -> None:
    assert set(WHERE) == {address for moment in site.moments for address in moment.forms}


@pytest.mark.parametrize("address", WHERE)
def test_every_field_at_once(site: Rehearsal, address: str) -> None:
    """Two of the four harshest values for each form, in turn; with --slow each value meets each field."""
    form, turn = _form(site, address), list(WHERE).index(address) % 2
    for value in HARSHEST[turn::2] if set(form.fields) > {"sleutel"} else HARSHEST[:1]:
        in_dutch, in_english = (
            _sent(site, form, dict.fromkeys(form.fields, value) | {"sleutel": "k"}, lang) for lang in ("nl", "en")
        )

        assert in_dutch.status_code == in_english.status_code
        assert in_dutch.status_code < 400 or _said(in_dutch) != _said(in_english)


@pytest.mark.parametrize("address", WHERE)
def test_one_field_at_a_time(site: Rehearsal, address: str) -> None:
    form = _form(site, address)
    turns = cycle(AS_SENT[len(address) % len(AS_SENT) :] + AS_SENT[: len(address) % len(AS_SENT)])
    for name in _one_of_each(form.fields):
        for value, lang in zip(turns, ("nl", "en"), strict=False):
            _sent(site, form, _usual(form) | {name: value}, lang)
        _sent(site, form, {other: value for other, value in _usual(form).items() if other != name})


def _one_of_each(names: Iterable[str]) -> Iterable[str]:
    """One field of each kind: those of a grid differ only in the seat or the item that they are about."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.partition("-")[0], name)
    return first.values()


@pytest.mark.slow
@pytest.mark.parametrize("address", WHERE)
def test_each_value_in_each_field(site: Rehearsal, address: str) -> None:
    form = _form(site, address)
    for name in form.fields:
        for value in AS_SENT:
            _sent(site, form, _usual(form) | {name: value})


@pytest.mark.parametrize("address", WHERE)
def test_what_is_no_plain_form_is_not_read(site: Rehearsal, address: str) -> None:
    for kind, body in OTHER_KINDS if address.endswith("/logboek") else OTHER_KINDS[:1]:
        assert _answered(site, site.send(_form(site, address), body, kind=kind)).status_code == 415


def test_too_much_is_refused(site: Rehearsal) -> None:
    form = _form(site, "/initiatieven/{slug}/logboek")
    for body, status in (
        (b"tekst=" + b"x" * 70_000, 413),
        (b"&".join([b"zetel=schepen"] * 3_000), 400),
        (b"&" * 60_000, 422),
        (b"=" * 60_000, 422),
        (b"%" * 60_000, 422),
    ):
        assert _answered(site, site.send(form, body)).status_code == status


def test_a_key_stands_for_one_act(site: Rehearsal) -> None:
    form = _form(site, "/initiatieven/{slug}/logboek")
    first = site.send(form, b"sleutel=een&tekst=Gebeurd&soort=nota")
    before = site.entries()
    again = site.browser.post(form.action, data={"sleutel": "een", "tekst": "Gebeurd", "soort": "nota"})
    other = site.browser.post(form.action, data={"sleutel": "een", "tekst": "Anders", "soort": "nota"})

    assert [one.status_code for one in (first, again, other)] == [303, 200, 422]
    assert told(other.text) == ["De sleutel een stond al voor iets anders. "
                                "Gebruik voor elke nieuwe handeling een nieuwe sleutel."]  # fmt: skip
    assert site.entries() == before


@pytest.mark.parametrize("address", LOOKED_AT)
def test_any_address(site: Rehearsal, address: str) -> None:
    site.become("coordinator")
    for value in AS_SENT if "{" in address else AS_SENT[::9]:
        part = value[:900].replace("/", "%2F")
        for where in {PLACE.sub(part or "%20", address), f"{address.format_map(_Parts())}?klaar={part}&{part}={part}"}:
            page = site.browser.get(where)

            assert page.status_code in (200, 404), (where, page.text[-500:])
            assert "<script" not in OUR_SCRIPTS.sub("", page.text)


@pytest.mark.parametrize("address", [address for address in WHERE if "{" in address])
def test_any_address_that_acts(site: Rehearsal, address: str) -> None:
    form = _form(site, address)
    for value in HARSHEST[1:]:
        for place in PLACE.findall(address):
            where = address.replace(place, value.replace("/", "%2F")).format_map(_Parts())
            answer = _sent(site, replace(form, action=where), _usual(form))

            assert 400 <= answer.status_code < 500, (where, answer.status_code)


@pytest.mark.parametrize("address", list(dict.fromkeys(address for _, address, _ in SITE)))
def test_any_method(site: Rehearsal, address: str) -> None:
    where = address.format_map(_Parts())
    for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        answer = site.browser.request(method, where, follow_redirects=False)

        assert answer.status_code in (200, 404, 405)
        assert method == "HEAD" or "<h1" in answer.text


def test_cookies_that_say_nothing_known(site: Rehearsal) -> None:
    for wie in ("", "niemand", "system", "job", "x" * 5_000, "\x80\xff", '"', "a=b", "'; drop table log; --", "%00"):
        headers = {"cookie": b"wie=" + wie.encode("latin-1") + b"; taal=" + wie.encode("latin-1")}
        site.browser.cookies.clear()
        page = site.browser.get(LABO, headers=headers)  # type: ignore[arg-type]
        sent = site.browser.post(f"{LABO}/logboek", data={"tekst": "?"}, headers=headers)  # type: ignore[arg-type]

        assert (page.status_code, sent.status_code) == (200, 403)
        assert '<html lang="nl' in page.text


def test_a_case_is_absent_for_whoever_may_not_see_it(site: Rehearsal) -> None:
    site.go_to(site.moments[0].file)
    parent = "/initiatieven/steunteam-vluchtelingen"
    site.act("caseteam-1", parent, f"{parent}/deelinitiatieven", titel="Casus rood")
    site.become("caseteam-1")
    hidden = case_in(site.browser.get(parent).text).rpartition("/")[2]
    assert site.browser.get(f"/initiatieven/{hidden}").status_code == 200
    for role in ("", *ROLES[:-1]):
        site.become(role)
        for method, address, _ in SITE:
            if "{slug}" in address and (method == "GET" or role == "coordinator"):
                there, absent = (
                    site.browser.request(method, address.format_map(_Parts(slug=slug)), follow_redirects=False)
                    for slug in (hidden, "casus-0000000000")
                )

                assert there.status_code == absent.status_code
                assert there.text.replace(hidden, "casus-0000000000") == absent.text, (role, address)


class _Parts(dict[str, str]):
    """Something to stand in each place of an address."""

    def __missing__(self, name: str) -> str:
        return {"day": "2023-09-29", "slug": "speak-up", "item": "b3", "field": "lead"}.get(name, "1")


def _form(site: Rehearsal, address: str) -> Filled:
    return next(moment.forms[address] for moment in site.moments if address in moment.forms)


def _usual(form: Filled) -> dict[str, str]:
    return {name: quote_plus(value) for name, value in form.fields.items()}


def _sent(site: Rehearsal, form: Filled, fields: Mapping[str, str], lang: str = "nl") -> Response:
    body = "&".join(f"{quote_plus(name)}={value}" for name, value in fields.items())
    return _answered(site, site.send(form, body.encode(), lang, FORM))


def _answered(site: Rehearsal, answer: Response) -> Response:
    """Check an answer: a refusal in a sentence that wrote nothing, or an act after which the page still stands."""
    assert answer.status_code < 500, answer.text
    if answer.status_code < 400:
        # One act shows what it made at once, since it is shown only once: the key of a calendar.
        after = site.browser.get(answer.headers["location"]) if answer.is_redirect else answer
        assert after.status_code == 200
        assert "<script" not in OUR_SCRIPTS.sub("", after.text)
        return answer
    assert site.is_untouched()
    assert "<script" not in OUR_SCRIPTS.sub("", answer.text)
    assert _said(answer)
    assert KEY.search(words_in(answer.text)) is None
    return answer


def _said(answer: Response) -> str:
    """The reasons on top of a page that came back, or what stands on the page of a refusal."""
    return "".join(told(answer.text)) or words_in(re.findall(r"<h1.*?</main>", answer.text, re.DOTALL)[0])
