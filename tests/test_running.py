"""The page on running it for real tells the truth: its commands exist, its settings exist, its units are closed."""

import os
import re
import shlex
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from labflow.cli.parsing import given
from tests.house.source import ROOT, modules

PAGE = ROOT / "docs/running.md"
DEPLOY = ROOT / "docs/deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
FILES = (PAGE, *sorted(DEPLOY.iterdir()))
SETTING = re.compile(r"LABFLOW_[A-Z]+(?:_[A-Z]+)*")
CLOSED = {
    "User": "labflow", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "UMask": "0077", "StateDirectoryMode": "0700", "CapabilityBoundingSet": "", "RestrictNamespaces": "yes",
}  # fmt: skip


def test_every_command_in_it_is_one() -> None:
    commands = _commands()
    named = {shlex.split(one)[1] for one in commands}

    assert {"init", "people", "doctor", "restore", "backup", "daily", "serve", "log"} <= named
    for command in commands:
        given(shlex.split(command)[1:], {})


def test_every_setting_in_it_exists_and_every_setting_is_in_it() -> None:
    told = set(SETTING.findall(PAGE.read_text(encoding="utf-8")))
    code = {name for module in modules("labflow", "web") for name in SETTING.findall(module.text)}
    spoken = {"LABFLOW_SMTP", "LABFLOW_SESSION"}

    assert told - code == set()
    assert code - spoken - told == set()


def test_the_file_of_settings_can_be_read_and_names_only_what_the_page_tells() -> None:
    lines = (DEPLOY / "labflow.env").read_text(encoding="utf-8").splitlines()
    settings = dict(line.lstrip("#").split("=", 1) for line in lines if re.match(r"#?LABFLOW_", line))

    assert set(settings) <= set(SETTING.findall(PAGE.read_text(encoding="utf-8")))
    assert settings["LABFLOW_BASE_URL"].startswith("https://")
    assert settings["LABFLOW_SMTP_PASSWORD"] == ""


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_is_closed(unit: Path) -> None:
    service = _unit(unit)["Service"]

    assert {name: service.get(name) for name in CLOSED} == CLOSED
    assert service["StateDirectory"] == "labflow labflow-backups"


def test_each_timer_has_its_job_and_the_page_starts_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for timer in DEPLOY.glob("*.timer"):
        assert timer.with_suffix(".service") in SERVICES
        assert _unit(timer)["Timer"]["Persistent"] == "yes"
        assert timer.name in page


def test_the_service_is_served_on_this_machine_only() -> None:
    words = shlex.split(_unit(DEPLOY / "labflow.service")["Service"]["ExecStart"])

    assert words[words.index("--host") + 1] == "127.0.0.1"


def test_a_proxy_says_what_it_saw_and_not_what_it_was_told() -> None:
    proxy = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    assert "X-Forwarded-For $remote_addr;" in proxy
    assert "Host $host;" in proxy
    assert [line for line in proxy.splitlines() if "$proxy_add_x_forwarded_for" in line and "#" not in line] == []


def test_the_command_of_the_backup_makes_a_file_with_a_moment_in_its_name(tmp_path: Path) -> None:
    words = shlex.split(_unit(DEPLOY / "labflow-backup.service")["Service"]["ExecStart"])
    script = words[2].replace("$$", "$").replace("%%", "%")
    script = re.sub(r"^exec \S+", "echo", script).replace("/var/lib/labflow-backups", str(tmp_path))
    told = subprocess.run([words[0], "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ))

    assert re.fullmatch(rf"backup {tmp_path}/labflow-\d{{4}}-\d\d-\d\dT\d{{6}}\.backup\n", told.stdout)


def _commands() -> list[str]:
    """Each line of a page or a unit that runs labflow, as one would type it."""
    found = [
        part.split("#")[0].strip()
        for file in FILES
        for part in re.findall(
            r"(?:bin/|`|as_labflow )(labflow [a-z][^`'\n]*)",
            re.sub(r"\$\$\([^)]*\)", "now", file.read_text(encoding="utf-8")),
        )
    ]
    return [command for command in found if command]


def _unit(file: Path) -> RawConfigParser:
    read = RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(file.read_text(encoding="utf-8"))
    return read
