"""For Vandaag only what has a day that is near, or a promise that is late, is read; what is confidential never is."""

from datetime import date, timedelta

import pytest

from labflow import rows
from labflow.access import NOBODY
from labflow.ahead import NEAR, coming
from labflow.queries.expected import asking, expecting, shown_slugs
from labflow.queries.initiatives import dossiers
from labflow.showing.today import ASKED
from labflow.store import Store
from labflow.waiting import overdue
from tests.labflow.council_room import TODAY, network
from tests.labflow.writing import SYSTEM

FAR = TODAY + timedelta(NEAR + 1)


@pytest.mark.parametrize("day", [TODAY, date(2023, 9, 29), date(2024, 1, 8), date(2025, 6, 1)])
def test_vandaag_reads_the_same_as_when_everything_is_read(demo_store: Store, day: date) -> None:
    with demo_store.reading() as conn:
        all_ = dossiers(conn, network(), NOBODY, day, confidential=False)
        some = expecting(conn, network(), day, NEAR)

        assert coming(conn, network(), some, day) == coming(conn, network(), all_, day)
        assert overdue(conn, network(), some, day) == overdue(conn, network(), all_, day)
        asked = [one for one in all_ if one.open_request and one.open_request.state in ASKED]
        assert asking(conn, network(), ASKED) == len(asked)
        assert len(some) < len(all_)


def test_only_what_is_near_late_or_has_no_end_is_read(store: Store) -> None:
    past = TODAY - timedelta(1)
    with store.change(SYSTEM) as change:
        for id in ("near", "far", "past", "open", "late", "done", "ended", "case"):
            workflow, stage = ("casus", "instroom") if id == "case" else ("labo", "verkenning")
            version = network().newest(workflow).version  # type: ignore[union-attr]
            change.add(rows.Initiative(id=id, slug=id, title=id, workflow=workflow, version=version, stage=stage))
        for id, start, end in (("near", TODAY, TODAY), ("far", FAR, FAR), ("past", past, past), ("open", past, None),
                               ("case", TODAY, TODAY)):  # fmt: skip
            change.add(rows.Deadline(
                id=id, initiative_id=id, kind="deadline", text="Af", n=1, when_start=start, when_end=end,
                when_precision="day",
            ))  # fmt: skip
        change.add(rows.Commitment(
            id="c", initiative_id="ended", text="Geld", n=1, when_start=TODAY, when_end=TODAY, ended_on=past,
        ))  # fmt: skip
        for n, (id, state) in enumerate((("late", "explained"), ("done", "explained"), ("done", "done"))):
            change.add(rows.Tick(id=str(n), initiative_id=id, item="a1", state=state, by_day=past, on_day=past, n=n))
        change.record("import")

    with store.reading() as conn:
        assert [one.slug for one in expecting(conn, network(), TODAY, NEAR)] == ["late", "near", "open"]
        assert shown_slugs(conn, network(), ["near", "case", "nowhere"]) == {"near"}
