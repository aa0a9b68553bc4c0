"""A vote on the page: opened by who chairs, cast with one tap, counted when it is secret."""

from collections.abc import Callable

from tests.web.table import RAAD, gathered, item
from tests.web.visitor import Visitor, forms_in, words_in

Visit = Callable[..., Visitor]


def test_a_vote_appears_when_the_chair_opens_one(visit: Visit) -> None:
    chair, member = visit("voorzitter"), visit("raadslid-schepen")
    gathered(chair)

    assert item(1, "stemmen") not in forms_in(member.look(RAAD))
    assert item(1, "stemmingen") not in forms_in(visit("coordinator").look(RAAD))
    chair.send(RAAD, item(1, "stemmingen"), manier="two-thirds")

    assert "Eén stemming wacht op jou." in words_in(member.look(RAAD))
    assert "Stemming: twee derde, op naam" in words_in(member.look(RAAD))
    assert "Een onthouding telt mee voor het quorum, niet voor de meerderheid." in words_in(member.look(RAAD))


def test_a_member_votes_with_one_tap_and_may_change(visit: Visit) -> None:
    chair, member = visit("voorzitter"), visit("raadslid-schepen")
    gathered(chair)
    chair.send(RAAD, item(1, "stemmingen"), manier="vote")
    member.send(RAAD, item(1, "stemmen"), stem="no")

    page = member.send(RAAD, item(1, "stemmen"), stem="yes")

    assert "1 voor, 0 tegen, 0 onthouding, 16 nog niet." in words_in(page)
    assert "wacht op jou" not in words_in(page)


def test_who_writes_enters_votes_and_the_verdict_follows(visit: Visit) -> None:
    chair, coordinator = visit("voorzitter"), visit("coordinator")
    gathered(chair)
    chair.send(RAAD, item(1, "stemmingen"), manier="vote")
    votes = {"zetel-lop": "yes", "zetel-ucll-1": "yes", "zetel-ucll-2": "no", "zetel-clb": ""}

    words = words_in(coordinator.send(RAAD, item(1, "stemmen"), **votes))

    assert "2 voor, 1 tegen, 0 onthouding, 14 nog niet." in words
    assert "Nog 3 stemmen voor nodig: 2 voor en 1 tegen, minstens 5 voor nodig." in words
    assert "Noteer: niet goedgekeurd" not in words
    more = {f"zetel-{seat}": "yes" for seat in ("schepen", "kuleuven-1", "clb")}
    assert "Noteer: goedgekeurd" in words_in(coordinator.send(RAAD, item(1, "stemmen"), **more))


def test_of_a_secret_vote_there_are_three_numbers(visit: Visit) -> None:
    chair, member, coordinator = visit("voorzitter"), visit("raadslid-schepen"), visit("coordinator")
    gathered(chair)
    chair.send(RAAD, item(1, "stemmingen"), manier="vote", geheim="1")

    assert "Nog niet geteld." in words_in(member.look(RAAD))
    assert item(1, "stemmen") not in forms_in(member.look(RAAD))
    page = coordinator.send(RAAD, item(1, "tellingen"), 409, voor="30", tegen="0", onthouding="0")
    assert 'value="30"' in page

    words = words_in(coordinator.send(RAAD, item(1, "tellingen"), voor="9", tegen="2", onthouding="1"))
    assert "Stemming: gewone meerderheid, geheim 9 voor, 2 tegen, 1 onthouding." in words
    assert "Noteer: goedgekeurd" in words


def test_the_network_advises_only_at_an_open_meeting(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)

    assert item(1, "adviezen") not in forms_in(chair.look(RAAD))
    chair.post(item(1, "adviezen"), 409, voor="30", tegen="2", onthouding="1")
