"""Settings: what a person may write, what is refused and how, and the key that signs cookies."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from bot.blanked import KNOWN_IN_A_SANDBOX
from bot.errors import SettingsError
from bot.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with no .env and an environment with none of our settings."""
    import os

    for name in os.environ:
        if name.startswith("FRONTDOOR_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_setting_has_a_default() -> None:
    assert read_settings().environment == "development"


def test_a_line_in_the_env_file_is_read(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("FRONTDOOR_TEAM_NAME=The Hub\n")

    assert read_settings().team_name == "The Hub"


def test_the_environment_wins_over_the_env_file(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / ".env").write_text("FRONTDOOR_TEAM_NAME=The Hub\n")
    monkeypatch.setenv("FRONTDOOR_TEAM_NAME", "The Door")

    assert read_settings().team_name == "The Door"


def test_other_programs_may_keep_their_lines_in_the_env_file(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("COMPOSE_PROJECT_NAME=council\nFRONTDOOR_TEAM_NAME=The Hub\n")

    assert read_settings().team_name == "The Hub"


def test_a_misspelt_setting_in_the_env_file_is_named_with_its_likely_right_name(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("FRONTDOOR_TEAM_FONE=01632 960000\n")

    with pytest.raises(SettingsError) as refused:
        read_settings()

    assert str(refused.value) == (
        "These settings cannot be used. FRONTDOOR_TEAM_FONE is not a setting (did you mean FRONTDOOR_TEAM_PHONE?)."
    )


def test_an_unknown_environment_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "prodution")

    with pytest.raises(SettingsError, match="FRONTDOOR_ENVIRONMENT: Input should be 'development', 'test' or"):
        read_settings()


def test_a_refused_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_ENVIRONMENT", "production")
    monkeypatch.setenv("FRONTDOOR_SECRET_KEY", "hunter2")

    with pytest.raises(SettingsError, match="shorter than 32 characters") as refused:
        read_settings()

    assert "hunter2" not in str(refused.value)


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_QUESTION_FOLDER", "")
    monkeypatch.setenv("FRONTDOOR_RESIDENT_PORT", "")

    assert read_settings().question_folder is None
    assert read_settings().resident_port == 5005


def test_production_without_a_key_makes_one_and_keeps_it(tmp_path: Path) -> None:
    one = Settings(environment="production", data_folder=tmp_path / "kept")

    assert len(one.signing_key()) >= 32
    assert Settings(environment="production", data_folder=tmp_path / "kept").signing_key() == one.signing_key()


def test_the_kept_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    Settings(data_folder=tmp_path / "kept").signing_key()

    assert (tmp_path / "kept" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_get_the_same_whole_key(tmp_path: Path) -> None:
    keys: list[str] = []
    together = threading.Barrier(16)

    def start() -> None:
        together.wait()
        keys.append(Settings(data_folder=tmp_path / "kept").signing_key())

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 16
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 32
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["secret_key"]


def test_a_key_being_written_is_never_seen_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process looks at the moment the first has made the key and not yet put it in its place."""
    import os

    kept = tmp_path / "kept"
    seen_by_the_second: list[str] = []
    link = os.link

    def second_process_comes_first(source: str, target: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        seen_by_the_second.append(Settings(data_folder=kept).signing_key())
        link(source, target)

    monkeypatch.setattr(os, "link", second_process_comes_first)

    assert Settings(data_folder=kept).signing_key() == seen_by_the_second[0]


def test_a_data_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingsError, match=r"The data folder .* cannot be written"):
        Settings(data_folder=tmp_path / "file").signing_key()


NUMBERS = {
    "safeguarding_phone": "01632 960001",
    "emergency_duty_phone": "01632 960002",
    "children_phone": "01632 960003",
    "housing_phone": "01632 960004",
    "complaints_phone": "01632 960005",
}


def test_production_with_every_local_number_may_start() -> None:
    present = Settings(environment="production", **NUMBERS)

    present.check_may_start()

    assert present.missing_numbers == ()


@pytest.mark.parametrize("name", sorted(NUMBERS))
@pytest.mark.parametrize("blank", ["", "  "])
def test_production_is_refused_for_each_local_number_that_is_missing(name: str, blank: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings(environment="production", **{**NUMBERS, name: blank}).check_may_start()

    assert str(refused.value) == (
        "In production people in danger have to be given your local numbers, so Front Door starts only when "
        f"these are set: FRONTDOOR_{name.upper()}."
    )


def test_several_missing_numbers_are_named_in_one_sentence() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings(environment="production").check_may_start()

    assert all(f"FRONTDOOR_{name.upper()}" in str(refused.value) for name in NUMBERS)
    assert str(refused.value).count(". ") == 0


@pytest.mark.parametrize("environment", ["development", "test"])
def test_outside_production_missing_numbers_stop_nothing(environment: str) -> None:
    present = Settings(environment=environment)

    present.check_may_start()

    assert len(present.missing_numbers) == 5


OF_THE_REAL_SERVICE = {
    "data_folder": "/srv/real",
    "database_url": "postgresql://real",
    "conversations_url": "postgresql://real-conversations",
    "secret_key": "k" * 40,
    "host": "0.0.0.0",
    "action_address": "http://elsewhere:5055/webhook",
    "resident_address": "https://chat.example.gov.uk",
    "webhook_url": "https://real.example.gov.uk/in",
    "webhook_secret": "whsec_AAAA",
    "safeguarding_webhook_url": "https://real.example.gov.uk/safe",
    "safeguarding_webhook_secret": "whsec_BBBB",
    "telegram_token": "123:abc",
    "telegram_webhook_url": "https://real.example.gov.uk/telegram/webhook",
    "telegram_api_url": "https://telegram.example.gov.uk",
}


@pytest.mark.parametrize("written", ["in the environment", "in the file"])
def test_a_sandbox_knows_no_address_token_or_secret_of_the_real_service(
    written: str, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in OF_THE_REAL_SERVICE.items():
        if written == "in the environment":
            monkeypatch.setenv(f"FRONTDOOR_{name.upper()}", value)
    if written == "in the file":
        lines = [f"FRONTDOOR_{name.upper()}={value}" for name, value in OF_THE_REAL_SERVICE.items()]
        (empty_folder / ".env").write_text("\n".join(lines))
    assert {name: str(getattr(read_settings(), name)) for name in OF_THE_REAL_SERVICE} == OF_THE_REAL_SERVICE

    monkeypatch.setenv("FRONTDOOR_SANDBOX", str(empty_folder / "thrown-away"))
    inside = read_settings()

    assert inside.data_folder == empty_folder / "thrown-away"
    assert inside.store_url == f"sqlite:///{empty_folder}/thrown-away/frontdoor.db"
    assert inside.tracker_url == f"sqlite:///{empty_folder}/thrown-away/conversations.db"
    assert inside.action_server == "http://127.0.0.1:5055/webhook"
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    changed = {name for name in OF_THE_REAL_SERVICE if getattr(inside, name) != usual[name]}
    assert changed == {"data_folder"}


def test_a_sandbox_speaks_of_the_council_as_the_real_service_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_TEAM_NAME", "The Hub")
    monkeypatch.setenv("FRONTDOOR_SANDBOX", "thrown-away")

    assert read_settings().team_name == "The Hub"


def test_a_sandbox_knows_nothing_that_sounds_like_a_way_out() -> None:
    ways_out = [name for name in KNOWN_IN_A_SANDBOX if re.search("url|token|secret|key|webhook|host|database", name)]

    assert ways_out == []
    assert set(Settings.model_fields) >= KNOWN_IN_A_SANDBOX


def test_a_line_in_the_env_file_makes_no_sandbox_of_the_real_service(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("FRONTDOOR_SANDBOX=thrown-away\nFRONTDOOR_WEBHOOK_URL=https://example.org/in\n")

    assert read_settings().sandbox is None
    assert read_settings().webhook_url == "https://example.org/in"
