"""docs/recipes/monday-morning.md in the browser: from Vandaag to three acts on Stilgevallen; the mails that leave."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from labflow import daily, peopling
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.posting import post
from labflow.store import Store
from tests.mail import Mailbox, mail_server
from tests.web.conftest import demo_file
from tests.web.visitor import Visitor, visiting, words_in

__all__ = ["demo_file"]

LIST, SITE = "/stilgevallen", "https://labflow.example.org"
LEAD, WAY = "trekker-diverse-leraarskamer", "/initiatieven/diverse-leraarskamer"
JANUARY = datetime(2024, 1, 8, 8, tzinfo=UTC)


class Monday:
    """The demo with two addresses in it, who looks at it, and a mail server."""

    def __init__(self, file: Path, visit: Callable[..., Visitor], mails: Mailbox) -> None:
        self.visit, self.mails, self.catalogue = visit, mails, load_catalogue()
        self.url = f"sqlite:///{file}"
        with closing(Store(self.url)) as store, acting_as(store, self.catalogue, "coordinator") as change:
            peopling.invite(change, self.catalogue, "voorzitter", "chair@example.org")
            peopling.invite(change, self.catalogue, LEAD, "lead@example.org")

    def leaves(self, now: datetime) -> list[str]:
        """Post what is due and return to whom the mails went."""
        self.mails.taken.clear()
        with closing(Store(self.url)) as store:
            post(store, self.catalogue, self.mails.server, SITE, now=lambda: now)
        return sorted(self.mails.took)

    def said(self, to: str) -> str:
        """The text of the mail to an address."""
        mail = next(one for one in self.mails.taken if one["to"] == to)
        plain = mail.get_body(("plain",))
        assert plain is not None
        return str(plain.get_content())


@pytest.fixture
def monday(demo_file: Path, tmp_path: Path) -> Iterator[Monday]:
    file = tmp_path / "demo.db"
    shutil.copyfile(demo_file, file)
    with visiting(f"sqlite:///{file}") as visit, mail_server() as mails:
        yield Monday(file, visit, mails)


def acts(monday: Monday) -> Visitor:
    """From Vandaag to Stilgevallen, and three acts there."""
    coordinator = monday.visit("coordinator")
    assert '<a href="/stilgevallen"' in coordinator.look("/")
    turn = f"{WAY.replace('diverse-leraarskamer', 'duurzame-onderwijskansen')}/beurten"
    coordinator.send(LIST, turn, wie="voorzitter", wat="Vraag de stad wat ze kan betalen")
    coordinator.post("/portfolio/feiten/lead", initiatief="steunteam-vluchtelingen", waarde=LEAD)
    coordinator.send(LIST, "/initiatieven/steunteam-vluchtelingen/navragen")
    coordinator.send(LIST, "/initiatieven/code-atelier/rust", tot="2023-10-02", waarom="Eerst de start van het jaar")
    return coordinator


def test_three_acts_on_monday_leave_two_on_the_list_and_send_two_mails(monday: Monday) -> None:
    coordinator = acts(monday)

    page = words_in(coordinator.look(LIST))
    assert "Drie initiatieven vragen een duw" in page
    assert "In rust Code Atelier" in page
    assert "Gevraagd op 11 september" in page
    assert monday.leaves(datetime(2023, 9, 11, 8, tzinfo=UTC)) == ["chair@example.org", "lead@example.org"]
    assert f"{SITE}/initiatieven/duurzame-onderwijskansen" in monday.said("chair@example.org")
    assert "de coördinator vraagt hoe het staat" in monday.said("lead@example.org")
    assert monday.leaves(datetime(2023, 9, 11, 9, tzinfo=UTC)) == []


def test_who_is_asked_answers_in_one_field_and_is_not_asked_again(monday: Monday) -> None:
    coordinator, steunteam = acts(monday), "/initiatieven/steunteam-vluchtelingen"
    lead = monday.visit(LEAD)

    assert 'id="stand"' in lead.look(steunteam)
    lead.send(steunteam, f"{steunteam}/logboek", tekst="De scholen nemen het over", hoe="op-koers", soort="gebeurtenis")

    assert 'id="stand"' not in lead.look(steunteam)
    assert "Gevraagd op 11 september" not in words_in(coordinator.look(LIST))
    monday.leaves(datetime(2023, 9, 11, 8, tzinfo=UTC))
    assert "vraagt hoe het staat" not in monday.said("lead@example.org")


def test_four_months_later_silence_is_on_the_list_and_the_rest_is_over(monday: Monday) -> None:
    coordinator = acts(monday)
    coordinator.post("/dag", dag="2024-01-08", terug="/")
    with closing(Store(monday.url)) as store:
        ran = daily.run(store, monday.catalogue, server=monday.mails.server, site=SITE, now=lambda: JANUARY)

    page = words_in(coordinator.look(LIST))
    assert [step.name for step in ran.steps if not step.ok] == []
    assert "14 schoolweken geen nieuws" in page
    assert "De rust is voorbij sinds 2 oktober 2023" in page
    assert "Code Atelier" in page
