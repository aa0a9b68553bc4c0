"""What happened lately, from what people did; what a report told is no news."""

from labflow import lifecycle, requesting, rows
from labflow.queries.recent import MOST, happened
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, TODAY, network, room


def test_the_report_is_no_news(demo_store: Store) -> None:
    assert {one.kind for one in _news(demo_store)} <= {"asked"}


def test_a_request_is_told_once_as_it_stands(store: Store) -> None:
    body = room(store)
    number = body.asked()
    body.does("coordinator", requesting.return_, number, "Waarom?")

    told = [(one.kind, one.number, one.detail) for one in _news(store) if one.kind == "asked"]

    assert told == [("asked", number, "returned")]


def test_what_weighs_most_stands_first_and_the_rest_is_left_out(store: Store) -> None:
    body = room(store).convened()
    body.asked()
    with store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Decision(
            id="a-decision", number="2023-001", title="Besluit", outcome="approved", by="consensus", verdict="{}",
            reglement=1, on_day=TODAY,
        ))  # fmt: skip
        change.put(rows.Meeting, change.conn.execute(_meeting()).scalar_one(), closed_on=TODAY)
        change.record("close")
    for n in range(MOST):
        body.does("coordinator", lifecycle.note, "proef", f"Regel {n}", "nota")

    news = _news(store)

    assert len(news) == MOST
    assert [one.kind for one in news[:2]] == ["closed", "decided"]
    assert news[0].number == DAY.isoformat()
    assert str(news[1].title.nl) == "Besluit"


def test_nothing_of_a_case_is_news(store: Store) -> None:
    body = room(store)
    body.with_casus()

    assert all("casus" not in one.slug for one in _news(store))


def _news(store: Store) -> tuple[object, ...]:
    with store.reading() as conn:
        return happened(conn, network())


def _meeting() -> object:
    from sqlalchemy import select

    return select(rows.Meeting.__table__.c.id)
