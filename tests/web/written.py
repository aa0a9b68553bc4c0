"""A written procedure of the demo, brought as far as a test needs it."""

from collections.abc import Callable

from tests.web.visitor import Visitor

Visit = Callable[..., Visitor]
LABO, LEAD = "/initiatieven/diverse-leraarskamer", "trekker-diverse-leraarskamer"
ASK = f"{LABO}/aanvragen/experimenteren"
REQUEST, NUMBER = f"{LABO}/aanvragen/a-2023-002", "s-2023-001"
WRITTEN = f"/raad/schriftelijk/{NUMBER}"


def a_round(visit: Visit, **typed: str) -> Visitor:
    """A request of the lead, put in writing by the coordinator, who is returned."""
    visit(LEAD).send(ASK, ASK, motivering="We zijn er.", **typed)
    coordinator = visit("coordinator")
    coordinator.send(LABO, f"{REQUEST}/rondes")
    return coordinator


def answered(coordinator: Visitor, value: str, *seats: str) -> None:
    """The answers of these seats, entered by the coordinator."""
    for seat in seats:
        coordinator.send(WRITTEN, f"{WRITTEN}/antwoorden", zetel=seat, antwoord=value, reden="")
