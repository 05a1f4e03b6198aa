"""Every setting of the service: name, default and what it is for.

One table serves the program, ``.env.example`` and ``docs/settings.md`` (a test holds them together).
Each setting is read from the environment as ``FRONTDOOR_<NAME>``, or from a file called ``.env``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.blanked import blanked
from bot.errors import SettingsError
from bot.secret_key import SECRET_BYTES, keep_new_key
from bot.setting_names import PREFIX, OwnLinesOfDotEnv, environment_name, in_plain_words

__all__ = ["PREFIX", "Settings", "environment_name", "read_settings", "settings"]

SHORTEST_TOKEN = 20
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?")
LOCAL_NUMBERS = ("safeguarding_phone", "emergency_duty_phone", "children_phone", "housing_phone", "complaints_phone")
"""What only the council itself can know, and what somebody in danger is given (practice 5.2)."""


class Settings(BaseSettings):
    """The settings of one running Front Door."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="forbid", frozen=True
    )

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
    locks_url: str = Field(
        default="",
        description="Address of a Redis, such as redis://redis:6379/0, so that several Rasa servers take turns in a "
        "conversation. Empty means there is one Rasa server.",
    )
    events_url: str = Field(
        default="",
        description="Address of a RabbitMQ, such as amqp://name:password@rabbit/, that is told what happens in "
        "conversations, without a word of them. Empty means nobody is told.",
    )
    secret_key: str = Field(
        default="", description="Signs cookies. Empty means one is made once and kept in the data folder."
    )

    host: str = Field(default="127.0.0.1", description="Address the pages listen on.")
    resident_port: int = Field(default=5005, description="Port of the resident's page (the Rasa server).")
    action_host: str = Field(
        default="127.0.0.1",
        description="Address the action server listens on. It has no lock on its door: give it another address than "
        "this machine's own only in a closed network.",
    )
    action_port: int = Field(default=5055, description="Port of the action server.")
    inbox_port: int = Field(default=5006, description="Port of the staff inbox.")
    studio_port: int = Field(default=5007, description="Port of the rehearsal studio.")
    action_address: str = Field(
        default="", description="Where the Rasa server finds the action server. Empty means this machine."
    )
    monitoring_port: int = Field(
        default=0,
        ge=0,
        le=65531,
        description="First of five ports, one for each process, with /alive, /ready and /metrics. 0 means none "
        "(docs/for-operators.md).",
    )
    monitoring_host: str = Field(
        default="127.0.0.1",
        description="Address those ports listen on. Any but this machine's own needs the token below.",
    )
    monitoring_token: str = Field(
        default="",
        description="Whoever reads the metrics has to show it (Authorization: Bearer ...), at least 20 characters.",
    )
    log_format: Literal["readable", "json"] = Field(
        default="readable", description="readable or json: how each process writes its log, one line an event."
    )
    behind_tls: bool = Field(
        default=False, description="true when residents and staff come by https; cookies are then marked Secure."
    )
    proxies: int = Field(
        default=0,
        ge=0,
        description="How many web servers of yours stand in front, one behind the other. The visitor's address is "
        "then believed as they give it (X-Forwarded-For). 0 means one behind https, otherwise none.",
    )
    limit_requests: int = Field(
        default=600, ge=0, description="Most calls a minute from one network address. 0 means no limit."
    )
    limit_new_chats: int = Field(
        default=60, ge=0, description="Most conversations begun a minute from one network address. 0 means no limit."
    )
    limit_messages: int = Field(
        default=30, ge=0, description="Most messages a minute in one conversation. 0 means no limit."
    )

    first_sign_in: str = Field(
        default="admin", description="Sign-in name of the first staff member, made when there is none yet."
    )

    service_name: str = Field(
        default="Front Door",
        description="What the page is called, in its title and heading. Others may see it: keep it neutral.",
    )
    brand_colour: str = Field(
        default="#1b4a5a",
        description="Colour of the heading and of buttons' edges, as #rrggbb. White has to be readable on it.",
    )
    accent_colour: str = Field(default="#f2b84b", description="Colour of the line under the heading, as #rrggbb.")
    logo_file: Path | None = Field(
        default=None, description="Your logo: a PNG, SVG or JPEG file of at most 30 KB. Empty means none."
    )
    embed_origins: str = Field(
        default="",
        description="Your own websites that may open the page inside theirs, such as https://www.example.gov.uk; "
        "several with spaces between. Empty means none.",
    )
    organisation_name: str = Field(default="the council", description="Who runs this, as residents would say it.")
    team_name: str = Field(default="the front-door team", description="The team that reads what people share.")
    team_phone: str = Field(default="", description="Number residents can ring to reach the team.")
    team_hours: str = Field(default="Monday to Friday, 9am to 5pm", description="When the team is at work.")
    reply_time: str = Field(default="two working days", description="How soon the team gets in touch.")
    safeguarding_phone: str = Field(
        default="", description="Number of your adult safeguarding team. Production does not start without it."
    )
    emergency_duty_phone: str = Field(
        default="",
        description="Number of your emergency duty team, out of hours. Production does not start without it.",
    )
    children_phone: str = Field(
        default="", description="Number of your children's services. Production does not start without it."
    )
    housing_phone: str = Field(
        default="",
        description="Number for somebody with nowhere to sleep tonight. Production does not start without it.",
    )
    complaints_phone: str = Field(
        default="", description="Number for complaints. Production does not start without it."
    )
    complaints_address: str = Field(
        default="", description="Postal address for complaints, in one line. Said to whoever wants to complain."
    )
    complaints_page: str = Field(
        default="", description="Address of your page about complaints. Said to whoever wants to complain."
    )
    privacy_notice_url: str = Field(default="", description="Address of your full privacy notice.")
    resume_hours: int = Field(default=168, ge=1, description="How long a resident can come back to a conversation.")
    resume_code_hours: int = Field(
        default=168, ge=1, description="How long a code that opens a conversation from another device can be used."
    )
    pause_minutes: int = Field(
        default=30, ge=1, description="Minutes without a word after which somebody who returns is welcomed back."
    )
    question_folder: Path | None = Field(
        default=None, description="Folder with your own copy of the question library. Empty means the built-in one."
    )
    resident_folder: Path | None = Field(
        default=None,
        description="Folder with simulated residents of your own, laid over the built-in ones. Empty: those alone.",
    )
    rehearsal_days: int = Field(
        default=365,
        ge=1,
        le=36500,
        description="Days after its last turn until a learner's kept rehearsal is deleted in the studio, and a learner "
        "of whom nothing else is kept with it.",
    )

    webhook_url: str = Field(
        default="", description="Address in your own system that summaries are sent to. Empty: the inbox only."
    )
    webhook_secret: str = Field(
        default="", description="Shared secret for signing deliveries, in the form whsec_ and base64."
    )
    webhook_timeout: float = Field(default=15, gt=0, description="Seconds to wait for your system to answer.")
    safeguarding_webhook_url: str = Field(
        default="",
        description="Address in your safeguarding team's own system that concerns are sent to. Empty: concerns wait in "
        "the inbox, for the role safeguarding; they never go to the address above.",
    )
    safeguarding_webhook_secret: str = Field(
        default="", description="Shared secret for signing deliveries of concerns, in the form whsec_ and base64."
    )

    telegram_token: str = Field(
        default="", description="Token of your Telegram bot, as @BotFather gives it. Empty: nobody comes by Telegram."
    )
    telegram_webhook_url: str = Field(
        default="",
        description="Public https address of /telegram/webhook on the resident server. Empty: messages are fetched by "
        "long polling, which needs no address.",
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org", description="Where the Bot API is; another only if you run your own."
    )
    resident_address: str = Field(
        default="", description="Public address of the resident's page, told to people who come by Telegram."
    )

    sandbox_minutes: float = Field(
        default=30,
        gt=0,
        description="Minutes without a word after which the trainers' sandbox is ended and all in it removed.",
    )
    sandbox: Path | None = Field(
        default=None,
        description="Never set by hand, and not read from .env. Folder of the trainers' sandbox: a process started "
        "with it keeps everything there and knows no address, token or secret of yours.",
    )

    @model_validator(mode="before")
    @classmethod
    def _a_sandbox_reaches_nobody(cls, values: Any) -> Any:
        return blanked(values) if isinstance(values, dict) else values

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

    def local_details(self) -> dict[str, str]:
        """Return what residents are told about who runs this, by the name of its placeholder."""
        return {
            "organisation": self.organisation_name,
            "team": self.team_name,
            "Team": self.team_name[:1].upper() + self.team_name[1:],
            "team_phone": self.team_phone,
            "team_hours": self.team_hours,
            "reply_time": self.reply_time,
            "resume_days": str(max(1, self.resume_hours // 24)),
            "safeguarding_phone": self.safeguarding_phone,
            "emergency_duty_phone": self.emergency_duty_phone,
            "children_phone": self.children_phone,
            "housing_phone": self.housing_phone,
            "complaints_phone": self.complaints_phone,
            "complaints_address": self.complaints_address,
            "complaints_page": self.complaints_page,
        }

    @property
    def proxies_in_front(self) -> int:
        """How many web servers of ours pass on who asked; what anybody else says about it is not believed."""
        return self.proxies or int(self.behind_tls)

    @property
    def websites_around(self) -> tuple[str, ...]:
        """Origins of the websites that may open the page inside theirs."""
        return tuple(self.embed_origins.replace(",", " ").split())

    @property
    def missing_numbers(self) -> tuple[str, ...]:
        """The local numbers that are not filled in, as they are written in the environment."""
        return tuple(environment_name(name) for name in LOCAL_NUMBERS if not getattr(self, name).strip())

    def check_may_start(self) -> None:
        """Refuse to serve residents in production without the numbers that somebody in danger is given.

        Not a rule of the settings themselves: ``frontdoor doctor`` and the like must work meanwhile.

        Raises:
            SettingsError: numbers are missing; the message names them.
        """
        if self.environment == "production" and self.missing_numbers:
            raise SettingsError(
                "In production people in danger have to be given your local numbers, so Front Door starts only when "
                f"these are set: {', '.join(self.missing_numbers)}."
            )

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
            if not path.exists():
                keep_new_key(path)
            return path.read_text().strip()
        except OSError as error:
            raise SettingsError(f"The data folder {self.data_folder} cannot be written: {error.strerror}.") from error

    @model_validator(mode="after")
    def _production_needs_a_real_key(self) -> Self:
        """A short key can be guessed, and whoever guesses it can be anybody."""
        if self.environment == "production" and self.secret_key and len(self.secret_key) < SECRET_BYTES:
            raise ValueError(
                f"FRONTDOOR_SECRET_KEY is shorter than {SECRET_BYTES} characters, too short for production. "
                "Leave it empty to have one made and kept in the data folder"
            )
        return self

    @model_validator(mode="after")
    def _metrics_are_never_public(self) -> Self:
        """No words are in them, but how many people voiced danger today is nobody else's business."""
        if self.monitoring_token and len(self.monitoring_token) < SHORTEST_TOKEN:
            raise ValueError(f"FRONTDOOR_MONITORING_TOKEN is shorter than {SHORTEST_TOKEN} characters")
        if self.monitoring_host not in THIS_MACHINE and not self.monitoring_token:
            raise ValueError(
                "FRONTDOOR_MONITORING_HOST lets others call: set FRONTDOOR_MONITORING_TOKEN too, or leave the host out"
            )
        return self

    @field_validator("brand_colour", "accent_colour")
    @classmethod
    def _is_a_colour(cls, colour: str) -> str:
        if COLOUR.fullmatch(colour) is None:
            raise ValueError("write the colour as # and six of 0-9 and a-f, such as #1b4a5a")
        return colour.lower()

    @field_validator("embed_origins")
    @classmethod
    def _are_origins(cls, origins: str) -> str:
        """Nothing but origins: what stands here goes into the rule of who may frame the page."""
        wrong = [origin for origin in origins.replace(",", " ").split() if ORIGIN.fullmatch(origin) is None]
        if wrong:
            raise ValueError("write each website as https:// and its name, with no path, such as https://example.org")
        return origins

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments first, then the environment, then our lines of ``.env``."""
        path = dotenv_settings.env_file if isinstance(dotenv_settings, DotEnvSettingsSource) else None
        return init_settings, env_settings, OwnLinesOfDotEnv(settings_cls, env_file=path)


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
        faults = "; ".join(in_plain_words(dict(fault), Settings.model_fields) for fault in error.errors())
        raise SettingsError(f"These settings cannot be used. {faults}.") from error
