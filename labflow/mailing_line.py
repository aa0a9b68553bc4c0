"""A conversation over SMTP that ends in time, also with a server that goes on for ever, a letter at a time."""

import contextlib
import smtplib
import socket
import threading
from typing import Any


class Conversation(smtplib.SMTP):
    """SMTP of which the whole conversation ends after `longest` seconds; `timeout` counts for each silence."""

    _end: threading.Timer | None = None

    def __init__(self, *place: Any, longest: float, **settings: Any) -> None:
        self._longest = longest
        try:
            super().__init__(*place, **settings)
        except BaseException:
            self._over()
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """The standard library's own place to alter the socket; encryption is laid over what this returns."""
        found: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        under = found.dup()
        self._end = threading.Timer(self._longest, _hang_up, (under,))
        self._end.daemon = True
        self._under = under
        self._end.start()
        return found

    def close(self) -> None:
        """Hang up."""
        super().close()
        self._over()

    def _over(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._under.close()
            self._end = None


class EncryptedConversation(smtplib.SMTP_SSL, Conversation):
    """The same, encrypted from its first word."""

    def __init__(self, *place: Any, longest: float, **settings: Any) -> None:
        self._longest = longest
        try:
            super().__init__(*place, **settings)
        except BaseException:
            self._over()
            raise


def _hang_up(under: socket.socket) -> None:
    with contextlib.suppress(OSError):
        under.shutdown(socket.SHUT_RDWR)
