"""What is coming: only what has a day, near ones for everybody."""

from datetime import date

from labflow import rows
from labflow.access import NOBODY, Actor
from labflow.ahead import NEAR, coming, dates
from labflow.clock import days_after
from labflow.queries.initiatives import dossiers
from labflow.store import Store
from tests.labflow.council_room import network

TODAY = date(2023, 9, 11)


def test_the_papers_and_the_meeting_come_in_order(demo_store: Store) -> None:
    found = _coming(demo_store, TODAY)

    assert [(one.kind, one.until) for one in found][:2] == [
        ("papers", date(2023, 9, 15)), ("meeting", date(2023, 9, 29)),
    ]  # fmt: skip


def test_after_their_last_day_the_papers_come_no_more_and_today_the_meeting_still_does(demo_store: Store) -> None:
    assert [one.kind for one in _coming(demo_store, date(2023, 9, 29))][:1] == ["meeting"]
    assert "meeting" not in [one.kind for one in _coming(demo_store, date(2023, 9, 30))]


def test_what_lies_further_is_for_who_leads_it(demo_store: Store) -> None:
    with demo_store.reading() as conn:
        known = dossiers(conn, network(), NOBODY, TODAY)
    far = next(one for one in known if one.slug == "duurzame-onderwijskansen")

    assert [one.when.precision for one in dates(far)] == ["year"]
    assert all(one.until <= days_after(TODAY, NEAR) for one in _coming(demo_store, TODAY))


def test_what_is_over_does_not_come(demo_store: Store) -> None:
    with demo_store.reading() as conn:
        known = dossiers(conn, network(), NOBODY, TODAY)

    assert list(dates(next(one for one in known if one.slug == "speak-up"))) == []


def test_a_decision_that_is_looked_at_again_comes_until_another_replaces_it(demo_store: Store) -> None:
    day = days_after(TODAY, 30)
    with demo_store.change(Actor("system")) as change:
        for number, old in (("2023-001", None), ("2023-002", None), ("2023-003", "decision-2023-002")):
            change.add(rows.Decision(
                id=f"decision-{number}", number=number, title="Besluit", outcome="approved", by="consensus",
                verdict="{}", reglement=1, on_day=TODAY, review_day=None if old else day, replaces_id=old,
            ))  # fmt: skip
        change.record("import")

    assert [(one.kind, one.text) for one in _coming(demo_store, TODAY) if one.until == day] == [("review", "2023-001")]


def _coming(store: Store, today: date) -> tuple:
    with store.reading() as conn:
        return coming(conn, network(), dossiers(conn, network(), NOBODY, today, confidential=False), today)
