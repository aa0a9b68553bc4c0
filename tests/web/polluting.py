"""A demo into which somebody typed fifty payloads, in every text field that a page offers."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from fastapi.testclient import TestClient

from labflow.database import best_sqlite
from labflow.settings import Settings
from tests.web.forms import LABO, OTHER, PAGES, RAAD, ROLES
from tests.web.payloads import together
from tests.web.visitor import OURS
from web.app import create_app

EVERYWHERE = (*PAGES, f"{RAAD}/papier", "/spelregels", "/beslissingen", "/initiatieven/nieuw", "/initiatieven/loopt-al",
              "/", "/initiatieven/speak-up", f"{LABO}/aanvragen/experimenteren")  # fmt: skip
LENGTHS = (2_000, 110)
AT_A_TIME = 3
"""So many short texts go into a field that takes no long one: others than into the field before."""
NOT_FOR_TEXT = ("/taal", "/dag", "/wie-ben-je", f"{RAAD}/slot")
"""These only choose from a list, or end what others still need."""


@dataclass
class Polluted:
    """What was found on the way: the pages that came, and which fields kept how many texts."""

    file: Path
    pages: list[tuple[str, str]] = field(default_factory=list)
    fields: set[tuple[str, str]] = field(default_factory=set)
    kept: set[tuple[str, str]] = field(default_factory=set)


def polluted(demo: Path, file: Path) -> Polluted:
    """Fill in every text field of every form that a role is shown, and return what came of it."""
    file.write_bytes(demo.read_bytes())
    found = Polluted(file)
    app = create_app(Settings(f"sqlite:///{file}", is_demo=True))
    with TestClient(app, OURS, headers={"sec-fetch-site": "same-origin"}, follow_redirects=False) as browser:
        for day in ("2023-09-29",):
            browser.post("/dag", data={"dag": day})
            for role in ROLES:
                browser.cookies.set("wie", role)
                _fill_in_everything(browser, found)
    app.state.house.store.close()
    with closing(best_sqlite().connect(file)) as conn:
        conn.execute("pragma wal_checkpoint(truncate)")
    return found


def _fill_in_everything(browser: TestClient, found: Polluted) -> None:
    for page in EVERYWHERE:
        looked = browser.get(page)
        if looked.status_code != 200:
            continue
        found.pages.append((page, looked.text))
        for form in forms_of(looked.text):
            new = {(form.action, name) for name in form.texts} - found.fields
            if new and form.action not in NOT_FOR_TEXT:
                found.fields |= new
                _fill_in(browser, form, found)


def _fill_in(browser: TestClient, form: "Form", found: Polluted) -> None:
    """Type all payloads at once; where that is too long, fewer at a time; what is kept counts."""
    for most in LENGTHS:
        texts = together(most)
        first = len(found.fields) % len(texts)
        for text in (texts[first:] + texts[:first])[:AT_A_TIME]:
            answer = browser.post(form.action, data={**form.fields, **dict.fromkeys(form.texts, text)})
            assert answer.status_code < 500, (form.action, answer.text[-500:])
            if answer.status_code < 400:
                found.kept |= {(form.action, name) for name in form.texts}
            else:
                found.pages.append((f"POST {form.action}", answer.text))
                break
        else:
            return


@dataclass
class Form:
    """A form on a page: what it would send, and which of its fields take a text."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page that act."""
    reader = _Forms()
    reader.feed(page)
    return [form for form in reader.forms if form.texts]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._list = ""

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(has.get("action", ""))
            if has.get("method", "").lower() == "post":
                self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "select":
            self._list = has.get("name", "")
        elif tag == "option" and has.get("value"):
            self._form.fields.setdefault(self._list, has["value"])
        elif tag in ("input", "textarea", "button") and has.get("name"):
            self._take(tag, has)

    def _take(self, tag: str, has: dict[str, str]) -> None:
        assert self._form is not None
        # A form's key stands for one act: without it each try is an act of its own.
        if has["name"] == "sleutel":
            return
        if tag == "textarea" or (tag == "input" and has.get("type", "text") in ("text", "search")):
            self._form.texts.append(has["name"])
        if has.get("type") not in ("radio", "checkbox") or "checked" in has or has["name"] not in self._form.fields:
            self._form.fields.setdefault(has["name"], has.get("value", ""))

    handle_starttag = _opened


def pages_to_look_at(browser: TestClient, role: str) -> Iterator[tuple[str, str]]:
    """Give every page of the site map that this role is shown, with its text."""
    browser.cookies.set("wie", role)
    for address in (*EVERYWHERE, OTHER, f"{RAAD}/vergaderblad", "/aanvragen/a-2023-002"):
        answer = browser.get(address)
        if answer.status_code == 200:
            yield address, answer.text
