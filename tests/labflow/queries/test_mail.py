"""Who is due, what is on its way, what did not arrive: never an address, and ten ask no more statements than two."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from labflow.queries.mail import concerns, is_free, mails, queue, recipients, trouble, undelivered
from labflow.rows import Mail, MailTry
from labflow.store import Store
from labflow.texts import say
from tests.labflow.council_room import TODAY
from tests.labflow.post_room import PostRoom
from tests.mail import mail_server

NOON = "2023-09-11T12:00:00.000+00:00"
EVERYBODY = ("lead", "member", "other", "chair", "secretary", "coordinator", "both")


def test_the_queue_begins_with_what_is_tried_again_and_ends_with_the_mail_of_the_day(store: Store) -> None:
    body = PostRoom(store, ("lead", "member", "chair"))
    body.turn("lead", "other")
    with mail_server() as box:
        box.mood["rcpt"] = b"451 later\r\n"
        body.post(box.server)
    body.later(days=1).told("lead", "l", "chair")
    body.turn("member")
    with store.reading() as conn:
        found = queue(conn, body.at.date(), body.at.isoformat(timespec="milliseconds"), is_daytime=True)
        early = queue(conn, body.at.date(), body.at.isoformat(timespec="milliseconds"), is_daytime=False)

    assert found.person_ids == ("person-lead", "person-member", "person-chair")
    assert early.person_ids == ("person-lead", "person-member")
    assert found.no_address == 1


@pytest.mark.parametrize(("held", "again", "is_so"), [
    (None, None, True), ("2023-09-11T12:00:00.000+00:00", None, True), ("2023-09-11T12:00:00.001+00:00", None, False),
    (None, "2023-09-11T11:59:59.999+00:00", True), (None, "2023-09-11T13:00:00.000+00:00", False),
])  # fmt: skip
def test_a_mail_is_free_when_nobody_holds_it_and_it_is_time(held: str | None, again: str | None, is_so: bool) -> None:
    assert is_free(MailTry(mail_id="m", tries=1, held_until=held, again_at=again), NOON) is is_so
    assert is_free(None, NOON)


def test_an_address_that_failed_is_shown_by_function_until_there_is_another(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead", "member")
    with mail_server() as box:
        box.mood["rcpt"] = b"550 5.1.1 nobody here\r\n"
        body.post(box.server)
    with store.reading() as conn:
        (told,) = [reason for reason, _ in concerns(conn)]
        assert say(told, "nl") == "2 mails kwamen niet aan. Controleer het adres van lead, member."
        assert say(told, "en") == "2 mails did not arrive. Check the addresses of lead, member."
        assert "@" not in repr(mails(conn))
        found = sorted((one.to, one.state, one.letters) for one in undelivered(conn))
    assert found == [("lead", "refused", 1), ("member", "refused", 1)]


def test_nothing_new_is_sent_to_an_address_that_failed_for_a_week(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with mail_server() as box:
        box.mood["rcpt"] = b"550 5.1.1 nobody here\r\n"
        body.post(box.server)
        box.mood.clear()
        for day in range(1, 8):
            body.later(days=1).turn("lead")
            body.post(box.server)
            assert bool(box.taken) == (day == 7)
    with store.reading() as conn:
        assert undelivered(conn) == ()
        assert [one.state for one in mails(conn, Mail.at_once)] == ["sent", "refused"]  # type: ignore[arg-type]


def test_why_nothing_leaves_is_said_in_both_languages(store: Store) -> None:
    body = PostRoom(store, ("lead",))
    body.turn("lead", "member")
    body.post(None)
    with store.reading() as conn:
        found = trouble(conn)
        assert found is not None
        assert (found.what, found.waiting, found.since[:10]) == ("no_server", 1, TODAY.isoformat())
        (told,) = [reason for reason, _ in concerns(conn)]
    assert say(told, "nl") == (
        "Er vertrekt geen mail: er is geen mailserver ingesteld (LABFLOW_SMTP_HOST). 1 bericht wacht."
    )
    assert say(told, "en") == "No mail leaves: no mail server is set (LABFLOW_SMTP_HOST). 1 message waits."


def test_who_has_ended_is_not_there(store: Store) -> None:
    PostRoom(store, ("lead",))
    with store.reading() as conn:
        found = recipients(conn, {"person-lead", "person-member"}, TODAY)

    assert (found["person-lead"].address, found["person-member"].address) == ("lead@voorbeeld.be", "")
    assert all(one.is_there for one in found.values())


def test_a_longer_queue_asks_no_more_statements(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = PostRoom(store, EVERYBODY)
    ran = []
    for keys in (("lead", "member"), EVERYBODY):
        body.told("lead", "l", *keys)
        with store.reading() as conn, statements() as counted:
            found = queue(conn, TODAY + timedelta(days=1), NOON, is_daytime=True)
        ran.append((len(found.person_ids), len(counted)))

    assert [people for people, _ in ran] == [2, 7]
    assert ran[0][1] == ran[1][1]
