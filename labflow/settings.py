"""The settings of the browser side, read from the environment once. Nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from labflow.mailing import MailServer, mail_server_from
from labflow.signing import USUAL, Lifetimes, lifetimes_from
from labflow.texts import Language

DEFAULT = "sqlite:///labflow.db"
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What to show: `LABFLOW_DATABASE`, `LABFLOW_NOW` (an ISO day), `LABFLOW_LANG` (nl or en), `LABFLOW_DEMO` (1),
    `LABFLOW_NETWORK`. How it is served:

    `LABFLOW_BASE_URL` (where people find this place: mailed links begin so), `LABFLOW_HOSTS` (the names it answers to,
    by default that of the address and this machine), `LABFLOW_PROXIES` (whose word about a visitor's address is taken,
    by default nobody's), `LABFLOW_BACKUPS` (the folder of the copies) and `LABFLOW_DEBUG` (tracebacks).
    `LABFLOW_DAILY` (on): the server does the day's work itself, not in a demo or on a day that was set. For signing in:
    `LABFLOW_SMTP_*` (see `labflow.mailing`), `LABFLOW_SESSION_DAYS`, `LABFLOW_SESSION_IDLE_DAYS` (90 both) and
    `LABFLOW_SESSION_STRICT_HOURS` (12 idle hours, for who decides about others).
    """

    database: str = DEFAULT
    lang: Language = "nl"
    is_demo: bool = False
    day: date | None = None
    network: str = ""
    address: str = ""
    hosts: tuple[str, ...] = THIS_MACHINE
    proxies: tuple[str, ...] = ()
    backups: str = ""
    is_debug: bool = False
    mail: MailServer | None = None
    lives: Lifetimes = USUAL
    keeps_clock: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people come in through TLS."""
        return self.address.startswith("https://")

    @property
    def has_mail(self) -> bool:
        """Whether mail leaves from here."""
        return self.mail is not None


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raises ValueError for a day that is none or an address that cannot be one."""
    now, address = environment.get("LABFLOW_NOW", ""), environment.get("LABFLOW_BASE_URL", "").rstrip("/")
    host = _host(address)
    return Settings(
        environment.get("LABFLOW_DATABASE", DEFAULT),
        "en" if environment.get("LABFLOW_LANG") == "en" else "nl",
        environment.get("LABFLOW_DEMO") == "1",
        date.fromisoformat(now[:10]) if now else None,
        environment.get("LABFLOW_NETWORK", ""),
        address=address,
        hosts=_listed(environment.get("LABFLOW_HOSTS", "")) or (*([host] if host else []), *THIS_MACHINE),
        proxies=_listed(environment.get("LABFLOW_PROXIES", "")),
        backups=environment.get("LABFLOW_BACKUPS", ""),
        is_debug=bool(environment.get("LABFLOW_DEBUG")),
        mail=mail_server_from(environment),
        lives=lifetimes_from(environment),
        keeps_clock=environment.get("LABFLOW_DAILY") == "on" and environment.get("LABFLOW_DEMO") != "1" and not now,
    )


def _host(address: str) -> str | None:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
        raise ValueError(f"LABFLOW_BASE_URL={address}")
    return parts.hostname


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in written.split(",") if part.strip())
