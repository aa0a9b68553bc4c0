"""SOM 2022-2023, fact by fact: what was gathered about each initiative stands in the database, and no more."""

import pytest

from tests.facts.book import ENTRIES, Book, Fact, agrees, is_said_twice, rests_on

WORKFLOWS = {"laboratorium": "labo", "studio": "studioproject", "community": "activiteit"}
# Events still to come when the report was written are no events in the log, but days that somebody waits for.
TO_COME = {
    ("steunteam-vluchtelingen", 5): ("deadline", "deadline"),
    ("duurzame-onderwijskansen", 4): ("deadline", "intended"),
    ("maakleerplek", 2): ("meeting", None),
    ("maakleerplek", 3): ("commitment", None),
}
SEVERAL_ORGANISATIONS = {
    "M Museum & Mater Dei": ("M Museum", "Mater Dei"),
    "De Zonnewijzer (basis & secundair)": ("De Zonnewijzer (basisonderwijs)", "De Zonnewijzer (secundair onderwijs)"),
}
NEXT_TO_A_CASE = ("steunteam-vluchtelingen", "De Zonnebloem")

each = pytest.mark.parametrize("slug", ENTRIES)


def test_the_twenty_entries_are_the_initiatives_and_nothing_else_is(book: Book) -> None:
    loaded = [(row["slug"], row["title"], row["workflow"], row["stage"]) for row in book.tables["initiative"]]
    told = [(e["id"], e["name"], WORKFLOWS[e["werking"]], e["phase"]["value"]) for e in ENTRIES.values()]

    assert (len(told), sorted(loaded)) == (20, sorted(told))


@each
def test_it_began_when_the_facts_say(book: Book, slug: str) -> None:
    row, since = book.initiative(slug), ENTRIES[slug]["since"]

    assert agrees(row, since)
    assert (since.get("confidence", "high") == "high") or "zo lezen we" in row["when_nl"]


@each
def test_its_origin_stands_there_in_both_languages(book: Book, slug: str) -> None:
    row = book.initiative(slug)

    assert row["origin"]
    assert row["origin_en"]
    assert rests_on(row, ENTRIES[slug]["refs"])


@each
def test_its_partners_are_those_of_the_facts_in_their_order(book: Book, slug: str) -> None:
    told = [(kind, name) for kind, names in _named(slug).items() for name in names]
    loaded = [(row["kind"], book.called(row["organisation_id"])) for row in book.of(slug, "partner")]

    assert len(loaded) == len(told)
    assert all(kind == own and name in names for (kind, name), (own, names) in zip(told, loaded, strict=True))


def _named(slug: str) -> dict[str, list[str]]:
    entry = ENTRIES[slug]
    others = [actor["name"] for actor in entry["other_actors"] if (slug, actor["name"]) != NEXT_TO_A_CASE]
    named = {"partner": entry["partners"], "later": entry.get("partners_later", []), "other": others}
    return {
        kind: [n for name in names for n in SEVERAL_ORGANISATIONS.get(name, (name,))] for kind, names in named.items()
    }


@each
def test_each_past_event_is_a_line_of_its_log(book: Book, slug: str) -> None:
    told = [e for n, e in enumerate(ENTRIES[slug]["events"], 1) if (slug, n) not in TO_COME]
    notes = book.of(slug, "note", kind="gebeurtenis")

    assert len(notes) == len(told)
    for note, event in zip(notes, told, strict=True):
        assert agrees(note, event), event["what"]
        assert rests_on(note, event["refs"]), event["what"]
        assert is_said_twice(note), event["what"]


@pytest.mark.parametrize(("slug", "number"), TO_COME)
def test_each_event_to_come_is_a_day_that_somebody_waits_for(book: Book, slug: str, number: int) -> None:
    event, (table, kind) = ENTRIES[slug]["events"][number - 1], TO_COME[slug, number]
    assert event["future"]

    if table == "meeting":
        assert [(row["day"], rests_on(row, event["refs"])) for row in book.tables["meeting"]] == [(event["date"], True)]
        return
    (row,) = book.of(slug, table, **({"kind": kind} if kind else {}))

    assert agrees(row, event)
    assert rests_on(row, event["refs"])
    assert is_said_twice(row)


@each
def test_each_count_is_a_figure(book: Book, slug: str) -> None:
    told = ENTRIES[slug]["counts"]
    figures = [row for row in book.of(slug, "figure") if row["count"] >= 0]

    assert [(row["count"], bool(row["approx"])) for row in figures] == [(c["n"], c.get("approx", False)) for c in told]
    assert all(rests_on(row, count["refs"]) for row, count in zip(figures, told, strict=True))
    assert all(("own count" in row["source"]) == ("derived" in count) for row, count in zip(figures, told, strict=True))
    assert all(row["what"] and row["what_en"] for row in figures)


@each
def test_its_challenge_is_a_line_and_no_other_is(book: Book, slug: str) -> None:
    _is_one_line(book.of(slug, "note", kind="uitdaging"), ENTRIES[slug]["challenges"])


@each
def test_what_comes_next_is_a_line_with_its_day(book: Book, slug: str) -> None:
    coming = ENTRIES[slug]["next"]
    notes = book.of(slug, "note", kind="hierna")

    _is_one_line(notes, coming)
    assert not notes or agrees(notes[0], coming["deadline"] or {"date": None, "precision": "none"})


def _is_one_line(notes: list[Fact], fact: Fact | None) -> None:
    assert len(notes) == (1 if fact else 0)
    assert all(is_said_twice(note) and rests_on(note, fact["refs"]) for note in notes if fact)


@each
def test_what_it_made_stands_there_one_line_each(book: Book, slug: str) -> None:
    made = book.of(slug, "note", kind="realisatie")

    assert len(made) == len(ENTRIES[slug].get("deliverables", []))
    assert all(is_said_twice(note) for note in made)


def test_the_leads_that_the_report_names_are_the_only_ones_besides_the_exercise(book: Book) -> None:
    leads = {row["slug"]: book.of(row["slug"], "lead") for row in book.tables["initiative"]}
    said = {
        slug: book.called(r["organisation_id"]) for slug, rows in leads.items() for r in rows if r["organisation_id"]
    }
    practised = {slug: r["source"] for slug, rows in leads.items() for r in rows if r["person_id"]}

    assert set(said) == {"campus-corso", "forum-kansarmoede"}
    assert "vzw Edushakers" in said["campus-corso"]
    assert ENTRIES["forum-kansarmoede"]["lead"] in said["forum-kansarmoede"]
    assert practised == {"diverse-leraarskamer": "exercise"}


def test_what_is_in_the_way_is_what_the_report_says(book: Book) -> None:
    blocked = {(r["slug"], b["kind"]) for r in book.tables["initiative"] for b in book.of(r["slug"], "blocker")}
    seeking = {r["slug"]: p["state"] for r in book.tables["initiative"] for p in book.of(r["slug"], "landing")}

    assert blocked == {
        ("speak-up", "succession"), ("speak-up", "requests_waiting"),
        ("duurzame-onderwijskansen", "funding"), ("duurzame-onderwijskansen", "framework"),
    }  # fmt: skip
    assert seeking == {"speak-up": "sought", "code-atelier": "sought"}


def test_the_last_days_are_those_of_the_report(book: Book) -> None:
    ends = {
        (r["slug"], d["kind"]): d["when_end"] for r in book.tables["initiative"] for d in book.of(r["slug"], "deadline")
    }
    (office,) = book.of("maakleerplek", "commitment")

    assert ends == {
        ("steunteam-vluchtelingen", "deadline"): "2023-12-31",
        ("speak-up", "term"): "2023-08-31",
        ("duurzame-onderwijskansen", "intended"): "2024-12-31",
    }
    assert (office["when_end"], office["when_nl"]) == ("2023-12-31", "eind december 2023")


def test_whose_move_it_is_where_the_report_lets_us_say(book: Book) -> None:
    turns = {r["slug"]: t["who"] for r in book.tables["initiative"] for t in book.of(r["slug"], "turn")}
    rests = {r["slug"]: t["until_day"] for r in book.tables["initiative"] for t in book.of(r["slug"], "rest")}

    assert turns == {"speak-up": "SOM-team", "steunteam-vluchtelingen": "het labo"}
    assert rests == {"leraar-breekt-uit": None}


def test_the_points_that_the_report_answers(book: Book) -> None:
    ticks = {(r["slug"], t["item"]): t["state"] for r in book.tables["initiative"] for t in book.of(r["slug"], "tick")}

    assert ticks == {
        ("steunteam-vluchtelingen", "c4"): "done", ("diverse-leraarskamer", "a1"): "done",
        ("diverse-leraarskamer", "b1"): "done", ("diverse-leraarskamer", "b2"): "done",
        ("diverse-leraarskamer", "b3"): "busy", ("duurzame-onderwijskansen", "a2"): "done",
        ("duurzame-onderwijskansen", "a9"): "done", ("duurzame-onderwijskansen", "a10"): "todo",
        ("maakleerplek", "s8"): "todo", ("code-atelier", "s6"): "done",
    }  # fmt: skip


def test_seven_earlier_steps_of_running_labs_have_no_decision_on_record(book: Book) -> None:
    steps = [
        (r["slug"], p) for r in book.tables["initiative"] for p in book.of(r["slug"], "passage") if p["transition"]
    ]

    assert [(slug, step["transition"]) for slug, step in steps] == [
        ("steunteam-vluchtelingen", "opstarten"), ("steunteam-vluchtelingen", "experimenteren"),
        ("steunteam-vluchtelingen", "verduurzamen"), ("diverse-leraarskamer", "opstarten"),
        ("speak-up", "opstarten"), ("speak-up", "experimenteren"), ("speak-up", "verlengen"),
        ("leraar-breekt-uit", "overdragen"), ("examencommissieklas", "overdragen"),
    ]  # fmt: skip
    assert {(step["imported"], step["decision_id"], step["when_precision"]) for _, step in steps} == {(1, None, "none")}
    assert all(book.of(row["slug"], "passage")[-1]["to_stage"] == row["stage"] for row in book.tables["initiative"])
