"""How settings are written: their names, their lines in ``.env``, and what is wrong with one of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic_settings import DotEnvSettingsSource

from bot.blanked import SANDBOX

PREFIX = "FRONTDOOR_"


class OwnLinesOfDotEnv(DotEnvSettingsSource):
    """The lines of ``.env`` that are meant for us; other programs may keep theirs in the same file."""

    def __call__(self) -> dict[str, Any]:
        """Return our settings, and names that start like ours and are none, so that a slip is noticed."""
        prefix = PREFIX.lower()
        # Nobody turns a real service into a sandbox with a line in a file.
        known = set(self.settings_cls.model_fields) - {SANDBOX}
        return {name: value for name, value in super().__call__().items() if name in known or name.startswith(prefix)}


def environment_name(setting: str) -> str:
    """Return the name a setting has in the environment and in ``.env``."""
    return PREFIX + setting.upper()


def in_plain_words(fault: dict[str, Any], known: Iterable[str]) -> str:
    """Say what is wrong with one setting, without repeating its value (it may be a secret).

    Args:
        fault: as pydantic tells it.
        known: names of all settings, for "did you mean".
    """
    if not fault["loc"]:
        return str(fault["ctx"]["error"])
    setting = str(fault["loc"][0]).lower().removeprefix(PREFIX.lower())
    if fault["type"] != "extra_forbidden":
        return f"{environment_name(setting)}: {fault['msg']}"
    near = difflib.get_close_matches(setting, known, n=1)
    hint = f" (did you mean {environment_name(near[0])}?)" if near else ""
    return f"{environment_name(setting)} is not a setting{hint}"
