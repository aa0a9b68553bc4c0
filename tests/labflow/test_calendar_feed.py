"""One's own calendar: the meetings of the body and what one has to do by when, and never casework."""

from datetime import date
from typing import Any

from icalendar import Calendar

from labflow import meetings, rows
from labflow.calendar_feed import feed
from labflow.queries.people import actor
from labflow.store import Store
from tests.labflow.condition_room import approved, term
from tests.labflow.council_room import AFTER, DAY, SYSTEM, Room, network, room

SITE, TODAY = "https://labflow.example", date(2023, 9, 11)


def events(store: Store, who: str, today: date = TODAY, lang: str = "nl") -> list[Any]:
    """What somebody's calendar program reads."""
    with store.reading() as conn:
        reader = actor(conn, network().network, who, today)
        assert reader is not None
        data = feed(conn, network(), reader, today, SITE, lang)  # type: ignore[arg-type]
        assert feed(conn, network(), reader, today, SITE, lang) == data  # type: ignore[arg-type]
    return list(Calendar.from_ical(data).walk("VEVENT"))


def told(store: Store, who: str, today: date = TODAY) -> dict[str, str]:
    """Each event by its words, with its first day."""
    return {str(one["SUMMARY"]): one["DTSTART"].dt.isoformat()[:10] for one in events(store, who, today)}


def test_everybody_reads_when_the_body_meets_and_what_does_not_take_place(store: Store) -> None:
    body = room(store).convened().convened(AFTER)
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")

    assert told(store, "member") == {
        "Gaat niet door: vergadering van de SOM-raad": "2023-09-29", "Vergadering van de SOM-raad": "2023-10-02",
    }  # fmt: skip
    assert [str(one["STATUS"]) for one in events(store, "member")] == ["CANCELLED", "CONFIRMED"]
    assert told(store, "member", date(2024, 11, 1)) == {}


def test_an_event_stays_the_same_one(store: Store) -> None:
    body = room(store).convened()
    before = events(store, "member")
    body.does("coordinator", meetings.move, DAY, AFTER)
    (after,) = events(store, "member")

    assert str(before[0]["UID"]) == str(after["UID"])
    assert after["SEQUENCE"] == 1


def test_who_leads_reads_the_deadlines_terms_promises_and_conditions_of_the_own_initiative(store: Store) -> None:
    body = _with_days(store)

    assert told(store, "lead") == {
        "Proef: aanvraag indienen": "2023-12-01", "Proef: subsidie (eind 2023)": "2023-12-31",
        "Proef: toezegging loopt af, Tienduizend euro": "2024-06-30",
        "Proef, beloofd: We doen dit beter samen dan elk apart": "2023-10-15",
    }  # fmt: skip
    assert told(store, "member") == {}
    assert {str(one["URL"]).partition("#")[0] for one in events(store, "lead")} == {f"{SITE}/initiatieven/proef"}
    assert all(str(one["TRANSP"]) == "TRANSPARENT" for one in events(store, "lead"))
    assert body.verified().ok


def test_what_another_one_leads_or_owes_is_not_in_it(store: Store) -> None:
    body = approved(store, term("Een plan", owner="trekker"), term("Een brief", owner="member"))
    with store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Initiative(id="j", slug="ander", title="Ander", workflow="labo", version=1, stage="verkenning"))
        change.add(rows.Lead(id="m", initiative_id="j", person_id="person-other"))
        change.add(rows.Deadline(
            id="e", initiative_id="j", kind="deadline", text="rapport", when_start=AFTER, when_end=AFTER,
            when_precision="day", n=1,
        ))  # fmt: skip
        change.record("open")

    lead, member, other = (" ".join(told(store, who, DAY)) for who in ("lead", "member", "other"))
    assert ("Een plan" in lead, "Een brief" in lead, "Ander" in lead) == (True, False, False)
    assert ("Een plan" in member, "Een brief" in member, "Ander" in member) == (False, True, False)
    assert ("Een plan" in other, "Een brief" in other, "Ander: rapport" in other) == (False, False, True)


def test_casework_is_never_in_it_not_even_for_who_does_it(store: Store) -> None:
    body = room(store)
    body.with_casus()
    with store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Deadline(
            id="d", initiative_id="child", kind="deadline", text="Gesprek", when_start=DAY, when_end=DAY,
            when_precision="day", n=1,
        ))  # fmt: skip
        change.add(rows.Lead(id="l", initiative_id="child", person_id="person-both"))
        change.record("open")

    assert told(store, "both") == {}


def _with_days(store: Store) -> Room:
    body = room(store)
    with store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Initiative(id="i", slug="proef", title="Proef", workflow="labo", version=1, stage="verkenning"))
        change.add(rows.Lead(id="l", initiative_id="i", person_id="person-lead"))
        for n, (text, start, end, words) in enumerate((
            ("aanvraag indienen", date(2023, 12, 1), date(2023, 12, 1), None),
            ("subsidie", date(2023, 10, 1), date(2023, 12, 31), "eind 2023"),
            ("voorbij", date(2023, 1, 1), date(2023, 1, 1), None),
        )):  # fmt: skip
            change.add(rows.Deadline(
                id=f"d-{n}", initiative_id="i", kind="deadline", text=text, when_start=start, when_end=end,
                when_precision="part" if words else "day", when_nl=words, n=n,
            ))  # fmt: skip
        change.add(rows.Commitment(
            id="c", initiative_id="i", text="Tienduizend euro", when_start=date(2024, 6, 30),
            when_end=date(2024, 6, 30), when_precision="day", n=1,
        ))  # fmt: skip
        change.add(rows.Tick(
            id="t", initiative_id="i", item="a5", state="explained", why="Later", by_day=date(2023, 10, 15),
            on_day=change.on, n=1,
        ))  # fmt: skip
        change.record("open")
    return body
