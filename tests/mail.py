"""A mail server on this machine that takes, refuses or keeps silent, and remembers what it took. SMTP, really."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from labflow.mailing import MailServer


@dataclass
class Mailbox:
    """What a server took. `mood`: what it answers to a command instead of the usual, or "silent"."""

    mood: dict[str, bytes] = field(default_factory=dict)
    silent: bool = False
    messages: list[EmailMessage] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    server: MailServer = field(default_factory=lambda: MailServer("", ""))

    @property
    def last(self) -> EmailMessage:
        """The message that came last."""
        return self.messages[-1]

    @property
    def words(self) -> str:
        """The text of the last message."""
        return str(self.last.get_content()).replace("\r\n", "\n")


@contextmanager
def mail_server(security: str = "none", account: str = "") -> Iterator[Mailbox]:
    """Give a mailbox that is served on a port of its own."""
    box, over = Mailbox(), threading.Event()

    class Speaking(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if box.silent:
                over.wait(30)
                return
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line.decode().split(" ")[0].strip().lower()
                box.heard.append(line.decode().strip())
                self.wfile.write(box.mood.get(word) or self._answer(word))
                if word == "quit":
                    return

        def _answer(self, word: str) -> bytes:
            if word == "data":
                self.wfile.write(b"354 go on\r\n")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                box.messages.append(BytesParser(policy=default).parsebytes(b"".join(lines)))
            told = {"ehlo": b"250-here\r\n250 AUTH PLAIN\r\n", "quit": b"221 bye\r\n", "auth": b"235 in\r\n"}
            return told.get(word, b"250 fine\r\n")

    class Serving(socketserver.ThreadingTCPServer):
        daemon_threads, allow_reuse_address, block_on_close = True, True, False

    with Serving(("127.0.0.1", 0), Speaking) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        port = serving.server_address[1]
        box.server = MailServer(
            "127.0.0.1", "labflow@voorbeeld.be", port, account, "geheim" if account else "", security
        )
        yield box
        over.set()
        serving.shutdown()
        thread.join()
