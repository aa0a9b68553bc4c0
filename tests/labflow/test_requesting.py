"""Asking the body, on both databases: sent, sent back with a question, sent again, accepted, withdrawn."""

from dataclasses import replace

from labflow import requesting, rows
from labflow.facts import Request
from labflow.queries.reading import fetch
from labflow.requesting import needs_the_body
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared

ASK = {"einddatum": "2024-06-30"}


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_a_request_holds_what_was_asked_and_who_asked(at: Desk) -> None:
    slug = at.stands("oud", "experiment")

    number = at.does("trekker-een", requesting.request, slug, "verlengen", ASK, "1250", "Nog een jaar nodig.")

    (found,) = at.dossier(slug).requests
    assert found == Request(
        "a-2023-001", "verlengen", "sent", ASK, 125000, "Nog een jaar nodig.", who="trekker-een",
        person_id="person-trekker-een", on_day=TODAY, text_sha256=found.text_sha256, id=found.id,
    )  # fmt: skip
    assert number == "a-2023-001"
    assert len(found.text_sha256) == 64


def test_a_request_that_is_sent_back_loses_nothing_and_goes_again_under_its_number(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    number = at.does("trekker-een", requesting.request, slug, "verlengen", ASK, motivation="Nog een jaar.")
    first = at.dossier(slug).requests[0]

    at.does("coordinator", requesting.return_, number, "Waarom een jaar?")
    returned = at.dossier(slug).requests[0]
    again = at.does("trekker-een", requesting.request, slug, "verlengen", ASK, motivation="Omdat het werkt.")

    assert returned == replace(first, state="returned", question="Waarom een jaar?")
    assert again == number
    (sent,) = at.dossier(slug).requests
    assert (sent.state, sent.motivation, sent.question) == ("sent", "Omdat het werkt.", "Waarom een jaar?")
    assert sent.text_sha256 != first.text_sha256
    with at.store.reading() as conn:
        assert [row.state for row in fetch(conn, rows.RequestStep, order="n")] == ["sent", "returned", "sent"]


def test_an_accepted_request_waits_for_an_agenda_and_can_still_be_sent_back(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    number = at.does("trekker-een", requesting.request, slug, "verlengen", ASK)

    at.does("coordinator", requesting.accept, number)
    accepted = at.dossier(slug).requests[0].state
    twice = at.refused("coordinator", requesting.accept, number)
    at.does("coordinator", requesting.return_, number, "Toch nog iets.")

    assert (accepted, twice) == ("accepted", "blocked requesting.stands_elsewhere")
    assert at.dossier(slug).requests[0].state == "returned"


def test_a_withdrawn_request_makes_room_for_a_new_one(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    first = at.does("trekker-een", requesting.request, slug, "verlengen", ASK)

    under_way = at.refused("trekker-een", requesting.request, slug, "verlengen", ASK)
    at.does("trekker-een", requesting.withdraw, first)
    second = at.does("trekker-een", requesting.request, slug, "verlengen", ASK)

    assert (under_way, first, second) == ("blocked requesting.under_way", "a-2023-001", "a-2023-002")
    assert at.refused("trekker-een", requesting.withdraw, first) == "blocked requesting.stands_elsewhere"


def test_who_may_ask_is_said_by_the_step(at: Desk) -> None:
    new, old = at.opened(), at.stands("oud", "experiment")

    told = [
        at.refused(who, requesting.request, slug, way, asks)
        for who, slug, way, asks in (
            ("trekker-een", new, "opstarten", {}), ("team", new, "opstarten", {}),
            ("coordinator", new, "opstarten", {}),
            ("trekker-twee", old, "verlengen", ASK), ("trekker-een", old, "stoppen", {}), ("lid", old, "stoppen", {}),
        )
    ]  # fmt: skip

    no = "not_allowed access.not_allowed"
    assert told == [no, no, "done", no, "done", no]


def test_what_cannot_be_asked_leaves_nothing(at: Desk) -> None:
    new, studio = at.opened(), at.opened("Kast", "studioproject")
    number = at.does("coordinator", requesting.request, new, "opstarten")
    before = everything(at.store)

    told = [
        at.refused("coordinator", verb, *given)
        for verb, given in (
            (requesting.request, (new, "verlengen")), (requesting.request, (new, "vliegen\0")),
            (requesting.request, (new, "stoppen-in-verkenning")), (requesting.request, (studio, "ontwerpen")),
            (requesting.request, (studio, "verderzetten", {"einddatum": "morgen", "kleur": "rood"})),
            (requesting.request, (studio, "verderzetten", {}, 2**63)), (requesting.return_, (number, "")),
            (requesting.return_, ("a-1999-001", "Wat?")), (requesting.accept, ("\0\ud800",)),
            (requesting.withdraw, ("x" * 9999,)),
        )
    ]  # fmt: skip

    assert told == [
        "blocked requesting.not_from_here", "blocked requesting.not_from_here", "blocked requesting.needs_nobody",
        "blocked requesting.needs_nobody", "invalid typed.not_a_day asking.not_asked", "invalid typed.not_an_amount",
        "invalid typed.empty", "not_found query.no_request", "not_found query.no_request", "not_found query.no_request",
    ]  # fmt: skip
    assert everything(at.store) == before


def test_only_a_step_on_which_the_body_can_decide_needs_it() -> None:
    labo, studio = catalogue().exact("labo", 1), catalogue().exact("studioproject", 1)

    asking = {way.key for flow in (labo, studio) for way in flow.transitions.values() if needs_the_body(way)}

    assert asking == {
        "opstarten", "experimenteren", "verlengen", "verduurzamen", "deadline-verleggen", "verankeren", "overdragen",
        "stoppen", "omzetten-naar-studio", "uitvoeren", "verderzetten", "omzetten-naar-labo",
    }  # fmt: skip
    assert not needs_the_body(studio.transitions["stoppen"])
