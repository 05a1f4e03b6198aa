"""Every setting of the service: name, default and what it is for.

One table serves the program, ``.env.example`` and ``docs/settings.md`` (a test holds them together).
Each setting is read from the environment as ``FRONTDOOR_<NAME>``, or from a file called ``.env``.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

SECRET_BYTES = 32


class Settings(BaseSettings):
    """The settings of one running Front Door."""

    model_config = SettingsConfigDict(env_prefix="FRONTDOOR_", env_file=".env", extra="forbid", frozen=True)

    environment: Literal["development", "test", "production"] = Field(
        default="development", description="development, test or production. Any other word stops the start."
    )
    data_folder: Path = Field(
        default=Path("var"), description="Folder for everything the embedded set-up keeps: databases, key, logs."
    )
    database_url: str = Field(
        default="",
        description="Database for summaries, staff and deliveries. Empty means an SQLite file in the data folder.",
    )
    conversations_url: str = Field(
        default="",
        description="Database for conversations under way. Empty means the database above if it is PostgreSQL, "
        "otherwise an SQLite file of its own in the data folder.",
    )
    secret_key: str = Field(
        default="", description="Signs cookies. Empty means one is made once and kept in the data folder."
    )

    host: str = Field(default="127.0.0.1", description="Address the pages listen on.")
    resident_port: int = Field(default=5005, description="Port of the resident's page (the Rasa server).")
    action_port: int = Field(default=5055, description="Port of the action server. Listens on this machine only.")
    inbox_port: int = Field(default=5006, description="Port of the staff inbox.")
    action_address: str = Field(
        default="", description="Where the Rasa server finds the action server. Empty means this machine."
    )
    behind_tls: bool = Field(
        default=False, description="true when residents and staff come by https; cookies are then marked Secure."
    )

    organisation_name: str = Field(default="the council", description="Who runs this, as residents would say it.")
    team_name: str = Field(default="the front-door team", description="The team that reads what people share.")
    team_phone: str = Field(default="", description="Number residents can ring to reach the team.")
    team_hours: str = Field(default="Monday to Friday, 9am to 5pm", description="When the team is at work.")
    reply_time: str = Field(default="two working days", description="How soon the team gets in touch.")
    privacy_notice_url: str = Field(default="", description="Address of your full privacy notice.")
    resume_hours: int = Field(
        default=168, ge=1, description="How long a resident can come back to a conversation on the same device."
    )
    question_folder: Path | None = Field(
        default=None, description="Folder with your own copy of the question library. Empty means the built-in one."
    )

    webhook_url: str = Field(
        default="", description="Address in your own system that summaries are sent to. Empty: the inbox only."
    )
    webhook_secret: str = Field(
        default="", description="Shared secret for signing deliveries, in the form whsec_ and base64."
    )
    webhook_timeout: float = Field(default=15, gt=0, description="Seconds to wait for your system to answer.")

    @property
    def store_url(self) -> str:
        """Address of the database for summaries, staff and deliveries."""
        return self.database_url or f"sqlite:///{self.data_folder.resolve() / 'frontdoor.db'}"

    @property
    def tracker_url(self) -> str:
        """Address of the database for conversations under way."""
        if self.conversations_url:
            return self.conversations_url
        if self.database_url and not self.database_url.startswith("sqlite"):
            return self.database_url
        return f"sqlite:///{self.data_folder.resolve() / 'conversations.db'}"

    @property
    def action_server(self) -> str:
        """Full address of the action server's webhook."""
        return self.action_address or f"http://127.0.0.1:{self.action_port}/webhook"

    def signing_key(self) -> str:
        """Return the key that signs cookies, making and keeping one if none was set.

        Returns:
            At least 32 bytes of secret, as text.

        Raises:
            SettingsError: the data folder cannot be written.
        """
        if self.secret_key:
            return self.secret_key
        path = self.data_folder / "secret_key"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                # Exclusive creation: two processes starting together must end up with the same key.
                with path.open("x") as file:
                    path.chmod(0o600)
                    file.write(secrets.token_urlsafe(SECRET_BYTES))
            except FileExistsError:
                pass
            return path.read_text().strip()
        except OSError as error:
            raise SettingsError(f"The data folder {self.data_folder} cannot be written: {error.strerror}.") from error


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        SettingsError: a value is not one the setting can take; the message names each.
    """
    return read_settings()


def read_settings() -> Settings:
    """Read the settings afresh from the environment and ``.env``.

    Raises:
        SettingsError: a value is not one the setting can take; the message names each.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"FRONTDOOR_{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors()
        )
        raise SettingsError(f"These settings cannot be used. {faults}") from error
