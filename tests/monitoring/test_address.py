"""Where a process tells how it is, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from bot.errors import SettingsError, StartError
from bot.monitoring import watching
from bot.monitoring.address import Address
from bot.monitoring.presence import alone, stay_present
from bot.settings import Settings, read_settings

TOKEN = "a token that is long enough"
Open = Callable[..., str]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens addresses on free ports, and closes them."""
    made: list[Address] = []

    def begin(*, alive: bool = True, ready: bool = True, token: str = "") -> str:
        address = Address("127.0.0.1", 0, lambda: alive, lambda: ready, token)
        address.begin()
        made.append(address)
        return f"http://127.0.0.1:{address.server_address[1]}"

    yield begin
    for address in made:
        address.shutdown()
        address.server_close()


@pytest.mark.parametrize(("is_so", "status"), [(True, 200), (False, 503)])
def test_alive_and_ready_say_yes_or_no_apart_from_each_other_and_nothing_else(
    opened: Open, is_so: bool, status: int
) -> None:
    alive = requests.get(f"{opened(alive=is_so)}/alive", timeout=5)
    ready = requests.get(f"{opened(ready=is_so)}/ready", timeout=5)
    assert (alive.status_code, alive.json()) == (status, {"alive": is_so})
    assert (ready.status_code, ready.json()) == (status, {"ready": is_so})
    assert requests.get(f"{opened(ready=False)}/alive", timeout=5).status_code == 200
    assert alive.headers["Server"].strip() == "front-door"


def test_metrics_are_for_whoever_has_the_token(opened: Open) -> None:
    address = f"{opened(token=TOKEN)}/metrics"
    assert requests.get(address, timeout=5).status_code == 401
    wrong = requests.get(address, headers={"Authorization": "Bearer something else entirely"}, timeout=5)
    assert (wrong.status_code, wrong.content) == (401, b"")
    right = requests.get(address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=5)
    assert right.status_code == 200
    assert right.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "frontdoor_info{" in right.text


def test_nothing_else_is_there(opened: Open) -> None:
    address = opened()
    assert requests.get(f"{address}/metrics", timeout=5).status_code == 200
    for path in ("/", "/metrics/", "/alive?a=1", "/health"):
        assert requests.get(f"{address}{path}", timeout=5).status_code == 404
    assert requests.post(f"{address}/metrics", timeout=5).status_code == 501


def test_others_are_let_in_only_where_there_is_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_MONITORING_HOST", "0.0.0.0")
    with pytest.raises(SettingsError, match="set FRONTDOOR_MONITORING_TOKEN too"):
        read_settings()
    monkeypatch.setenv("FRONTDOOR_MONITORING_TOKEN", "short")
    with pytest.raises(SettingsError, match="shorter than 20 characters"):
        read_settings()
    monkeypatch.setenv("FRONTDOOR_MONITORING_TOKEN", TOKEN)
    assert read_settings().monitoring_host == "0.0.0.0"


def test_without_a_port_nothing_listens_and_each_process_has_its_own(tmp_path: Path) -> None:
    none = Settings(_env_file=None, data_folder=tmp_path)  # type: ignore[call-arg]
    assert watching.begin("inbox", none, is_ready=lambda: True) is None
    some = Settings(_env_file=None, data_folder=tmp_path, monitoring_port=6860)  # type: ignore[call-arg]
    ports = [watching.port_of(process, some) for process in watching.PROCESSES]
    assert ports == [6860, 6861, 6862, 6863, 6864]


def test_a_port_that_is_taken_is_logged_and_the_process_goes_on(
    tmp_path: Path, opened: Open, caplog: pytest.LogCaptureFixture
) -> None:
    taken = int(opened().rsplit(":", 1)[1])
    settings = Settings(_env_file=None, data_folder=tmp_path, monitoring_port=taken)  # type: ignore[call-arg]
    assert watching.begin("conversation", settings, is_ready=lambda: True) is None
    assert "monitoring.not_listening" in caplog.text


def test_nobody_is_alone_in_a_folder_that_a_process_works_on(tmp_path: Path) -> None:
    with alone(tmp_path / "var") as is_alone:
        assert is_alone
        with pytest.raises(StartError, match="A backup is just being put"):
            stay_present(tmp_path / "var")
    stay_present(tmp_path / "var")
    stay_present(tmp_path / "var")
    with alone(tmp_path / "var") as is_alone:
        assert not is_alone
