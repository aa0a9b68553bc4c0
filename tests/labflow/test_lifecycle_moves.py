"""Taking steps and resting between them, on both databases: with every reason, or not at all."""

from datetime import date, timedelta

import pytest

from labflow import lifecycle, telling
from labflow.clock import on_day
from labflow.facts import Passage, Pause
from labflow.reasons import Blocked, Invalid, NotAllowed, Overtaken, Refusal
from labflow.store import Store
from labflow.texts import LANGUAGES, say
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    """The codes of a refusal, each of which can be said in both languages."""
    for reason in refused.value.reasons:
        assert all(say(reason, lang) for lang in LANGUAGES)
    return [reason.code for reason in refused.value.reasons]


def test_an_initiative_advances_with_the_decision_and_the_log_says_on_what(at: Desk) -> None:
    slug = at.opened()
    at.ready(slug)
    at.decided(slug, "opstarten")
    two_partners(at, slug)

    at.does("trekker-een", lifecycle.advance, slug, "opstarten")

    here, entry = at.dossier(slug), at.log()[-1]
    assert (here.stage_key, here.passages[-1]) == (
        "opstart",
        Passage("opstarten", "verkenning", "opstart", on_day(TODAY), decision="2023-001", id=here.passages[-1].id),
    )
    assert (entry["act"], entry["decision"], entry["actor"]) == ("advance", "2023-001", "person-trekker-een")
    assert entry["why"] == [
        "council_decision=met",
        "checklist a1=done a2=done a3=done a4=done a5=done a6=done a7=done a8=done a9=done a10=todo",
    ]


def test_every_reason_comes_at_once_and_nothing_is_written(at: Desk) -> None:
    slug = at.opened(lead=None)
    before = everything(at.store)

    with pytest.raises(Blocked) as refused:
        at.does("coordinator", lifecycle.advance, slug, "opstarten")

    assert codes(refused) == ["requirement.decision_missing", *["requirement.point_open"] * 9]
    assert everything(at.store) == before


def test_who_acts_on_an_older_picture_hears_who_was_first_and_with_what(at: Desk) -> None:
    slug = at.opened()
    at.does("trekker-een", lifecycle.tick, slug, "a1")
    before = everything(at.store)

    with pytest.raises(Overtaken) as refused:
        at.does("coordinator", lifecycle.tick, slug, "a1", rev=1)

    assert say(refused.value.reasons[0], "nl").startswith("Intussen heeft de trekker dit aangepast: ")
    assert codes(refused) == ["lifecycle.overtaken"]
    assert everything(at.store) == before


def test_a_step_that_was_just_taken_is_overtaken_not_unknown(at: Desk) -> None:
    slug = at.opened("Speeltuin", "activiteit", None)
    at.does("team", lifecycle.advance, slug, "starten")

    with pytest.raises(Overtaken) as refused:
        at.does("coordinator", lifecycle.advance, slug, "starten")

    assert codes(refused) == ["engine.already_taken"]
    assert refused.value.reasons[0].values["who"] == "team"


def test_a_dry_run_says_yes_and_changes_nothing(at: Desk) -> None:
    slug = at.opened("Speeltuin", "activiteit", None)
    before = everything(at.store)

    at.does("team", lifecycle.advance, slug, "starten", dry_run=True)

    assert everything(at.store) == before
    with pytest.raises(NotAllowed):
        at.does("lid", lifecycle.advance, slug, "starten", dry_run=True)


def test_nothing_counts_for_a_day_before_the_last_step_or_after_today(at: Desk) -> None:
    slug = at.opened("Speeltuin", "activiteit", None)
    before = everything(at.store)

    with pytest.raises(Blocked) as early:
        at.does("team", lifecycle.advance, slug, "starten", on=TODAY - timedelta(days=1))
    with pytest.raises(Invalid) as late:
        at.does("team", lifecycle.advance, slug, "starten", on=TODAY + timedelta(days=1))

    assert [codes(early), codes(late)] == [["lifecycle.before_last_move"], ["store.day_in_future"]]
    assert everything(at.store) == before


def test_an_imported_initiative_takes_an_act_of_last_week(at: Desk) -> None:
    slug = at.stands("oud", "experiment")

    at.does("trekker-een", lifecycle.note, slug, "Vorige week.", on=TODAY - timedelta(days=7))

    assert at.dossier(slug).notes[-1].on_day == date(2023, 9, 4)


def test_the_same_key_gives_the_first_answer_and_one_entry(at: Desk) -> None:
    slug = at.opened("Speeltuin", "activiteit", None)
    args: dict[str, object] = {"slug": slug, "transition": "starten"}

    for _ in range(2):
        with at.acts("team", key="een-sleutel") as change:
            told = change.repeated("advance", args)
            if told is None:
                lifecycle.advance(change, catalogue(), slug, "starten")
                change.answer("advance", args, {"stage": "lopend"})

    assert told == {"stage": "lopend", "repeated": True}
    assert [entry["act"] for entry in at.log()].count("advance") == 1


def test_a_pause_keeps_the_stage_and_holds_up_the_next_one(at: Desk) -> None:
    slug = at.stands("oud", "experiment")

    at.does("trekker-een", lifecycle.pause, slug, "De trekker is ziek.", "2023-11-01")

    here = at.dossier(slug)
    assert here.stage_key == "experiment"
    assert here.pause == Pause("De trekker is ziek.", TODAY, date(2023, 11, 1), id=here.pauses[0].id)
    with pytest.raises(Blocked) as refused:
        at.does("trekker-een", lifecycle.advance, slug, "verduurzamen", {"einddatum": "2024-06-30"})
    assert codes(refused)[0] == "engine.paused"
    at.does("coordinator", lifecycle.resume, slug)
    assert (at.dossier(slug).pause, at.dossier(slug).pauses[0].resumed_on) == (None, TODAY)


def test_a_pause_ends_within_its_maximum(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    longest = TODAY + timedelta(days=180)

    refusals = [
        at.refused("trekker-een", lifecycle.pause, slug, "Rust.", until)
        for until in (TODAY, longest + timedelta(days=1), "morgen")
    ]
    at.does("trekker-een", lifecycle.pause, slug, "Rust.", longest)

    assert refusals == ["blocked typed.day_before", "blocked lifecycle.pause_too_long", "invalid typed.not_a_day"]
    assert at.dossier(slug).pause is not None


def test_the_workflow_says_who_may_pause(at: Desk) -> None:
    labo, studio = at.stands("oud", "experiment"), at.opened("Kast", "studioproject")

    at.does("team", lifecycle.pause, studio, "Rust.", "2023-11-01")

    with pytest.raises(NotAllowed):
        at.does("team", lifecycle.pause, labo, "Rust.", "2023-11-01")
    assert at.dossier(studio).pause is not None


def test_what_is_paused_or_cannot_pause_says_so(at: Desk) -> None:
    labo, event = at.stands("oud", "experiment"), at.opened("Speeltuin", "activiteit", None)
    at.does("coordinator", lifecycle.pause, labo, "Rust.", "2023-11-01")

    with pytest.raises(Blocked) as twice:
        at.does("coordinator", lifecycle.pause, labo, "Nog eens.", "2023-11-01")
    with pytest.raises(Blocked) as never:
        at.does("coordinator", lifecycle.pause, event, "Rust.", "2023-11-01")
    with pytest.raises(Blocked) as awake:
        at.does("coordinator", lifecycle.resume, event)

    assert [codes(twice), codes(never), codes(awake)] == [
        ["lifecycle.already_paused"], ["lifecycle.not_pausable"], ["lifecycle.not_paused"],
    ]  # fmt: skip


def test_the_council_moves_what_is_open_and_says_why_not_otherwise(at: Desk) -> None:
    ready, bare = at.stands("oud", "experiment"), at.opened("Nieuw", lead=None)
    at.ready(ready, ("c1", "c3", "c4", "c5", "c6"))
    at.decided(ready, "verduurzamen", einddatum="2024-06-30")
    at.decided(bare, "opstarten", "2023-002")

    moved = at.does("voorzitter", lifecycle.move_by_decision, ready, "verduurzamen")
    with at.acts("voorzitter") as change:
        stayed, reasons = lifecycle.move_by_decision(change, catalogue(), bare, "opstarten")
        change.nothing_to_do()

    assert (moved, stayed) == ((True, ()), False)
    assert {reason.code for reason in reasons} == {"requirement.point_open"}
    assert (at.dossier(ready).stage_key, at.dossier(bare).stage_key) == ("verduurzaming", "verkenning")
    assert [(d.kind, d.when) for d in at.dossier(ready).deadlines] == [("deadline", on_day(date(2024, 6, 30)))]


def test_what_was_approved_is_what_goes_with_the_step(at: Desk) -> None:
    slug = at.stands("oud", "verduurzaming")
    at.decided(slug, "deadline-verleggen", einddatum="2024-06-30")

    with pytest.raises(Blocked) as other:
        at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen", {"einddatum": "2025-06-30"})
    at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen", {"einddatum": "2024-06-30"})

    assert codes(other) == ["lifecycle.not_as_approved"]
    assert [d.when.end for d in at.dossier(slug).deadlines] == [date(2024, 6, 30)]
    assert at.dossier(slug).stage_key == "verduurzaming"


def test_what_a_step_asks_must_be_given(at: Desk) -> None:
    slug = at.stands("oud", "verduurzaming")
    at.decided(slug, "deadline-verleggen")

    with pytest.raises(Invalid) as missing:
        at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen")

    assert codes(missing) == ["asking.missing"]


def test_a_decision_opens_one_step_only(at: Desk) -> None:
    slug = at.stands("oud", "verduurzaming")
    at.decided(slug, "deadline-verleggen", einddatum="2024-06-30")
    at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen")

    with pytest.raises(Blocked) as used:
        at.does("trekker-een", lifecycle.advance, slug, "deadline-verleggen", {"einddatum": "2024-06-30"})

    assert codes(used) == ["requirement.decision_missing"]


def two_partners(at: Desk, slug: str) -> None:
    """Two organisations take part."""
    for name in ("School een", "School twee"):
        at.does("coordinator", telling.partner, slug, name)
