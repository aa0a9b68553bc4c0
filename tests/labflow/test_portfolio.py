"""A portfolio is read whole or refused with every reason, and each entry of it is one act in the log."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from labflow import record
from labflow.access import Actor
from labflow.catalogue import load_catalogue
from labflow.facts_questions import Question
from labflow.portfolio import load, read_portfolio
from labflow.queries.questions import listed
from labflow.reasons import Invalid, Unsound
from labflow.store import Store

NETWORK = Path(__file__).resolve().parent.parent.parent / "workflows" / "som"
WRITTEN_ON = date(2023, 9, 11)
COORDINATOR = Actor("coordinator", "p1", frozenset({"coordinator"}))

ONE_LAB = """
portfolio: try
initiatives:
  - slug: garden
    title: Garden
    workflow: labo
    version: 1
    stage: verkenning
    source: R1
    passages: [{to: verkenning, source: R1}]
    partners: [{organisation: nobody, source: R2}]
    notes: [{kind: nota, nl: Er groeit iets., en: Something grows., source: R3}]
"""


def a_folder(place: Path, **files: str) -> Path:
    for name, content in files.items():
        (place / f"{name}.yaml").write_text(content, encoding="utf-8")
    return place


def test_the_shipped_portfolio_is_one_entry_in_the_log_for_each_initiative_and_each_other_list(store: Store) -> None:
    parts = read_portfolio(NETWORK / "portfolio-2022-2023")

    with store.change(COORDINATOR, on=WRITTEN_ON) as change:
        loaded = load(change, load_catalogue(NETWORK), parts)

    with store.reading() as conn:
        entries = [json.loads(body) for body in conn.execute(text("select body from log order by seq")).scalars()]
        assert record.verify(conn).ok
    of_initiatives = [entry for entry in entries if "initiative" in entry["rows"]]
    assert (loaded, len(of_initiatives), len(entries)) == (20, 20, 26)
    assert {(entry["act"], entry["actor"], entry["on"]) for entry in entries} == {("import", "p1", "2023-09-11")}
    assert all(len(entry["rows"]["initiative"]) == 1 and entry["wf"] for entry in of_initiatives)


def test_who_loads_it_stays_the_person_that_they_are(store: Store) -> None:
    with store.change(COORDINATOR, on=WRITTEN_ON) as change:
        load(change, load_catalogue(NETWORK), read_portfolio(NETWORK / "portfolio-2022-2023"))

    with store.reading() as conn:
        keys = conn.execute(text("select id from person where key = 'coordinator'")).scalars().all()
        held = conn.execute(text("select role from role_held where person_id = 'p1'")).scalars().all()
    assert (keys, held) == (["p1"], ["coordinator"])


def test_a_name_that_nobody_knows_is_refused_before_anything_is_written(store: Store, tmp_path: Path) -> None:
    parts = read_portfolio(a_folder(tmp_path, one=ONE_LAB))

    with pytest.raises(Invalid) as refused, store.change(COORDINATOR) as change:
        load(change, load_catalogue(NETWORK), parts)

    assert [(reason.code, reason.values["name"]) for reason in refused.value.reasons] == [
        ("portfolio.unknown", "nobody")
    ]
    with store.reading() as conn:
        assert conn.execute(text("select count(*) from log")).scalar_one() == 0


def test_files_of_one_folder_are_one_portfolio(tmp_path: Path) -> None:
    second = "portfolio: try\norganisations:\n  - {slug: nobody, name: Nobody, source: R2}\n"

    parts = read_portfolio(a_folder(tmp_path, one=ONE_LAB, two=second))

    assert {name: len(entries) for name, entries in parts.items()} == {"initiatives": 1, "organisations": 1}


def test_what_a_file_leaves_out_stays_not_known(store: Store, tmp_path: Path) -> None:
    known = ONE_LAB.replace("    partners: [{organisation: nobody, source: R2}]\n", "")

    with store.change(COORDINATOR) as change:
        load(change, load_catalogue(NETWORK), read_portfolio(a_folder(tmp_path, one=known)))

    with store.reading() as conn:
        row = conn.execute(text("select when_start, when_precision, origin, rev from initiative")).one()
        leads, entries = (conn.execute(text(f"select count(*) from {name}")).scalar_one() for name in ("lead", "log"))
    assert (*row, leads, entries) == (None, "none", None, 1, 0, 1)


def test_everything_that_is_wrong_with_its_files_is_said_at_once(tmp_path: Path) -> None:
    half_said = ONE_LAB.replace(", en: Something grows.", "").replace("title:", "titel:")

    with pytest.raises(Unsound) as refused:
        read_portfolio(a_folder(tmp_path, one=half_said, two="portfolio: [", three="portfolio: try\nmeetings: 3\n"))

    assert sorted(reason.code for reason in refused.value.reasons) == [
        "soundness.E003_syntax", "soundness.E004", "soundness.E005_list", "soundness.E005_missing",
    ]  # fmt: skip


def test_a_seat_that_nobody_holds_yet_is_a_seat(store: Store, tmp_path: Path) -> None:
    empty = "portfolio: try\nseats:\n  - {key: first, nl: Eerste, en: First, votes: true, source: R1}\n"

    with store.change(COORDINATOR) as change:
        load(change, load_catalogue(NETWORK), read_portfolio(a_folder(tmp_path, one=empty)))

    with store.reading() as conn:
        seats = conn.execute(text("select key, from_day from seat")).all()
        holders = conn.execute(text("select count(*) from holder")).scalar_one()
    assert ([tuple(seat) for seat in seats], holders) == ([("first", None)], 0)


ASKED = """
portfolio: asked
initiatives:
  - slug: garden
    title: Garden
    workflow: labo
    version: 1
    stage: verkenning
    source: R1
    passages: [{to: verkenning, source: R1}]
    questions:
      - {number: v-2023-001, on: 2023-05-02, organisation: city, text: Mag dit?, state: on_hold, why: Druk.,
         since: 2023-06-01, review: 2023-10-02, source: R2}
organisations: [{slug: city, name: The city, source: R2}]
questions:
  - {number: v-2023-002, on: 2023-05-03, from: a school, text: Helpt iemand?, state: became, initiative: garden,
     source: R3}
"""


def test_what_was_asked_comes_in_with_what_became_of_it(store: Store, tmp_path: Path) -> None:
    catalogue = load_catalogue(NETWORK)
    with store.change(COORDINATOR, on=WRITTEN_ON) as change:
        load(change, catalogue, read_portfolio(a_folder(tmp_path, one=ASKED)))

    with store.reading() as conn:
        second, first = (one.question for one in listed(conn, catalogue, COORDINATOR))
    days = date(2023, 6, 1), date(2023, 5, 2), date(2023, 10, 2)
    assert first == Question("v-2023-001", "Mag dit?", "The city", "on_hold", *days, "Druk.", id=first.id)
    assert (second.asker, second.state, second.to_slug) == ("a school", "became", "garden")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("a school", "iemand@school.be", "questions.of_a_person"),
        ("from: a school, ", "", "typed.empty"),
        ("v-2023-002", "v-2023-001", "portfolio.twice"),
        ("initiative: garden", "initiative: desert", "portfolio.unknown"),
        ("organisation: city", "organisation: village", "portfolio.unknown"),
    ],
)
def test_what_was_asked_is_refused_whole(store: Store, tmp_path: Path, before: str, after: str, code: str) -> None:
    parts = read_portfolio(a_folder(tmp_path, one=ASKED.replace(before, after)))

    with pytest.raises(Invalid) as refused, store.change(COORDINATOR, on=WRITTEN_ON) as change:
        load(change, load_catalogue(NETWORK), parts)

    assert [reason.code for reason in refused.value.reasons] == [code]
    with store.reading() as conn:
        assert conn.execute(text("select count(*) from log")).scalar_one() == 0
