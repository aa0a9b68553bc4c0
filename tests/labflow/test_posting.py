"""The outbox against a real mail server: nobody gets two, nobody gets none, and nobody gets a pile."""

from collections import Counter
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from labflow import record, rows, upkeep
from labflow.change import table_of
from labflow.mailing import MailServer
from labflow.posting import Posted
from labflow.queries.mail import NO_SERVER, NO_SITE, mails, trouble, undelivered
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.post_room import SITE, PostRoom, address
from tests.mail import Mailbox, mail_server

GONE = MailServer("127.0.0.1", "labflow@voorbeeld.be", 1, security="none")


def ids(box: Mailbox) -> list[str]:
    return [str(one["message-id"]) for one in box.messages]


def html(message: EmailMessage) -> str:
    found = message.get_body(("html",))
    assert found is not None
    return str(found.get_content())


def test_a_letter_that_does_not_wait_leaves_and_only_once(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with mail_server() as box:
        assert body.post(box.server) == Posted(sent=1)
        assert body.post(box.server) == Posted()

        assert box.took == [address("lead")]
        assert body.states() == ["sent"]
        assert body.waiting("lead") == []
    with store.reading() as conn:
        assert conn.execute(select(table_of(rows.MailTry))).all() == []
        assert record.verify(conn).problems == ()


def test_what_waits_is_one_mail_a_day_from_seven_in_the_morning(store: Store) -> None:
    body = PostRoom(store).later(hours=14)
    body.told("update", "i", "lead")
    body.told("lead", "l", "lead")
    with mail_server() as box:
        assert body.post(box.server) == Posted()
        assert body.later(hours=2).post(box.server) == Posted(sent=1)
        body.told("silence_soon", "i", "lead")
        assert body.later(hours=2).post(box.server) == Posted()
        assert body.later(hours=23).post(box.server) == Posted(sent=1)

        assert len(box.taken) == 2


def test_what_does_not_wait_takes_along_what_does(store: Store) -> None:
    body = PostRoom(store).later(hours=12)
    body.told("update", "i", "lead")
    body.turn("lead", "member")
    with mail_server() as box:
        assert body.post(box.server) == Posted(sent=2)
        assert body.waiting("lead") == []
        body.told("update", "i", "lead")
        assert body.later(hours=8).post(box.server) == Posted()
        body.turn("lead")
        assert body.post(box.server) == Posted(sent=1)
        assert body.waiting("lead") == []


def test_who_has_no_address_is_counted_and_keeps_the_letters(store: Store) -> None:
    body = PostRoom(store, reached=())
    body.turn("lead", "member")
    with mail_server() as box:
        assert body.post(box.server) == Posted(no_address=2)
        assert box.heard == []
    assert body.waiting("lead") == ["turn"]


def test_who_has_ended_gets_nothing(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with store.change(body.room_actor, now=body.moment) as change:
        change.put(rows.Person, "person-lead", ended_on=change.on)
        change.record("people")
    with mail_server() as box:
        assert body.post(box.server) == Posted()
        assert box.messages == []
    assert body.waiting("lead") == []


def test_what_moved_on_is_not_told_any_more(store: Store) -> None:
    body = PostRoom(store)
    first = body.turn("lead")
    body.turn("member")
    with mail_server() as box:
        assert body.post(box.server) == Posted(sent=1)
        assert box.took == [address("member")]
    with store.reading() as conn:
        (taken_back,) = [row for row in fetch(conn, rows.Letter) if row.withdrawn_on]
    assert (taken_back.about_id, taken_back.mail_id) == (first, None)


def test_a_whole_day_without_server_loses_nothing_and_gives_no_pile(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    assert body.post(GONE) == Posted(later=1, trouble="ConnectionRefusedError")
    with store.reading() as conn:
        found = trouble(conn)
        assert found is not None
        assert (found.what, found.waiting) == ("ConnectionRefusedError", 1)
    for _ in range(24):
        body.later(hours=1).told("lead", "l", "lead")
        assert body.post(GONE).later == 1
    assert body.states() == []

    with mail_server() as box:
        assert body.later(minutes=1).post(box.server).sent == 0
        assert body.post(box.server, insist=True) == Posted(sent=1)
        assert len(box.taken) == 1
    with store.reading() as conn:
        assert trouble(conn) is None


def test_a_server_that_is_away_is_not_asked_all_the_time(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with mail_server() as box:
        box.mood["mail"] = b"421 too busy\r\n"
        asked = 0
        for _ in range(180):
            before = len(box.heard)
            assert body.later(minutes=1).post(box.server).later == 1
            asked += len(box.heard) > before
    assert 5 <= asked <= 12


@pytest.mark.parametrize("mood", [{"rcpt": b"550 5.1.1 nobody here\r\n"}, {".": b"554 5.6.0 never\r\n"}])
def test_what_is_refused_is_shown_and_not_tried_again(store: Store, mood: dict[str, bytes]) -> None:
    body = PostRoom(store)
    body.turn("lead", "member")
    with mail_server() as box:
        box.mood.update(mood)
        assert body.post(box.server) == Posted(refused=2)
        assert body.later(days=2).post(box.server) == Posted()
    with store.reading() as conn:
        assert sorted(one.to for one in undelivered(conn)) == ["lead", "member"]


@pytest.mark.parametrize(
    "mood", [{"rcpt": b"451 4.7.1 later\r\n"}, {".": b"452 full\r\n"}, {"rcpt": b"554 5.7.1 relaying denied\r\n"}]
)
def test_what_is_put_off_is_tried_less_and_less_often_and_given_up(store: Store, mood: dict[str, bytes]) -> None:
    body = PostRoom(store)
    body.turn("lead")
    waits, began = [], body.at
    with mail_server() as box:
        box.mood.update(mood)
        assert body.post(box.server) == Posted(later=1)
        last = body.at
        while body.states() == ["leaving"]:
            tried = body.later(minutes=5).post(box.server)
            if tried != Posted():
                waits.append((body.at - last).total_seconds() / 60)
                last = body.at
        assert tried == Posted(given_up=1)
    assert waits[:5] == [5, 15, 60, 240, 720]
    assert {*waits[5:]} == {720}
    assert 5 <= (body.at - began).days + 1 <= 6
    with store.reading() as conn:
        assert [one.state for one in undelivered(conn)] == ["given_up"]


def test_while_one_is_put_off_there_comes_no_pile(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with mail_server() as box:
        box.mood["rcpt"] = b"451 later\r\n"
        body.post(box.server)
        for _ in range(3):
            body.later(days=1).told("lead", "l", "lead")
            body.post(box.server)
        box.mood.clear()
        body.later(days=1).post(box.server)
        body.post(box.server)

        assert len(box.taken) == 2
        assert len({*ids(box)}) == 2
    assert body.states() == ["sent", "sent"]


def test_a_server_that_falls_silent_in_the_middle_may_have_it_so_it_is_the_same_again(store: Store) -> None:
    body = PostRoom(store)
    body.turn("lead")
    with mail_server() as box:
        box.doing["."] = hang_up
        assert body.post(box.server) == Posted(later=1)
        with store.reading() as conn:
            (tried,) = mails(conn)
        assert (tried.tries, tried.trouble) == (1, "SMTPServerDisconnected")
        box.doing.clear()
        assert body.later(minutes=6).post(box.server) == Posted(sent=1)

        first, second = box.messages
        assert first["message-id"] == second["message-id"]
        assert html(first) == html(second)


def test_without_server_or_address_of_its_own_it_says_so(store: Store) -> None:
    body = PostRoom(store)
    assert body.post(None) == Posted()
    body.turn("lead")

    assert body.post(None) == Posted(later=1, trouble=NO_SERVER)
    assert body.post(GONE, site="") == Posted(later=1, trouble=NO_SITE)
    with store.reading() as conn:
        found = trouble(conn)
    assert found is not None
    assert found.what == NO_SITE
    assert body.states() == []


def test_a_mail_tells_nothing_to_who_may_not_know(store: Store) -> None:
    body = PostRoom(store)
    with store.change(body.room_actor, now=body.moment) as change:
        change.put(rows.Initiative, "i", workflow="casus")
        change.record("open")
    body.turn("lead")
    with mail_server() as box:
        assert body.post(box.server) == Posted(sent=1)

        assert "Open huis" not in box.last.as_string()
        assert box.last["subject"] == "Bericht van labflow"
        assert f"{SITE}/\n" in box.words
    with store.reading() as conn:
        entries = [str(row.body) for row in conn.execute(select(table_of(rows.Log)).order_by("seq"))]
    assert not any('"letter"' in one and '"act":"mail"' in one.replace(" ", "") for one in entries)


def test_after_a_restore_what_was_leaving_leaves_again_and_what_was_sent_does_not(store: Store, tmp_path: Path) -> None:
    body = PostRoom(store)
    body.turn("lead", "member")
    with mail_server() as box:
        box.doing["rcpt"] = lambda: box.mood.update(rcpt=b"451 later\r\n") if box.taken else None
        assert body.post(box.server) == Posted(sent=1, later=1)
        box.doing.clear()
        box.mood.clear()
        upkeep.backup(store, tmp_path / "copy")
        upkeep.restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}")
        with closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as again:
            body.store = again
            assert body.post(box.server) == Posted(sent=1)
            assert body.states() == ["sent", "sent"]
            body.store = store
        assert body.later(minutes=6).post(box.server) == Posted(sent=1)

        assert sorted(Counter(box.took).values()) == [1, 2]
        assert len({*ids(box)}) == 2


def hang_up() -> None:
    raise ConnectionAbortedError
