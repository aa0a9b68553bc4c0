"""The verbs of a life, on both databases: what each leaves behind, and that a refused act leaves nothing."""

from datetime import date, timedelta

import pytest

from labflow import lifecycle
from labflow.clock import on_day
from labflow.facts import Passage, Tick
from labflow.reasons import NotAllowed, NotFound, Refusal
from labflow.store import Store
from labflow.texts import LANGUAGES, say
from labflow.words import Words
from tests.labflow.desk import TODAY, Desk, desk, everything
from tests.prepared import prepared

Y = TODAY - timedelta(days=1)


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    """The codes of a refusal, each of which can be said in both languages."""
    for reason in refused.value.reasons:
        assert all(say(reason, lang) for lang in LANGUAGES)
    return [reason.code for reason in refused.value.reasons]


def test_an_opened_initiative_stands_in_its_first_stage_with_its_lead(at: Desk) -> None:
    slug = at.opened("Leraren voor de klas!")

    here = at.dossier(slug)
    assert (slug, here.title, here.stage_key, here.rev) == (
        "leraren-voor-de-klas",
        "Leraren voor de klas!",
        "verkenning",
        1,
    )
    assert here.passages == (Passage(None, None, "verkenning", on_day(TODAY), id=here.passages[0].id),)
    assert here.lead is not None
    assert (here.lead.who, here.lead.from_day, here.last_act, here.last_by) == (
        "trekker-een", TODAY, "open", "coordinator",
    )  # fmt: skip


def test_the_second_of_the_same_name_gets_an_address_of_its_own(at: Desk) -> None:
    assert [at.opened("Proef"), at.opened("Proef!"), at.opened("proef 2"), at.opened("Proef")] == [
        "proef", "proef-2", "proef-2-2", "proef-3",
    ]  # fmt: skip


def test_what_cannot_be_opened_leaves_nothing(at: Desk) -> None:
    before = everything(at.store)

    refusals = [
        at.refused(who, lifecycle.open_, kind, "Nieuw", **named)
        for who, kind, named in (
            ("lid", "labo", {}), ("trekker-een", "labo", {}), ("caseteam-1", "labo", {}), ("coordinator", "klas", {}),
            ("coordinator", "labo", {"parent": "proef"}), ("coordinator", "casus", {}),
            ("coordinator", "labo", {"lead": "niemand"}), (None, "labo", {}), ("wie", "labo", {}),
            ("\0\ud800", "labo", {}),
        )
    ]  # fmt: skip

    assert refusals == [
        "not_allowed access.not_allowed", "not_allowed access.not_allowed", "not_allowed access.not_allowed",
        "invalid typed.not_a_choice", "invalid lifecycle.no_parent_here", "invalid lifecycle.parent_needed",
        "not_found query.no_person", "not_allowed access.nobody_acts", "not_allowed access.unknown_person",
        "not_allowed access.unknown_person",
    ]  # fmt: skip
    assert everything(at.store) == before


def test_the_newest_tick_of_a_point_counts(at: Desk) -> None:
    slug = at.opened()

    at.does("trekker-een", lifecycle.tick, slug, "a1", "busy", evidence="Twee scholen.")
    at.does("coordinator", lifecycle.tick, slug, "a2", "later")
    seen = "Zie https://example.org/a"
    at.does("trekker-een", lifecycle.tick, slug, "a1", evidence=seen)

    here = at.dossier(slug)
    assert here.ticks == {
        "a1": Tick("a1", "done", Words(seen, seen), "https://example.org/a", who="trekker-een", on_day=TODAY),
        "a2": Tick("a2", "later", who="coordinator", on_day=TODAY),
    }
    assert (here.rev, here.last_act, here.last_by) == (4, "tick", "trekker-een")


def test_an_open_point_can_be_explained_with_a_day(at: Desk) -> None:
    slug = at.opened()

    at.does("trekker-een", lifecycle.tick, slug, "a1", why="Komt er nog aan.", by_day="2023-10-15")

    assert at.dossier(slug).ticks["a1"] == Tick(
        "a1", "explained", why="Komt er nog aan.", by_day=date(2023, 10, 15), who="trekker-een", on_day=TODAY
    )


def test_a_tick_that_says_nothing_clear_leaves_nothing(at: Desk) -> None:
    slug = at.opened()
    before = everything(at.store)

    refusals = [
        at.refused("trekker-een", lifecycle.tick, slug, item, **named)
        for item, named in (
            ("a99", {}), ("a\0\ud800", {}), ("a8", {}), ("a1", {"state": "klaar"}), ("a1", {"why": "Komt nog."}),
            ("a1", {"why": "Komt nog.", "by_day": "2023-09-10"}), ("a1", {"evidence": "x" * 501}),
            ("a1", {"evidence": "https://a.be en https://b.be"}),
        )
    ]  # fmt: skip

    assert refusals == [
        "invalid lifecycle.no_such_point", "invalid lifecycle.no_such_point", "blocked lifecycle.met_by_facts",
        "invalid typed.not_a_choice", "invalid typed.empty_by_day", "invalid typed.day_before",
        "invalid typed.too_long", "invalid typed.one_link",
    ]  # fmt: skip
    assert everything(at.store) == before


def test_a_note_stands_in_the_log_of_the_initiative(at: Desk) -> None:
    slug = at.opened()

    at.does("trekker-een", lifecycle.note, slug, "Eerste sessie.", "realisatie", "op-koers")

    (note,) = at.dossier(slug).notes
    assert (note.kind, note.text.nl, note.mood, note.who, note.on_day, note.when) == (
        "realisatie", "Eerste sessie.", "op-koers", "trekker-een", TODAY, on_day(TODAY),
    )  # fmt: skip


def test_another_lead_may_not_write_here_and_learns_who_may(at: Desk) -> None:
    slug, _ = at.opened(), at.opened("Ander", lead="trekker-twee")

    with pytest.raises(NotAllowed) as refused:
        at.does("trekker-twee", lifecycle.note, slug, "Mag dit?")

    assert [str(word.nl) for word in refused.value.reasons[0].values["who"]] == ["trekker", "coördinator", "SOM-team"]  # type: ignore[attr-defined]


def test_what_does_not_exist_is_not_found_however_it_is_written(at: Desk) -> None:
    for slug in ("geen", "", "\0", "a\ud800b", "x" * 10_000):
        with pytest.raises(NotFound) as refused:
            at.does("coordinator", lifecycle.note, slug, "Hallo")
        assert codes(refused) == ["query.no_initiative"]
