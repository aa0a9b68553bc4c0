"""The settings of the browser side, read from the environment once. Nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from labflow.texts import Language

DEFAULT = "sqlite:///labflow.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """`LABFLOW_DATABASE`, `LABFLOW_NOW` (an ISO day), `LABFLOW_LANG` (nl or en), `LABFLOW_DEMO` (1), `LABFLOW_NETWORK`."""

    database: str = DEFAULT
    lang: Language = "nl"
    is_demo: bool = False
    day: date | None = None
    network: str = ""


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raises ValueError for a day that is none."""
    now = environment.get("LABFLOW_NOW", "")
    return Settings(
        environment.get("LABFLOW_DATABASE", DEFAULT),
        "en" if environment.get("LABFLOW_LANG") == "en" else "nl",
        environment.get("LABFLOW_DEMO") == "1",
        date.fromisoformat(now[:10]) if now else None,
        environment.get("LABFLOW_NETWORK", ""),
    )
