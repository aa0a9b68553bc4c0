"""Every form of the site as a browser would send it, found on the rendered pages. Sends nothing by itself."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html.parser import HTMLParser

from tests.web.visitor import Visitor
from web.app import SITE

LABO, OTHER, RAAD = "/initiatieven/diverse-leraarskamer", "/initiatieven/maakleerplek", "/raad/2023-09-29"
MOVED, RESTS = "/initiatieven/speak-up", "/initiatieven/code-atelier"
ASK = f"{LABO}/aanvragen/experimenteren"
DECISION = "/beslissingen/2023-001"
WRITTEN = "/raad/schriftelijk/s-2023-001"
OPEN_MEETING = "/raad/2023-09-28"
PAGES = (
    LABO, OTHER, "/initiatieven/steunteam-vluchtelingen", RAAD, OPEN_MEETING, "/portfolio", "/stilgevallen",
    "/wie-ben-je",
)  # fmt: skip
OF_A_ROLE = {
    "coordinator": (
        "/", f"{RAAD}/papier", "/initiatieven/steunteam-vluchtelingen/aanvragen/verankeren", "/initiatieven/nieuw",
        "/initiatieven/loopt-al", "/initiatieven/speak-up?klaar=turn", "/spelregels", RESTS, "/kalender",
    )
}  # fmt: skip
"""Pages that only this role is shown."""
ROLES = ("trekker-diverse-leraarskamer", "raadslid-schepen", "voorzitter", "coordinator", "caseteam-1")
OUTSIDE = ("/aanmelden", "/aanmelden/code", "/afmelden")
"""Where nothing can be sent in a demo (see test_aanmelden)."""
WHERE = {
    address: re.compile(re.sub(r"\{\w+\}", "[^/]*", address))
    for method, address, _ in SITE
    if method == "POST" and address not in OUTSIDE
}


@dataclass(frozen=True)
class Filled:
    """A form that somebody sees: who, where it posts, and what it would send when one just presses its first button."""

    role: str
    action: str
    fields: dict[str, str]

    @property
    def address(self) -> str:
        """The line of the site map that it belongs to."""
        return next(address for address, pattern in WHERE.items() if pattern.fullmatch(self.action))


def forms_seen(visitor: Visitor, become: Callable[[str], None], wanted: Collection[str] = WHERE) -> dict[str, Filled]:
    """Return one form for each address that acts, as far as the roles are shown one now.

    `wanted`: addresses; when they all begin as pages do (`/raad`), only the pages that begin so are looked at.
    """
    found: dict[str, Filled] = {}
    parts = {_begins(address) for address in wanted}
    everywhere = not parts <= set(map(_begins, PAGES))
    for role in ROLES:
        become(role)
        pages = [page for page in (*PAGES, *OF_A_ROLE.get(role, ())) if everywhere or _begins(page) in parts]
        made = [page for page in (DECISION, WRITTEN) if visitor.client.get(page).status_code == 200]
        for page in (*pages, *made):
            for action, fields in _forms(visitor.look(page)):
                form = Filled(role, action, fields)
                found.setdefault(form.address, form)
    return found


def _begins(address: str) -> str:
    return address.split("/")[1]


def _forms(page: str) -> list[tuple[str, dict[str, str]]]:
    reader = _Forms()
    reader.feed(page)
    return reader.found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._choosing = ""
        self._fields: dict[str, str] = {}

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            if has.get("method") == "post":
                self.found.append((has["action"], self._fields))
        elif tag == "select":
            self._choosing = has["name"]
        elif tag == "option" and has.get("value"):
            self._add(self._choosing, has["value"])
        elif tag in ("input", "textarea", "button") and "name" in has:
            self._add(has["name"], has.get("value", ""))

    handle_starttag = _opened

    def _add(self, name: str, value: str) -> None:
        self._fields.setdefault(name, value)
