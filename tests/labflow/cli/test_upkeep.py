"""Beginning and keeping a database from a terminal, and what the record says of it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.labflow.cli.terminal import Terminal

ROOT = Path(__file__).resolve().parents[3]


def test_init_twice_is_init_once(bare: Terminal) -> None:
    before = bare.json("log", "verify")
    again = bare.json("init")

    assert (again["initiatives"], bare.json("log", "verify")) == (0, before)


def test_a_demo_begins_in_an_empty_database_only(demo: Terminal) -> None:
    before = demo.json("log", "verify")

    assert demo("init", "--demo", "--json", code=1).codes == ["founding.not_empty"]
    assert demo.json("log", "verify") == before


def test_a_copy_comes_back_whole(demo: Terminal) -> None:
    made = demo.json("backup", "copy")
    elsewhere = Terminal(demo.folder, f"sqlite:///{demo.folder / 'other.db'}")
    back = elsewhere.json("restore", "copy")

    assert (made["ok"], back["rows"]) == (True, made["rows"])
    assert elsewhere.json("initiatives", "list") == demo.json("initiatives", "list")
    assert demo("backup", "copy", "--json", code=1).codes == ["store.file_exists"]
    assert demo("restore", "copy", "--json", code=1).codes == ["store.database_in_the_way"]
    assert demo.json("restore", "copy", "--keep-aside")["kept_aside"] is not None


def test_the_doctor_looks_and_says_so(demo: Terminal, nowhere: Terminal) -> None:
    assert demo.json("doctor")["ok"] is True
    assert nowhere("doctor", "--json", code=3).json["ok"] is False


def test_the_log_of_one_initiative(demo: Terminal) -> None:
    demo("initiatives", "note", "speak-up", "tekst", "--as", "coordinator")
    entries = demo.json("log", "show", "speak-up")

    assert [(one["who"], one["act"]) for one in entries][-1] == ("coordinator", "note")
    assert len(entries) < len(demo.json("log", "show"))


def test_the_register(demo: Terminal) -> None:
    on_the_day = ("--as", "voorzitter", "--now", "2023-09-29")
    demo("council", "attend", "2023-09-29", "--all", "present", *on_the_day)
    demo("council", "note", "2023-09-29", "1", "deferred", "--until", "2023-11-20", *on_the_day)
    demo("council", "close", "2023-09-29", *on_the_day)

    assert [(one["number"], one["outcome"]) for one in demo.json("decisions", "list")] == [("2023-001", "deferred")]
    assert demo.json("decisions", "show", "2023-001")["verdict"]["quorate"] is True
    assert demo("decisions", "show", "2023-009", "--json", code=1).codes == ["cli.no_decision"]


def test_the_workflows(demo: Terminal) -> None:
    listed = demo.json("workflows", "list")
    shown = demo.json("workflows", "show", "labo@1")

    assert {one["workflow"]: one["running"] for one in listed}["labo"] == 4
    assert set(shown) == {"workflow", "version", "sha256", "stages", "transitions"}
    assert shown["stages"][0] == {"key": "verkenning", "phase": "verkenning", "final": False, "expected_days": 180}
    assert demo("workflows", "show", "labo", "--format", "mermaid").out.startswith("stateDiagram-v2\n")
    assert demo("workflows", "show", "labo", "--format", "svg").out.startswith("<svg")
    assert demo("workflows", "show", "niets", "--json", code=1).codes == ["cli.no_workflow"]


def test_a_workflow_that_is_not_sound(nowhere: Terminal) -> None:
    (nowhere.folder / "1.yaml").write_text("workflow: x\nworkflow: y\n", encoding="utf-8")
    checked = nowhere.json("workflows", "check", "1.yaml", code=1)

    assert (checked["sound"], checked["findings"][0]["file"]) == (False, "1.yaml")
    assert {"file", "line", "column", "code", "severity", "message"} == set(checked["findings"][0])
    assert nowhere.json("workflows", "check") == {"sound": True, "findings": []}


def test_a_port_that_is_taken(nowhere: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert nowhere("serve", "--demo", "--port", str(port), "--json", code=1).codes == ["cli.address_taken"]


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="needs signals")
def test_the_demo_is_served_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-c", "import sys; from labflow.cli import main; sys.exit(main())", "serve", "--demo",
         "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}, cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert served.stdout is not None
    address = re.search(r"http://\S+", served.stdout.readline())
    assert address is not None
    page = _fetched(f"{address[0]}/wie-ben-je")
    served.send_signal(signal.SIGINT)
    _, errors = served.communicate(timeout=30)

    assert "<html" in page
    assert ("Traceback" in errors, list(tmp_path.iterdir())) == (False, [])


def _fetched(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return str(page.read().decode())
        except ConnectionError:
            pass
        except OSError as error:
            if "refused" not in str(error):
                raise
        subprocess.run(["sleep", "0.2"], check=True)
    return ""


def test_json_is_one_line_of_json(demo: Terminal) -> None:
    for words in (("init",), ("people", "list"), ("council", "meetings"), ("decisions", "list"), ("log", "show")):
        assert isinstance(json.loads(demo(*words, "--json").out), list | dict)
