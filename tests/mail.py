"""A mail server on this machine that takes, refuses, trickles or keeps silent, and remembers what it took. Real SMTP.

The word "." stands for the end of a message: what the server answers or does there comes after it read all of it.
"""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from labflow.mailing import MailServer


@dataclass
class Mailbox:
    """What a server took. `mood`: what it answers to a command instead of the usual; `doing`: what it does before that.

    `silent`: it says nothing at all; `trickles`: it says one letter at a time and never ends; `messages`: what it read,
    `taken`: what it said that it took.
    """

    mood: dict[str, bytes] = field(default_factory=dict)
    doing: dict[str, Callable[[], object]] = field(default_factory=dict)
    silent: bool = False
    trickles: bool = False
    messages: list[EmailMessage] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    server: MailServer = field(default_factory=lambda: MailServer("", ""))

    @property
    def last(self) -> EmailMessage:
        """The message that came last."""
        return self.messages[-1]

    @property
    def words(self) -> str:
        """The text of the last message."""
        plain = self.last.get_body(("plain",))
        assert plain is not None
        return str(plain.get_content()).replace("\r\n", "\n")

    @property
    def took(self) -> list[str]:
        """To whom the messages went that it took."""
        return [str(one["to"]) for one in self.taken]


class _Speaking(socketserver.StreamRequestHandler):
    server: "_Serving"

    def handle(self) -> None:
        box, over = self.server.box, self.server.over
        if box.silent:
            over.wait(30)
            return
        with contextlib.suppress(OSError):
            while box.trickles and not over.wait(0.05):
                self.wfile.write(b"2")
            self._talk()

    def _talk(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.decode().split(" ")[0].strip().lower()
            self.server.box.heard.append(line.decode().strip())
            self.wfile.write(self._said(word) or self._answer(word))
            if word == "quit":
                return

    def _said(self, word: str) -> bytes | None:
        box = self.server.box
        if word in box.doing:
            box.doing[word]()
        return box.mood.get(word)

    def _answer(self, word: str) -> bytes:
        told = {"ehlo": b"250-here\r\n250 AUTH PLAIN\r\n", "quit": b"221 bye\r\n", "auth": b"235 in\r\n"}
        return self._took() if word == "data" else told.get(word, b"250 fine\r\n")

    def _took(self) -> bytes:
        self.wfile.write(b"354 go on\r\n")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        message = BytesParser(policy=default).parsebytes(b"".join(lines))
        self.server.box.messages.append(message)
        refused = self._said(".")
        if refused is None:
            self.server.box.taken.append(message)
        return refused or b"250 fine\r\n"


class _Serving(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address, block_on_close = True, True, False

    def __init__(self, box: Mailbox) -> None:
        super().__init__(("127.0.0.1", 0), _Speaking)
        self.box, self.over = box, threading.Event()


@contextmanager
def mail_server(security: str = "none", account: str = "") -> Iterator[Mailbox]:
    """Give a mailbox that is served on a port of its own."""
    box = Mailbox()
    with _Serving(box) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        port = serving.server_address[1]
        box.server = MailServer(
            "127.0.0.1", "labflow@voorbeeld.be", port, account, "geheim" if account else "", security
        )
        yield box
        serving.over.set()
        serving.shutdown()
        thread.join()
