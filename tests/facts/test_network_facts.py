"""SOM 2022-2023 around the initiatives: ties, members, seats, mentions; and what must not have been loaded."""

import json
import re

from tests.facts.book import ENTRIES, FACTS, Book, agrees, is_said_twice, lines, rests_on

KINDS = {"succeeds": "comes_from", "spun_off_from": "comes_from", "child_of": "comes_from"}
# Not ties in labflow: a case is only ever counted, waiting requests are a blocker, and who took it over was our guess.
NO_TIES = {
    ("steunteam-vluchtelingen", "parent_of"), ("speak-up", "has_requests_on_hold"),
    ("examencommissieklas", "handed_to"),
}  # fmt: skip
TARGETS = {
    "maakleerplek fase 1": "maakleerplek-fase-1",
    "Erfgoeddag-projecten 21-22": "erfgoeddag-21-22",
    "forum Welbevinden van jongeren op school (21-22)": "forum-welbevinden",
    "Onderwijsliving": "onderwijsliving",
}
MENTIONED = {mention["id"]: mention for mention in FACTS["mentioned_without_entry"]}
COUNCIL = FACTS["council"]["report_2022_2023"]
SEATS = (
    "voorzitter", "coordinatie", "schepen", "stad-onderwijs", "kuleuven-1", "kuleuven-2", "ucll-1", "ucll-2", "lop",
    "ksleuven", "scholengroep-11", "leuven-zuid", "archipel", "4sprong", "leuven-landen-tienen", "clb", "zevensprong",
    "steiner",
)  # fmt: skip


def test_each_tie_is_the_one_of_the_facts(book: Book) -> None:
    told = sorted(
        (slug, KINDS.get(tie["type"], tie["type"]), *_target(tie["target"]))
        for slug, entry in ENTRIES.items()
        for tie in entry["relations"]
        if (slug, tie["type"]) not in NO_TIES
    )
    slug_of = {row["id"]: row["slug"] for table in ("initiative", "mention") for row in book.tables[table]}
    loaded = sorted(
        (slug, row["kind"], row["target_kind"], slug_of.get(row["target_id"], ""))
        for slug in ENTRIES
        for row in book.of(slug, "relation")
    )

    assert loaded == told


def _target(name: str) -> tuple[str, str]:
    slug = TARGETS.get(name, name)
    if slug in ENTRIES:
        return "initiative", slug
    return ("mention", slug) if slug in MENTIONED else ("text", "")


def test_each_tie_names_its_lines_and_a_tie_to_words_has_both_languages(book: Book) -> None:
    for slug, entry in ENTRIES.items():
        told = [tie for tie in entry["relations"] if (slug, tie["type"]) not in NO_TIES]
        for tie in told:
            named = [row for row in book.of(slug, "relation") if rests_on(row, tie["refs"])]
            assert named, tie
            assert all(row["text"] and row["text_en"] for row in named if row["target_kind"] == "text")


def test_what_is_no_tie_is_a_count_and_a_blocker(book: Book) -> None:
    (casework,) = book.of("steunteam-vluchtelingen", "figure", key="casework")
    (waiting,) = book.of("speak-up", "figure", key="requests_waiting")

    assert (casework["count"], waiting["count"]) == (36, -1)
    assert len(book.of("speak-up", "blocker", kind="requests_waiting")) == 1


def test_the_seventy_five_on_the_list_are_members_with_their_number(book: Book) -> None:
    members = {row["number"]: row["name"] for row in book.tables["organisation"] if row["number"]}

    assert members == {o["n"]: o["name"] for o in FACTS["signatories"]["organisations"]}
    assert (len(members), FACTS["signatories"]["listed_count"]) == (75, 75)


def test_a_name_that_is_the_same_organisation_is_an_alias_of_it(book: Book) -> None:
    for name, also in (("KSLeuven", "KS Leuven"), ("UCLL (lerarenopleidingen)", "UCLL"), ("Museum M", "M Museum")):
        (alias,) = [row for row in book.tables["organisation_alias"] if row["name"] == name]
        assert also in book.called(alias["organisation_id"])


def test_the_seats_are_those_of_the_report_seventeen_with_a_vote(book: Book) -> None:
    seats = sorted(book.tables["seat"], key=lambda row: row["n"])
    told = [(seat["seat"], seat["voting"]) for seat in COUNCIL["seats"]]

    assert [(row["title"], bool(row["votes"])) for row in seats] == told
    assert tuple(row["key"] for row in seats) == SEATS
    assert sum(row["votes"] for row in seats) == COUNCIL["seats_voting_min"] == 17
    assert {(row["from_day"], row["until_day"]) for row in seats} == {("2022-09-01", None)}
    assert all(row["title_en"] for row in seats)
    assert all(rests_on(row, seat["refs"]) for row, seat in zip(seats, COUNCIL["seats"], strict=True))


def test_every_seat_is_held_by_a_function(book: Book) -> None:
    keys = {row["id"]: row["key"] for row in book.tables["person"]}
    seats = {row["id"]: row["key"] for row in book.tables["seat"]}
    held = {seats[row["seat_id"]]: keys[row["person_id"]] for row in book.tables["holder"]}

    named = {"voorzitter": "voorzitter", "coordinatie": "coordinator"}
    assert held == {seat: named.get(seat, f"raadslid-{seat}") for seat in SEATS}
    assert set(keys.values()) - set(held.values()) == {"verslaggever", "caseteam-1", "trekker-diverse-leraarskamer"}


def test_the_casework_team_sees_the_cases_of_one_lab_only(book: Book) -> None:
    narrowed = [(r["role"], r["initiative_id"]) for r in book.tables["role_held"] if r["initiative_id"]]

    assert narrowed == [("caseteam", book.ids["steunteam-vluchtelingen"])]


def test_the_one_known_meeting_looks_at_maakleerplek(book: Book) -> None:
    (meeting,) = book.tables["meeting"]
    (item,) = book.tables["agenda_item"]
    (request,) = book.tables["request"]
    (step,) = book.tables["request_step"]

    assert (meeting["day"], meeting["closed_on"], meeting["reglement"]) == ("2023-09-29", None, 1)
    assert (item["meeting_id"], item["request_id"], item["n"]) == (meeting["id"], request["id"], 1)
    assert (item["initiative_id"], request["initiative_id"]) == (book.ids["maakleerplek"],) * 2
    assert (request["transition"], step["state"], request["cents"]) == ("verderzetten", "on-agenda", None)
    assert all(item[f"{name}{lang}"] for name in ("title", "question", "available", "careful") for lang in ("", "_en"))
    assert item["advice"] is None


def test_the_twelve_that_are_only_named_are_mentions(book: Book) -> None:
    rows = {row["slug"]: row for row in book.tables["mention"]}

    assert set(rows) == set(MENTIONED)
    assert len(rows) == 12
    for slug, mention in MENTIONED.items():
        assert agrees(rows[slug], mention.get("date", {"date": None, "precision": "none"})), slug
        assert rests_on(rows[slug], mention["refs"]), slug
        assert rows[slug]["name"], slug
        assert rows[slug]["name_en"], slug


def test_every_sentence_of_an_initiative_stands_there_twice(book: Book) -> None:
    told = [row for table in ("note", "commitment", "deadline", "blocker", "rest") for row in book.tables[table]]

    assert [row for row in told if not is_said_twice(row)] == []
    assert [row for row in book.tables["turn"] if not (row["who"] and row["who_en"])] == []
    assert [row for row in book.tables["partner"] if bool(row["part"]) != bool(row["part_en"])] == []


def test_every_fact_names_lines_of_the_seeds(book: Book) -> None:
    sourced = [row for rows in book.tables.values() for row in rows if "source" in row]

    assert [row for row in sourced if not lines(row["source"] or "") and row["source"] != "exercise"] == []


def test_nothing_was_loaded_that_the_report_does_not_say(book: Book) -> None:
    everything = json.dumps(
        {name: rows for name, rows in book.tables.items() if not name.startswith("log")}, default=str
    )

    assert re.findall(r"W:|https?:|\boutside\b.{0,20}seeds|speerpunt|" + "|".join(_priorities()), everything) == []
    assert "Zonnebloem" not in {
        n for r in book.of("steunteam-vluchtelingen", "partner") for n in book.called(r["organisation_id"])
    }
    assert book.of("examencommissieklas", "relation", kind="handed_to") == []
    assert {row["workflow"] for row in book.tables["initiative"]} == {"labo", "studioproject", "activiteit"}
    assert book.tables["decision"] == []


def _priorities() -> list[str]:
    return [priority["id"] for priority in FACTS["speerpunten"]]


def test_no_school_is_named_in_the_lines_of_the_lab_with_cases(book: Book) -> None:
    texts = " ".join(row["text"] + row["text_en"] for row in book.of("steunteam-vluchtelingen", "note"))

    assert [
        row["name"]
        for row in book.tables["organisation"]
        if row["number"] and row["name"] in texts and row["slug"] != "ku-leuven"
    ] == []
