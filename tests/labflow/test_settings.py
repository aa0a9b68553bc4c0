"""Settings come from the environment and nowhere else."""

from datetime import date, timedelta

import pytest

from labflow.mailing import MailServer
from labflow.settings import THIS_MACHINE, Settings, settings_from
from labflow.signing import Lifetimes


def test_nothing_set_is_a_real_database_in_dutch() -> None:
    assert settings_from({}) == Settings("sqlite:///labflow.db", "nl", False, None)


def test_everything_can_be_set() -> None:
    told = {
        "LABFLOW_DATABASE": "postgresql://x",
        "LABFLOW_LANG": "en",
        "LABFLOW_DEMO": "1",
        "LABFLOW_NOW": "2023-09-29T14:00",
        "LABFLOW_BASE_URL": "https://labflow.example/",
        "LABFLOW_HOSTS": "labflow.example, Other.example",
        "LABFLOW_PROXIES": "127.0.0.1,10.0.0.0/8",
        "LABFLOW_BACKUPS": "copies",
        "LABFLOW_DEBUG": "1",
        "LABFLOW_NETWORK": "example",
        "LABFLOW_SMTP_HOST": "localhost",
        "LABFLOW_SMTP_FROM": "labflow@labflow.example",
        "LABFLOW_SESSION_DAYS": "7",
        "LABFLOW_SESSION_IDLE_DAYS": "1.5",
        "LABFLOW_SESSION_STRICT_HOURS": "1",
    }

    assert settings_from(told) == Settings(
        "postgresql://x", "en", True, date(2023, 9, 29), "example", "https://labflow.example",
        ("labflow.example", "other.example"), ("127.0.0.1", "10.0.0.0/8"), "copies", True,
        MailServer("localhost", "labflow@labflow.example", 587),
        Lifetimes(timedelta(days=7), timedelta(hours=36), timedelta(hours=1)),
    )  # fmt: skip


def test_the_names_are_by_default_that_of_the_address_and_this_machine() -> None:
    assert settings_from({}).hosts == THIS_MACHINE
    assert settings_from({"LABFLOW_BASE_URL": "https://A.example:8443"}).hosts == ("a.example", *THIS_MACHINE)


def test_only_an_address_with_tls_is_https() -> None:
    assert [Settings(address=a).is_https for a in ("https://a.example", "http://a.example", "")] == [True, False, False]


def test_a_day_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="morgen"):
        settings_from({"LABFLOW_NOW": "morgen"})


@pytest.mark.parametrize(
    "address", ["labflow.example", "ftp://a.example", "https://", "http://[", "https://a.example/x"]
)
def test_an_address_that_cannot_be_one_is_refused_at_once(address: str) -> None:
    with pytest.raises(ValueError, match=r"LABFLOW_BASE_URL|Invalid IPv6"):
        settings_from({"LABFLOW_BASE_URL": address})


def test_without_a_mail_server_no_mail_leaves() -> None:
    assert not settings_from({}).has_mail
    assert settings_from({"LABFLOW_SMTP_HOST": "here", "LABFLOW_SMTP_FROM": "a@b.example"}).has_mail
