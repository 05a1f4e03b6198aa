"""The bots that stand beside each other: stock ``rasa init``, it with a custom action, the floor, and Front Door."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import yaml

from benchmarks.speed.processes import QUIET, Running
from benchmarks.speed.talking import FrontDoorTalk, SilentError, StockTalk
from bot.running.model import ROOT

RASA = (sys.executable, "-m", "rasa")
FRONT_DOOR = (sys.executable, "-c", "from bot.cli import main; main()")

FLOOR = {
    "recipe": "default.v1",
    "assistant_id": "floor",
    "language": "en",
    "pipeline": [{"name": "KeywordIntentClassifier"}],
    "policies": [{"name": "RulePolicy"}],
}
"""The least that Rasa can be asked to do for a turn."""

ACTION = '''"""Checks a value the way Rasa's formbot example does, and remembers it."""

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

CUISINES = ["caribbean", "chinese", "french", "greek", "indian", "italian", "mexican"]


class ActionCheckCuisine(Action):
    def name(self):
        return "action_check_cuisine"

    def run(self, dispatcher, tracker, domain):
        said = (tracker.latest_message.get("text") or "").lower()
        found = next((cuisine for cuisine in CUISINES if cuisine in said), None)
        if found is None:
            dispatcher.utter_message(text="That cuisine is not in my list. Which would you like?")
        else:
            dispatcher.utter_message(text=f"Looking for {found} food.")
        return [SlotSet("cuisine", found)]
'''
CUISINES = ("i want greek food", "find me an italian place", "i would like indian", "some french food please")
EXAMPLES = """
- intent: ask_food
  examples: |
    - i want chinese food
    - find me a mexican place
    - i would like greek
    - some indian food please
    - can i have italian food
    - i want to eat caribbean
    - a french place please
    - book me a greek restaurant
"""
RULE = """
- rule: Check the cuisine
  steps:
  - intent: ask_food
  - action: action_check_cuisine
"""


@dataclass(frozen=True)
class Place:
    """Where a benchmark keeps everything, and the first of the ports it may use.

    Attributes:
        folder: deleted at the end.
        port: first of a dozen.
    """

    folder: Path
    port: int

    @property
    def samples(self) -> Path:
        """Where what is seen of processes goes."""
        folder = self.folder / "samples"
        folder.mkdir(exist_ok=True)
        return folder

    def log(self, name: str) -> Path:
        """Return the log of a process."""
        return self.folder / f"{name}.log"


class StockBot:
    """A bot of stock Rasa, run by stock commands.

    Args:
        place: where it lives.
        name: what it is called here.
        port: of its server; its action server has the next.
    """

    def __init__(self, place: Place, name: str, port: int) -> None:
        self.place, self.name, self.port = place, name, port
        self.folder = place.folder / name

    def make(self) -> None:
        """Write its files, as ``rasa init`` does."""
        # What `rasa init` copies; the command itself would ask, and train at once.
        installed = find_spec("rasa")
        assert installed is not None and installed.origin is not None
        starter = Path(installed.origin).parent / "cli" / "initial_project"
        shutil.copytree(starter, self.folder, ignore=shutil.ignore_patterns("__pycache__"))

    def train(self, *, sampled: bool = False) -> float:
        """Train it; return the seconds."""
        shutil.rmtree(self.folder / ".rasa", ignore_errors=True)
        return self._run("train", sampled=sampled).wait()

    def serve(self, *, sampled: bool = False) -> Running:
        """Start its server."""
        words = ("run", "--interface", "127.0.0.1", "--port", str(self.port))
        return self._run(*words, sampled=sampled)

    def answers(self) -> bool:
        """Return whether it says anything to a greeting by now."""
        try:
            return bool(StockTalk(self.port).heard("hello"))
        except (OSError, http.client.HTTPException, SilentError):
            return False

    def talk(self) -> StockTalk:
        """Begin a conversation."""
        return StockTalk(self.port)

    def _run(self, *words: str, sampled: bool = False) -> Running:
        command, log = (*RASA, *words), self.place.log(f"{self.name}-{words[0]}")
        return Running(command, self.folder, log, self.place.samples, sampled=sampled)


class FloorBot(StockBot):
    """Stock Rasa with the least pipeline there is."""

    def make(self) -> None:
        """Write its files: the same bot, other parts."""
        super().make()
        (self.folder / "config.yml").write_text(yaml.safe_dump(FLOOR))
        # Its one policy knows rules alone.
        (self.folder / "data" / "stories.yml").unlink()
        rules = self.folder / "data" / "rules.yml"
        for intent, reply in (("greet", "greet"), ("mood_great", "happy"), ("mood_unhappy", "cheer_up")):
            _add(rules, f"\n- rule: Answer {intent}\n  steps:\n  - intent: {intent}\n  - action: utter_{reply}\n")


class ActingBot(StockBot):
    """Stock ``rasa init`` that calls a custom action on an action server."""

    def make(self) -> None:
        """Write its files: the starter's, and an intent, a slot and an action more."""
        super().make()
        (self.folder / "actions" / "actions.py").write_text(ACTION)
        _add(self.folder / "data" / "nlu.yml", EXAMPLES)
        _add(self.folder / "data" / "rules.yml", RULE)
        domain = yaml.safe_load((self.folder / "domain.yml").read_text())
        domain["intents"].append("ask_food")
        domain["actions"] = ["action_check_cuisine"]
        domain["slots"] = {
            "cuisine": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}
        }
        (self.folder / "domain.yml").write_text(yaml.safe_dump(domain))
        address = f"http://127.0.0.1:{self.port + 1}/webhook"
        (self.folder / "endpoints.yml").write_text(yaml.safe_dump({"action_endpoint": {"url": address}}))

    def serve_actions(self) -> Running:
        """Start its action server."""
        return self._run("run", "actions", "--port", str(self.port + 1))


class FrontDoorBot:
    """Front Door as it is here, with a data folder of its own.

    Args:
        place: where that is.
        port: of the residents' server; actions and inbox have the next two.
    """

    name = "Front Door"

    def __init__(self, place: Place, port: int) -> None:
        self.place, self.port = place, port
        self.environment = {
            "FRONTDOOR_DATA_FOLDER": str(place.folder / "front-door"),
            "FRONTDOOR_RESIDENT_PORT": str(port),
            "FRONTDOOR_ACTION_PORT": str(port + 1),
            "FRONTDOOR_INBOX_PORT": str(port + 2),
            # Everybody comes from one address here, and types faster than people do.
            "FRONTDOOR_LIMIT_REQUESTS": "0",
            "FRONTDOOR_LIMIT_NEW_CHATS": "0",
            "FRONTDOOR_LIMIT_MESSAGES": "0",
        }

    def train(self, *, sampled: bool = False) -> float:
        """Train it from nothing into a folder of the benchmark's; return the seconds."""
        out = self.place.folder / "front-door-model"
        command = (sys.executable, "-m", "bot.dialogue.quick_start", "train", "--force", "--out", str(out))
        environment = {"RASA_CACHE_DIRECTORY": str(self.place.folder / "front-door-cache")}
        return self._run(command, "train", environment, sampled=sampled).wait()

    def serve(self, *, sampled: bool = False) -> Running:
        """Start all of it."""
        # The way most people start it where that is possible; it looks whether the environment is complete, too.
        by_make = (ROOT / ".venv" / "bin" / "python").exists() and shutil.which("make")
        command = ("make", "--silent", "run") if by_make else (*FRONT_DOOR, "up")
        return self._run(command, "up", self.environment, sampled=sampled)

    def can_be_typed_to(self) -> bool:
        """Return whether a resident who opens the page finds the welcome and a box to type in."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/chat", timeout=30) as page:
                return b"<textarea" in page.read()
        except (OSError, http.client.HTTPException):
            return False

    def answers(self) -> bool:
        """Return whether it answers a first message by now."""
        try:
            self.talk().say("hello")
        except (OSError, http.client.HTTPException, SilentError):
            return False
        return True

    def talk(self) -> FrontDoorTalk:
        """Begin a conversation."""
        return FrontDoorTalk(self.port)

    def _run(
        self, command: tuple[str, ...], name: str, environment: dict[str, str], *, sampled: bool = False
    ) -> Running:
        log = self.place.log(f"front-door-{name}")
        return Running(command, ROOT, log, self.place.samples, {**QUIET, **environment}, sampled=sampled)


def _add(path: Path, text: str) -> None:
    with contextlib.closing(path.open("a")) as file:
        file.write(text)
