"""Several at once, and kill -9 at the worst moments: nobody gets two mails, nobody gets none."""

import subprocess
import threading
from collections import Counter

import pytest

from labflow import posting, record
from labflow.mailing import MailServer
from labflow.posting import Posted
from labflow.posting_claim import Claimed, Post, claim
from labflow.store import Store
from tests.labflow.council_room import network
from tests.labflow.post_room import SITE, PostRoom, address, go, sender, turned
from tests.mail import Mailbox, mail_server

PEOPLE = ("lead", "member", "other", "chair", "secretary", "coordinator", "both")


def test_many_at_once_send_each_mail_once(store: Store) -> None:
    """Four threads and two processes, on stores of their own."""
    body = PostRoom(store, PEOPLE)
    body.turn(*PEOPLE)
    with mail_server() as box:
        processes = [sender(body, box.server) for _ in range(2)]
        threads = [threading.Thread(target=_post_apart, args=(body, box.server)) for _ in range(4)]
        for process in processes:
            go(process)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [turned(process) for process in processes] == [0, 0]

        assert Counter(box.took) == Counter(address(key) for key in PEOPLE)
        assert len({one["message-id"] for one in box.messages}) == len(box.messages) == len(PEOPLE)
    assert body.states() == ["sent"] * len(PEOPLE)
    with store.reading() as conn:
        assert record.verify(conn).problems == ()


@pytest.mark.parametrize("moment", ["rcpt", "."])
def test_a_kill_between_taking_sending_and_writing_down_loses_nobody(store: Store, moment: str) -> None:
    """At "rcpt" the mail was taken and not sent; at "." the server has it and nobody wrote that down."""
    body = PostRoom(store)
    body.turn("lead", "member")
    with mail_server() as box:
        killed = sender(body, box.server)
        box.doing[moment] = lambda: _kill(killed, box)
        go(killed)
        assert turned(killed) < 0
        assert "leaving" in body.states()

        assert body.later(minutes=2).post(box.server) == Posted(sent=1)
        assert body.later(minutes=9).post(box.server) == Posted(sent=1)
        assert body.post(box.server) == Posted()

        times = Counter(str(one["to"]) for one in box.messages)
        again = [one["message-id"] for one in box.messages]
        assert times.keys() == {address("lead"), address("member")}
        assert len({*again}) == 2
        assert len(again) == (2 if moment == "rcpt" else 3)
    assert body.states() == ["sent", "sent"]


def test_a_worker_that_wakes_up_too_late_writes_nothing_over(store: Store) -> None:
    """It took a mail and slept through its hold; somebody else sent it meanwhile."""
    body = PostRoom(store)
    body.turn("lead")
    asleep, awake = threading.Event(), threading.Event()
    with mail_server() as box:
        box.doing["."] = lambda: _sleep_once(box, asleep, awake)
        first = threading.Thread(target=_post_apart, args=(body, box.server))
        first.start()
        assert asleep.wait(20)
        assert PostRoom.post(body.later(minutes=11), box.server) == Posted(sent=1)
        awake.set()
        first.join()

        assert len({one["message-id"] for one in box.messages}) == 1
    assert body.states() == ["sent"]
    with store.reading() as conn:
        assert record.verify(conn).problems == ()


def test_a_worker_that_wakes_up_too_late_ends_no_hold_of_another_one(store: Store) -> None:
    """It took a mail, slept through its hold and then heard that it was put off; somebody else holds it by now."""
    body = PostRoom(store)
    body.turn("lead")
    held: list[Claimed | None] = []
    with mail_server() as box:
        box.mood["rcpt"] = b"451 later\r\n"
        box.doing["rcpt"] = lambda: held.append(_taken_over(body, box))
        assert body.post(box.server).later == 1
        assert held[0] is not None
        box.mood.clear()
        assert body.later(minutes=6).post(box.server) == Posted()
        assert body.later(minutes=5).post(box.server) == Posted(sent=1)


def _taken_over(body: PostRoom, box: Mailbox) -> Claimed | None:
    box.doing.clear()
    with body.later(minutes=11).store.change(posting.JOB, via="job", now=body.moment) as change:
        return claim(change, Post(network(), SITE, "nl"), "person-lead")


def _post_apart(body: PostRoom, server: MailServer) -> None:
    at = body.at
    apart = Store(body.store.url)
    try:
        posting.post(apart, network(), server, SITE, lambda: at)
    finally:
        apart.close()


def _kill(process: "subprocess.Popen[str]", box: Mailbox) -> None:
    box.doing.clear()
    process.kill()
    process.wait()


def _sleep_once(box: Mailbox, asleep: threading.Event, awake: threading.Event) -> None:
    box.doing.clear()
    asleep.set()
    awake.wait(9)
