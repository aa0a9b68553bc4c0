"""Settings come from the environment and nowhere else."""

from datetime import date

import pytest

from web.settings import Settings, settings_from


def test_nothing_set_is_a_real_database_in_dutch() -> None:
    assert settings_from({}) == Settings("sqlite:///labflow.db", "nl", False, None)


def test_everything_can_be_set() -> None:
    told = {
        "LABFLOW_DATABASE": "postgresql://x",
        "LABFLOW_LANG": "en",
        "LABFLOW_DEMO": "1",
        "LABFLOW_NOW": "2023-09-29T14:00",
    }

    assert settings_from(told) == Settings("postgresql://x", "en", True, date(2023, 9, 29))


def test_a_day_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="morgen"):
        settings_from({"LABFLOW_NOW": "morgen"})
