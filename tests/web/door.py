"""A place where one signs in: the facts of the demo without the demo, people with addresses, a mailbox and a clock."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from labflow import clock, peopling
from labflow.acting import acting_as
from labflow.settings import Settings
from labflow.store import Store
from tests.mail import Mailbox, mail_server
from tests.web.visitor import Visitor, forms_in
from web.app import create_app

PEOPLE = {
    "coordinator": "coordinatie@voorbeeld.be",
    "trekker-diverse-leraarskamer": "trekker@voorbeeld.be",
    "raadslid-schepen": "schepen@voorbeeld.be",
}


@dataclass
class House:
    """The place: who comes in, and what happens meanwhile."""

    app: Any
    box: Mailbox
    clients: list[TestClient] = field(default_factory=list)
    later: timedelta = timedelta(minutes=1)

    @property
    def store(self) -> Store:
        """The database."""
        store: Store = self.app.state.house.store
        return store

    def now(self) -> datetime:
        """The moment: the real one, and as much later as the test says."""
        return clock.now() + self.later

    def visitor(self, place: str = "192.0.2.1", lang: str = "nl") -> Visitor:
        """Somebody with a browser, from a network address."""
        headers = {"sec-fetch-site": "same-origin"}
        client = TestClient(self.app, headers=headers, client=(place, 50000), base_url=self.base)
        client.cookies.set("taal", lang)
        self.clients.append(client)
        return Visitor(client)

    @property
    def base(self) -> str:
        """Where the place is found."""
        return self.app.state.house.address or "http://testserver"

    @property
    def code(self) -> str:
        """The code in the last mail."""
        found = re.search(r"\b[0-9]{6}\b", self.box.words)
        assert found is not None
        return found[0]

    def asks(self, who: Visitor, address: str, status: int = 200) -> str:
        """Ask for a code."""
        return who.send("/aanmelden", "/aanmelden", status, adres=address)

    def types(self, who: Visitor, code: str, status: int = 200) -> str:
        """Type a code on the page where one is."""
        assert who.page is not None
        return who.post("/aanmelden/code", status, **{**forms_in(who.page.text)["/aanmelden/code"], "code": code})

    def signed_in(self, key: str = "coordinator", place: str = "192.0.2.1") -> Visitor:
        """Somebody who signed in."""
        who = self.visitor(place)
        self.asks(who, PEOPLE[key])
        self.types(who, self.code)
        return who

    def acts(self, verb: Any, *args: object, by: str = "coordinator") -> None:
        """One verb by somebody, from elsewhere."""
        house = self.app.state.house
        with acting_as(self.store, house.catalogue, by) as change:
            verb(change, house.catalogue, *args)


@contextmanager
def door(demo_file: Path, folder: Path, **settings: Any) -> Iterator[House]:
    """Give a place of one's own; `settings` as in `Settings`."""
    file = folder / "door.db"
    shutil.copyfile(demo_file, file)
    with mail_server() as box:
        chosen = Settings(f"sqlite:///{file}", **{"mail": box.server, "hosts": ("testserver",), **settings})
        house = House(None, box)
        house.app = create_app(chosen, now=house.now)
        for key, address in PEOPLE.items():
            house.acts(peopling.invite, key, address)
        yield house
        for client in house.clients:
            client.close()
        house.store.close()
