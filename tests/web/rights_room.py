"""The demo with somebody of each role, and an object of each kind: own, foreign, confidential, closed, absent."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from labflow import meetings, peopling, telling
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.database import best_sqlite
from labflow.settings import Settings
from labflow.store import Store
from tests.web.rights import Right
from tests.web.visitor import OURS, case_in
from web.app import create_app

OWN, FOREIGN, PARENT = "diverse-leraarskamer", "speak-up", "steunteam-vluchtelingen"
BEFORE, TODAY = "2023-09-29", "2023-11-20"
PEOPLE = {
    "anonymous": "", "lead": "trekker-diverse-leraarskamer", "other-lead": "trekker-speak-up",
    "member": "raadslid-schepen", "chair": "voorzitter", "secretary": "verslaggever", "coordinator": "coordinator",
    "team": "teamlid", "casework": "caseteam-1", "observer": "lid", "admin": "beheerder",
}  # fmt: skip
ADDED = {"trekker-speak-up": "trekker", "teamlid": "team", "lid": "lid", "beheerder": "beheerder"}
TYPED = {
    "tekst": "Een regel", "antwoord": "klaar", "soort": "nota", "vraag": "Waarom?", "dag": TODAY, "standpunt": "agree",
    "uitkomst": "noted", "zetel-schepen": "present", "zetel": "schepen", "titel": "Een titel", "motivering": "Daarom.",
    "bewijs": "Gezien.", "waarom": "Daarom.", "reden": "Daarom.", "bedrag": "10", "wat": "Papier", "bereik": "Twee",
    "tot": "2024-01-31", "initiatief": OWN, "waarde": "", "terug": f"/raad/{TODAY}", "stem": "yes", "minuten": "10",
    "veld": "summary", "naar": "1", "van": "Een school",
}  # fmt: skip
KEY = re.compile(r'(?<=value=")[\w-]{16}(?=")')


class RightsRoom:
    """One site; what somebody did is undone before the next one tries."""

    def __init__(self, folder: Path, demo: Path) -> None:
        self._folder, self._start = folder, folder / "start.db"
        self._start.write_bytes(demo.read_bytes())
        self.app = create_app(Settings(f"sqlite:///{self._start}", is_demo=True))
        self.browser = TestClient(
            self.app, OURS, headers={"sec-fetch-site": "same-origin"}, raise_server_exceptions=False
        )
        self.case = _prepared(self)
        self._house = self.app.state.house
        self._restore()

    def close(self) -> None:
        """Leave nothing open."""
        self.browser.close()
        self.app.state.house.store.close()

    def ask(self, right: Right, role: str, kind: str) -> Response:
        """Return what somebody gets who uses an address on an object of this kind."""
        self.become(PEOPLE[role])
        where = right.address.format_map(_Parts(self.parts(right.address, kind)))
        if right.method == "GET":
            return self.browser.get(where, follow_redirects=False)
        answer = self.browser.post(where, data=TYPED, follow_redirects=False)
        if answer.status_code < 400:
            self._restore()
        return answer

    def plain(self, answer: Response, right: Right, kind: str) -> str:
        """Return a page without what was typed in the address and without the keys of its forms."""
        text = answer.text
        for part in self.parts(right.address, kind).values():
            text = text.replace(part, "-")
        return KEY.sub("-", text)

    def parts(self, address: str, kind: str) -> dict[str, str]:
        """Return what stands in the places of an address for an object of this kind."""
        if "{slug}" in address:
            return self._initiative(address, kind)
        if "schriftelijk/{number}" in address:
            return {"number": {"own": "s-2023-001"}.get(kind, "s-2023-999")}
        if "{day}" in address:
            return {"day": {"own": TODAY, "closed": BEFORE}.get(kind, "2023-10-03")}
        if address.startswith("/vragen/"):
            return {"number": {"own": "v-2023-001"}.get(kind, "v-2023-999")}
        if address.startswith("/aanvragen/"):
            return {"number": {"own": "a-2023-002"}.get(kind, "a-2023-999")}
        return {"number": {"own": "2023-001"}.get(kind, "2023-999")} if "{number}" in address else {}

    def _initiative(self, address: str, kind: str) -> dict[str, str]:
        named = {
            "own": OWN,
            "foreign": FOREIGN,
            "confidential": self.case,
            "parent": PARENT,
            "absent": "casus-0000000000",
        }
        found = {"slug": named.get(kind, "leraar-breekt-uit")}
        if "mandaten/{number}" in address:
            found |= {"number": {"own": "m-2023-001", "foreign": "m-2023-002"}.get(kind, "m-2023-999")}
        elif "{number}" in address:
            found |= {"number": {"own": "a-2023-002", "foreign": "a-2023-003"}.get(kind, "a-2023-999")}
        elif "{transition}" in address:
            found |= {"transition": "verduurzamen" if kind == "foreign" else "experimenteren"}
        return found

    def become(self, person: str) -> None:
        """Look with the eyes of somebody else."""
        self.browser.cookies.clear()
        self.browser.cookies.set("wie", person)

    def _restore(self) -> None:
        self.app.state.house.store.close()
        now = self._folder / "now.db"
        now.write_bytes(self._start.read_bytes())
        self.app.state.house = replace(self.app.state.house, store=Store(f"sqlite:///{now}"))


class _Parts(dict[str, str]):
    """Something to stand in each place of an address."""

    def __missing__(self, name: str) -> str:
        return {"item": "b3", "field": "lead", "key": "lid"}.get(name, "1")


@contextmanager
def rights_room(folder: Path, demo: Path) -> Iterator[RightsRoom]:
    """Give the room."""
    room = RightsRoom(folder, demo)
    yield room
    room.close()


def _prepared(room: RightsRoom) -> str:
    """Bring the demo to the day of its second meeting; returns the slug of the confidential initiative."""
    store, catalogue = room.app.state.house.store, load_catalogue()
    with acting_as(store, catalogue, "coordinator") as change:
        for key, role in ADDED.items():
            peopling.add(change, catalogue, key, (role,))
    with acting_as(store, catalogue, "coordinator") as change:
        telling.assign(change, catalogue, FOREIGN, "trekker-speak-up")
    with acting_as(store, catalogue, "coordinator") as change:
        meetings.convene(change, catalogue, date.fromisoformat(TODAY))
    for who, what, typed in _steps():
        room.become(who)
        answer = room.browser.post(what, data=typed, follow_redirects=False)
        assert answer.status_code == 303, (what, answer.status_code, answer.text[-2000:])
    room.become("caseteam-1")
    found = case_in(room.browser.get(f"/initiatieven/{PARENT}").text).rpartition("/")[2]
    store.close()
    with closing(best_sqlite().connect(room._start)) as conn:
        conn.execute("pragma wal_checkpoint(truncate)")
    return found


def _steps() -> tuple[tuple[str, str, dict[str, str]], ...]:
    own, foreign = f"/initiatieven/{OWN}", f"/initiatieven/{FOREIGN}"
    condition = {"voorwaarde-1": "Drie scholen", "eigenaar-1": "coordinator", "tegen-1": "2023-12-15"}
    return (
        ("trekker-diverse-leraarskamer", f"{own}/aanvragen/experimenteren", {"motivering": "We zijn er."}),
        ("trekker-speak-up", f"{foreign}/aanvragen/verduurzamen", {"motivering": "We zijn er."}),
        ("trekker-diverse-leraarskamer", f"{own}/mandaten", {"bereik": "Een", "bedrag": "9", "waarom": "Nu."}),
        ("trekker-speak-up", f"{foreign}/mandaten", {"bereik": "Twee", "bedrag": "9", "waarom": "Nu."}),
        ("trekker-diverse-leraarskamer", f"{own}/vragen", {"vraag": "Mag dit?", "van": "Een school"}),
        ("caseteam-1", f"/initiatieven/{PARENT}/deelinitiatieven", {"titel": "Casus rood"}),
        ("voorzitter", "/dag", {"dag": BEFORE}),
        ("voorzitter", f"/raad/{BEFORE}/aanwezigheid", {"iedereen": "1"}),
        ("voorzitter", f"/raad/{BEFORE}/punten/1/uitkomsten", {"uitkomst": "approved-with-conditions", **condition}),
        ("voorzitter", f"/raad/{BEFORE}/slot", {}),
        ("coordinator", f"/raad/{TODAY}/punten", {"titel": "Verslag"}),
        ("coordinator", f"{foreign}/aanvragen/a-2023-003/rondes", {}),
        ("voorzitter", "/dag", {"dag": TODAY}),
        ("voorzitter", f"/raad/{TODAY}/aanwezigheid", {"iedereen": "1"}),
    )
