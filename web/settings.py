"""The settings of the browser side, read from the environment once. Nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from labflow.texts import Language

DEFAULT = "sqlite:///labflow.db"
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """`LABFLOW_DATABASE`, `LABFLOW_NOW` (an ISO day), `LABFLOW_LANG` (nl or en), `LABFLOW_DEMO` (1) and, for serving:

    `LABFLOW_BASE_URL` (where people find this place: mailed links begin so), `LABFLOW_HOSTS` (the names it answers to,
    by default that of the address and this machine), `LABFLOW_PROXIES` (whose word about a visitor's address is taken,
    by default nobody's), `LABFLOW_BACKUPS` (the folder of the copies) and `LABFLOW_DEBUG` (1: tracebacks).
    """

    database: str = DEFAULT
    lang: Language = "nl"
    is_demo: bool = False
    day: date | None = None
    address: str = ""
    hosts: tuple[str, ...] = THIS_MACHINE
    proxies: tuple[str, ...] = ()
    backups: str = ""
    is_debug: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people come in through TLS."""
        return self.address.startswith("https://")


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raises ValueError for a day that is none or an address that cannot be one."""
    now, address = environment.get("LABFLOW_NOW", ""), environment.get("LABFLOW_BASE_URL", "").rstrip("/")
    host = urlsplit(address).hostname
    return Settings(
        environment.get("LABFLOW_DATABASE", DEFAULT),
        "en" if environment.get("LABFLOW_LANG") == "en" else "nl",
        environment.get("LABFLOW_DEMO") == "1",
        date.fromisoformat(now[:10]) if now else None,
        address,
        _listed(environment.get("LABFLOW_HOSTS", "")) or (*([host] if host else []), *THIS_MACHINE),
        _listed(environment.get("LABFLOW_PROXIES", "")),
        environment.get("LABFLOW_BACKUPS", ""),
        bool(environment.get("LABFLOW_DEBUG")),
    )


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in written.split(",") if part.strip())
