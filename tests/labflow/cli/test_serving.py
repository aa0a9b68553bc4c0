"""Serving: whose word about a visitor is taken, and what is said when a place is not yet safe."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn

from labflow.cli.serving import serving_for
from tests.conftest import CODE, ROOT
from tests.labflow.cli.terminal import Terminal

SPOOFED = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "Forwarded": "for=203.0.113.7"}


@pytest.mark.parametrize("proxies", [(), ("10.0.0.1",), ("10.0.0.0/8", "192.0.2.1")])
def test_a_visitor_cannot_say_where_he_comes_from(proxies: tuple[str, ...]) -> None:
    with _serving(proxies) as port:
        assert _seen(port, SPOOFED) == "127.0.0.1 http"


def test_a_listed_proxy_says_where_a_visitor_comes_from() -> None:
    with _serving(("127.0.0.1",)) as port:
        assert _seen(port, SPOOFED) == "203.0.113.7 https"
        assert _seen(port, {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}) == "203.0.113.7 http"
        assert _seen(port, {}) == "127.0.0.1 http"


def test_the_environment_of_the_server_trusts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with _serving(()) as port:
        assert _seen(port, SPOOFED) == "127.0.0.1 http"


def test_an_unfinished_place_is_served_and_says_what_is_missing(bare: Terminal) -> None:
    told, page = _served(bare, {"LABFLOW_LANG": "en"})

    assert "Not yet fit to be opened to people: no https address, no fixed proxy, no mail" in told
    assert told.count("\n") == 1
    assert page == 200


def test_a_demo_says_nothing_of_the_kind(nowhere: Terminal) -> None:
    told, page = _served(nowhere, {}, "--demo")

    assert (told, page) == ("", 303)


def test_doctor_refuses_a_place_that_is_not_fit(bare: Terminal) -> None:
    told = bare("doctor", "--deploy", "--json", code=1).json
    wrong = [one["code"] for one in told["checks"] if not one["ok"]]

    assert bare("doctor", "--json").json["ok"] is True
    assert {"deploy.address_wrong", "deploy.mail_wrong", "deploy.administrator_wrong"} <= set(wrong)
    assert told["ok"] is False


def test_a_setting_that_makes_no_sense_is_refused_with_a_sentence(bare: Terminal) -> None:
    for words in (("doctor", "--deploy"), ("serve", "--port", "1024")):
        refused = bare(*words, "--json", code=1, LABFLOW_BASE_URL="gopher://x")

        assert refused.codes == ["cli.wrong_setting"]


async def _who(scope: Any, receive: Any, send: Any) -> None:
    """Answer with who the server says that the visitor is."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"{scope['client'][0]} {scope['scheme']}".encode()})


@contextmanager
def _serving(proxies: tuple[str, ...]) -> Iterator[int]:
    port = _free_port()
    server = uvicorn.Server(uvicorn.Config(_who, port=port, lifespan="off", **serving_for(proxies)))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield port
    server.should_exit = True
    thread.join()


def _seen(port: int, headers: dict[str, str]) -> str:
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/", headers=headers)
    answer = line.getresponse()
    told = answer.read().decode()
    line.close()
    assert answer.getheader("server") is None
    return told


def _served(terminal: Terminal, environment: dict[str, str], *words: str) -> tuple[str, int]:
    """Serve until the first page; returns what stood on the error stream and the status of that page."""
    port = _free_port()
    served = subprocess.Popen(
        [sys.executable, "-c", CODE, "serve", "--port", str(port), *words], cwd=terminal.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LABFLOW_DATABASE": terminal.database, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert served.stdout is not None
    assert re.search(r"http://\S+", served.stdout.readline())
    status = _status(port, f"{'/' if words else '/portfolio'}")
    served.send_signal(signal.SIGINT)
    _, told = served.communicate(timeout=30)
    return told, status


def _status(port: int, address: str) -> int:
    for _ in range(100):
        line = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("GET", address)
            return line.getresponse().status
        except OSError:
            time.sleep(0.1)
        finally:
            line.close()
    return 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
