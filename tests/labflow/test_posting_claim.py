"""Taking a mail: only what is still due, by one worker at a time, and nothing of it leaves before that is committed."""

from datetime import UTC, datetime

import pytest

from labflow import rows
from labflow.access import Actor
from labflow.posting_claim import LEASE, Claimed, Post, claim, finish, is_daytime, preview
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.council_room import TODAY, network
from tests.labflow.post_room import SITE, PostRoom, address

HERE = Post(network(), SITE, "nl")


def taken(body: PostRoom, key: str = "lead") -> Claimed | None:
    with body.store.change(Actor("job"), via="job", now=body.moment) as change:
        return claim(change, HERE, f"person-{key}")


def test_what_is_taken_is_held_and_then_anybodys_with_the_same_mail(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    first = taken(body)
    assert first is not None
    assert (first.address, first.tries) == (address("lead"), 1)
    assert taken(body) is None

    body.at += LEASE
    second = taken(body)
    assert second is not None
    assert (second.mail_id, second.tries, second.message) == (first.mail_id, 2, first.message)


def test_a_mail_of_which_nothing_is_left_is_not_sent(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    assert taken(body) is not None
    body.turn("member")
    body.at += LEASE

    assert taken(body) is None
    assert body.states() == ["withdrawn"]
    with store.reading() as conn:
        assert fetch(conn, rows.MailTry, order="mail_id") == []


def test_the_end_of_a_mail_is_written_once(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    found = taken(body)
    assert found is not None
    for state in ("sent", "refused"):
        with store.change(Actor("job"), via="job", now=body.moment) as change:
            finish(change, found.mail_id, state)
    assert body.states() == ["sent"]


def test_one_can_look_at_any_hour_and_nothing_is_taken(store: Store) -> None:
    body = PostRoom(store)
    body.told("lead", "l", "lead")
    with store.reading() as conn:
        message = preview(conn, HERE, "person-lead", TODAY)
        assert preview(conn, HERE, "person-member", TODAY) is None
    assert message is not None
    assert "omdat je trekker bent van Open huis." in message.text
    assert body.waiting("lead") == ["lead"]


@pytest.mark.parametrize(("moment", "is_so"), [
    (datetime(2023, 3, 25, 5, 59, tzinfo=UTC), False), (datetime(2023, 3, 25, 6, tzinfo=UTC), True),
    (datetime(2023, 3, 26, 5, tzinfo=UTC), True), (datetime(2023, 10, 29, 5, 59, tzinfo=UTC), False),
    (datetime(2023, 10, 29, 6, tzinfo=UTC), True),
])  # fmt: skip
def test_seven_is_seven_on_both_sides_of_the_change_of_the_clock(moment: datetime, is_so: bool) -> None:
    assert is_daytime(moment, "Europe/Brussels") is is_so


def test_who_had_a_mail_today_gets_no_second_one_however_late_somebody_saw_it(store: Store) -> None:
    body = PostRoom(store)
    body.told("lead", "l", "lead")
    first = taken(body)
    assert first is not None
    with store.change(Actor("job"), via="job", now=body.moment) as change:
        finish(change, first.mail_id, "sent")
    body.told("silence_soon", "i", "lead")

    assert taken(body) is None
    body.later(days=1)
    assert taken(body) is not None
