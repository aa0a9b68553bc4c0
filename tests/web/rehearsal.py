"""A demo that goes back to how it was as often as asked: what was sent and accepted is undone for the next try."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from labflow import meetings
from labflow.acting import acting_as
from labflow.database import best_sqlite
from labflow.settings import Settings
from labflow.store import Store
from tests.web.between import between_meetings
from tests.web.forms import ASK, LABO, MOVED, OPEN_MEETING, OTHER, RAAD, RESTS, WHERE, Filled, forms_seen
from tests.web.table import SEATS
from tests.web.visitor import OURS, Visitor
from web.app import create_app

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Moment:
    """The demo as it stood once, and the forms that could be sent then."""

    file: Path
    forms: dict[str, Filled]


class Rehearsal:
    """One site, one browser, many tries."""

    def __init__(self, demo: Path, folder: Path) -> None:
        self._folder, self._copies, self._entries = folder, 0, 0
        self.app = create_app(Settings(f"sqlite:///{demo}", is_demo=True))
        self.browser = TestClient(
            self.app, OURS, raise_server_exceptions=False, headers={"sec-fetch-site": "same-origin"}
        )
        # Entered, it has one event loop and one thread for all its requests, not one for each.
        self.browser.__enter__()
        self.moments: list[Moment] = []
        self.go_to(demo)

    def close(self) -> None:
        """Leave nothing open."""
        self.browser.__exit__()
        self.browser.close()
        self.app.state.house.store.close()

    def go_to(self, file: Path) -> None:
        """Go back to how a file was."""
        house = self.app.state.house
        house.store.close()
        self._copies += 1
        self._now = self._folder / f"{self._copies}.db"
        self._now.write_bytes(file.read_bytes())
        self.app.state.house = replace(house, store=Store(f"sqlite:///{self._now}"))
        self._start, self._entries = file, self.entries()

    def send(self, form: Filled, body: bytes, lang: str = "nl", kind: str = FORM) -> Response:
        """Send a body to where a form posts; the answer itself, no redirect followed."""
        moment = next(one for one in self.moments if form.address in one.forms)
        if self._start != moment.file or self.entries() != self._entries:
            self.go_to(moment.file)
        self.become(form.role, lang)
        return self.browser.post(form.action, content=body, headers={"content-type": kind}, follow_redirects=False)

    def become(self, role: str, lang: str = "nl") -> None:
        """Look with the eyes of somebody else."""
        self.browser.cookies.clear()
        self.browser.cookies.update({"wie": role, "taal": lang})

    def entries(self) -> int:
        """Return how many lines the record has."""
        with self.app.state.house.store.reading() as conn:
            return int(conn.exec_driver_sql("select count(*) from log").scalar_one())

    def is_untouched(self) -> bool:
        """Whether nothing was written since the last time that it went back."""
        return self.entries() == self._entries

    def keep(self) -> None:
        """Remember this moment, with the forms that were not seen at an earlier one."""
        file = self._folder / f"moment-{len(self.moments)}.db"
        # The same SQLite as the store's: two of them in one process break each other's locks.
        with closing(best_sqlite().connect(self._now)) as conn:
            conn.execute("vacuum into ?", [str(file)])
        known = {address for one in self.moments for address in one.forms}
        wanted = WHERE.keys() - known
        seen = forms_seen(Visitor(self.browser), self.become, wanted) if wanted else {}
        self.moments.append(Moment(file, {a: form for a, form in seen.items() if a not in known}))

    def act(self, role: str, at: str, to: str, **typed: str) -> str:
        """Do something as somebody; returns the page that comes."""
        self.become(role)
        return Visitor(self.browser).send(at, to, 200, **typed)


@contextmanager
def rehearsing(demo: Path, folder: Path) -> Iterator[Rehearsal]:
    """Give a site with the moments of a meeting: before, too few members, enough, votes open, noted, closed."""
    site = Rehearsal(demo, folder)
    site.act("trekker-diverse-leraarskamer", ASK, ASK, motivering="We zijn er.")
    site.act("coordinator", OTHER, f"{OTHER}/pauzes", tot="2023-10-31", waarom="Even wachten.")
    site.act("coordinator", MOVED, f"{MOVED}/beurten", wie="De stad")
    site.act("coordinator", LABO, f"{LABO}/vragen", vraag="Mag een school meedoen?", van="Een school", dag="")
    site.act("coordinator", RESTS, f"{RESTS}/rust", tot="2023-12-01", waarom="Even wachten.")
    site.act("coordinator", "/kalender", "/kalender")
    _convene_an_open_meeting(site)
    site.act("coordinator", RAAD, f"{RAAD}/punten", titel="Verslag van 9 juni")
    site.act("voorzitter", RAAD, f"{RAAD}/punten/2/standpunten", standpunt="agree")
    site.keep()
    between_meetings(site)
    site.go_to(site.moments[0].file)
    site.act("voorzitter", RAAD, "/dag", dag="2023-09-29")
    site.act("voorzitter", RAAD, f"{RAAD}/punten", titel="Op de dag zelf", vrager="Directeur CLB")
    site.act("voorzitter", RAAD, f"{RAAD}/aanwezigheid", **{"zetel-lop": "present"})
    site.keep()
    everybody = {f"zetel-{seat}": "present" for seat in ("voorzitter", *SEATS)}
    site.act("voorzitter", RAAD, f"{RAAD}/aanwezigheid", **everybody)
    site.keep()
    site.act("voorzitter", RAAD, f"{RAAD}/punten/1/stemmingen", manier="vote")
    site.act("voorzitter", RAAD, f"{RAAD}/punten/2/stemmingen", manier="vote", geheim="1")
    site.keep()
    site.act("voorzitter", RAAD, f"{RAAD}/punten/1/uitkomsten", uitkomst="noted")
    site.act("coordinator", RAAD, f"{RAAD}/overdracht")
    site.keep()
    site.act("voorzitter", RAAD, f"{RAAD}/slot")
    site.keep()
    yield site
    site.close()


def _convene_an_open_meeting(site: Rehearsal) -> None:
    house = site.app.state.house
    with acting_as(house.store, house.catalogue, "coordinator") as change:
        meetings.convene(change, house.catalogue, date.fromisoformat(OPEN_MEETING[-10:]), is_open=True)
        meetings.place_title(change, house.catalogue, date.fromisoformat(OPEN_MEETING[-10:]), "Wat vindt het netwerk?")
