"""When the residents' door does not open at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.web.channel import WebChannel
from bot.errors import SettingsError
from bot.settings import settings


@pytest.fixture(autouse=True)
def _settings_read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


async def nobody(_: object) -> None:
    """Takes no message."""


def test_in_production_the_door_stays_shut_until_the_local_numbers_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRONTDOOR_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")

    with pytest.raises(SettingsError, match=r"FRONTDOOR_SAFEGUARDING_PHONE, .*FRONTDOOR_COMPLAINTS_PHONE"):
        WebChannel().blueprint(nobody)
