"""One life with every verb in it, on both databases: each act counts once, and the record proves all of it."""

from datetime import date, timedelta

from labflow import handing, lifecycle, record, requesting, telling
from labflow.clock import on_day
from labflow.facts import Passage
from labflow.reasons import Blocked
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, desk, everything
from tests.prepared import prepared

GATE_C = ("c1", "c3", "c4", "c5", "c6")
V1, V2 = ("v1", "v2", "v3", "v4"), "v5"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def lived(at: Desk) -> str:
    """A labo on which every verb was used at least once; returns its slug."""
    slug, me, boss = at.opened("Diverse leraarskamer"), "trekker-een", "coordinator"
    at.does(me, lifecycle.tick, slug, "a1", evidence="Twee scholen vroegen het.")
    at.does(me, lifecycle.tick, slug, "a2", why="Komt nog.", by_day="2023-10-15")
    at.does(me, lifecycle.note, slug, "Eerste sessie.", "realisatie", "op-koers")
    at.does(boss, telling.assign, slug, me)
    at.does(me, telling.partner, slug, "De stad", "staff")
    at.does(me, telling.relate, slug, "presented_at", "De studiedag")
    at.does(me, telling.land, slug, "candidate", "De stad")
    at.does(boss, telling.commit, slug, "Een lokaal", "2024-06-30", "1250")
    at.does(boss, telling.end_commitment, slug, "Een lokaal")
    at.does(me, telling.block, slug, "funding", "Geen geld.")
    at.does(me, telling.lift, slug, "funding")
    at.does(boss, telling.turn, slug, "De stad", "Antwoorden.")
    at.does(boss, telling.rest, slug, "Tot na de vakantie.", "2023-11-06")
    at.does(boss, telling.wake, slug)
    at.does(boss, handing.hand_over, slug, "trekker-twee", "Veel succes.")
    at.does(boss, handing.hand_over, slug, me)
    at.does(me, lifecycle.pause, slug, "Ziek.", "2023-11-06")
    at.does(boss, lifecycle.resume, slug)
    number = at.does(boss, requesting.request, slug, "opstarten", motivation="Het is tijd.")
    at.does(boss, requesting.return_, number, "Wie doet mee?")
    at.does(boss, requesting.request, slug, "opstarten", motivation="De stad doet mee.")
    at.does(boss, requesting.accept, number)
    at.does(boss, requesting.withdraw, number)
    at.does(boss, lifecycle.advance, slug, "stoppen-in-verkenning")
    return slug


def test_every_act_counts_once_and_the_log_tells_them_in_order(at: Desk) -> None:
    before = len(at.log())

    slug = lived(at)

    assert at.dossier(slug).rev == 25
    assert [entry["act"] for entry in at.log()[before:]] == [
        "open", "tick", "tick", "note", "assign", "partner", "relate", "land", "commit", "commit", "block", "block",
        "turn", "rest", "wake", "hand-over", "hand-over", "pause", "resume", "request", "return", "request", "accept",
        "withdraw", "advance",
    ]  # fmt: skip
    revs = [entry["rows"]["initiative"][at.dossier(slug).id]["rev"] for entry in at.log()[before:]]
    assert revs == list(range(1, 26))


def test_the_record_proves_a_life_with_every_verb(at: Desk) -> None:
    lived(at)
    at.does("coordinator", telling.fill_since, at.stands("oud", "experiment"), "2022")

    with at.store.reading() as conn:
        told = record.verify(conn)

    assert (told.problems, told.ok) == ((), True)


def test_the_record_sees_a_row_that_was_changed_behind_its_back(at: Desk) -> None:
    slug = lived(at)
    with at.store._writer.begin() as conn:
        conn.exec_driver_sql(f"update initiative set stage = 'experiment' where slug = '{slug}'")

    with at.store.reading() as conn:
        problems = {problem.code for problem in record.verify(conn).problems}
    assert problems == {"record.row_differs", "record.count_differs"}


def test_no_private_word_stands_in_an_entry(at: Desk) -> None:
    lived(at)

    written = str(at.log()).lower()

    private = ("leraarskamer", "scholen", "sessie", "stad", "lokaal", "geld", "ziek", "vakantie")
    assert [word for word in private if word in written] == []


def test_a_labo_goes_on_as_a_studio_and_back_with_its_name_and_its_history(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.does("trekker-een", lifecycle.note, slug, "Van vroeger.")
    at.decided(slug, "omzetten-naar-studio")
    before = len(at.log())

    at.does("coordinator", lifecycle.advance, slug, "omzetten-naar-studio")

    here = at.dossier(slug)
    assert (here.id, here.workflow.key, here.stage_key, here.rev) == (f"i-{slug}", "studioproject", "uitvoering", 4)
    assert [entry["act"] for entry in at.log()[before:]] == ["advance", "continue"]
    assert len({entry["at"] for entry in at.log()[before:]}) == 1
    assert here.notes[0].text.nl == "Van vroeger."
    assert [(p.transition, p.from_stage, p.to_stage, p.decision) for p in here.passages[1:]] == [
        ("omzetten-naar-studio", "experiment", "omgezet", "2023-001"), (None, "omgezet", "uitvoering", None),
    ]  # fmt: skip
    at.decided(slug, "omzetten-naar-labo", "2023-002")
    at.does("coordinator", lifecycle.advance, slug, "omzetten-naar-labo")
    back = at.dossier(slug)
    assert (back.id, back.workflow.key, back.stage_key, back.rev) == (f"i-{slug}", "labo", "experiment", 6)
    with at.store.reading() as conn:
        assert record.verify(conn).ok


def test_whoever_converts_second_hears_that_it_was_done(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.decided(slug, "omzetten-naar-studio")
    at.does("coordinator", lifecycle.advance, slug, "omzetten-naar-studio")

    assert (
        at.refused("coordinator", lifecycle.advance, slug, "omzetten-naar-studio") == "overtaken engine.already_taken"
    )


def test_it_is_not_converted_while_a_request_is_under_way(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    number = at.does("trekker-een", requesting.request, slug, "verduurzamen", {"einddatum": "2024-06-30"})
    at.decided(slug, "omzetten-naar-studio")
    before = everything(at.store)

    told = at.refused("coordinator", lifecycle.advance, slug, "omzetten-naar-studio")

    assert told == "blocked lifecycle.request_open"
    assert everything(at.store) == before
    at.does("trekker-een", requesting.withdraw, number)
    assert at.refused("coordinator", lifecycle.advance, slug, "omzetten-naar-studio") == "done"


def extended(at: Desk, slug: str, number: str, until: str) -> str:
    """Decide on one more year and take it; what came of it."""
    at.decided(slug, "verlengen", number, einddatum=until)
    return at.refused("trekker-een", lifecycle.advance, slug, "verlengen")


def test_an_experiment_is_extended_twice_at_most_the_second_time_with_its_own_reason(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.ready(slug, V1)

    first = extended(at, slug, "2023-001", "2024-06-30")
    second = extended(at, slug, "2023-002", "2025-06-30")
    at.ready(slug, (V2,))
    argued = at.refused("trekker-een", lifecycle.advance, slug, "verlengen")
    third = extended(at, slug, "2023-003", "2026-06-30")

    assert (first, second, argued, third) == (
        "done", "blocked requirement.point_open", "done", "blocked requirement.maximum",
    )  # fmt: skip
    here = at.dossier(slug)
    assert (here.stage_key, here.times_taken("verlengen")) == ("experiment", 2)
    assert [d.when.end for d in here.deadlines] == [date(2024, 6, 30), date(2025, 6, 30)]


def test_a_promise_that_goes_on_takes_the_place_of_the_one_that_ran(at: Desk) -> None:
    one, two = at.opened("Een", "studioproject"), at.opened("Twee", "studioproject")
    for slug, promises in ((one, ("Een lokaal",)), (two, ("Een lokaal", "Een dag"))):
        for promise in promises:
            at.does("coordinator", telling.commit, slug, promise, "2023-12-31")
    for slug, number in ((one, "2023-001"), (two, "2023-002")):
        at.decided(slug, "verderzetten", number, toezegging="Een groter lokaal", einddatum="2024-12-31")
        at.does("team", lifecycle.advance, slug, "verderzetten")

    kept = {slug: {c.text.nl: c.ends for c in at.dossier(slug).commitments} for slug in (one, two)}

    new, old = {"Een groter lokaal": on_day(date(2024, 12, 31))}, on_day(date(2023, 12, 31))
    assert kept == {one: new, two: {**new, "Een lokaal": old, "Een dag": old}}


def test_means_that_remain_make_handing_over_a_matter_of_the_body(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    at.does("coordinator", telling.commit, slug, "Een lokaal", "2023-12-31")

    held = at.refused("coordinator", lifecycle.advance, slug, "overdragen", {"ontvanger": "De stad"})
    at.does("coordinator", telling.end_commitment, slug, "Een lokaal")
    at.does("coordinator", lifecycle.advance, slug, "overdragen", {"ontvanger": "De stad"})

    assert held == "blocked requirement.any_of"
    here = at.dossier(slug)
    assert (here.stage_key, [(r.kind, r.target.nl) for r in here.relations]) == (
        "overgedragen", [("handed_to", "De stad")],
    )  # fmt: skip
    last = here.passages[-1]
    assert last == Passage("overdragen", "experiment", "overgedragen", on_day(TODAY), id=last.id)


def test_an_act_for_an_earlier_day_stands_after_what_was_written_before_it(at: Desk) -> None:
    slug = at.stands("oud", "experiment")
    week = TODAY - timedelta(days=7)

    at.does("trekker-een", lifecycle.tick, slug, "c1", "busy")
    at.does("trekker-een", lifecycle.tick, slug, "c1", on=week)

    assert (at.dossier(slug).ticks["c1"].state, at.log()[-1]["on"]) == ("done", week.isoformat())
    assert Blocked.kind == "blocked"
