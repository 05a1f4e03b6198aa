"""An action server reads all that its actions go by before the first person needs it, not while they wait.

Rules, questions and the cues for what people say are read from files when they are first asked for: the first answer
after a start took a second longer than the next. A short made-up talk, which nobody hears and nothing keeps, asks for
them; the conversation's server, which starts beside this one, takes longer to be ready anyway.
"""

from __future__ import annotations

import asyncio
import threading

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.exploring import ActionHearAnswer
from actions.reason import ActionBegin
from actions.responses import wording_known
from actions.speaking import speak
from actions.turn import CONTACT, MOMENT, read_turn
from bot.bootstrap import library
from bot.logs import logger
from bot.settings import settings
from bot.strengths.contact import Contact
from bot.strengths.heard_once import one_turn

log = logger(__name__)

MADE_UP = (
    ("tell", "I used to bake with my sister, and now I can't stand for long. It gets me down.", True),
    ("tell", "My neighbour comes round on Fridays and we do the crossword.", False),
    ("dont_know", "I don't know", False),
)
"""What is said in the made-up talk: act, words, and whether they are hard."""


def begin_making_ready() -> threading.Thread:
    """Make ready beside whatever else the process does; return the thread that does it."""
    thread = threading.Thread(target=make_ready, name="making-ready", daemon=True)
    thread.start()
    return thread


def make_ready() -> None:
    """Have a made-up talk. Whatever fails in it is noted; the first person's turn says the rest."""
    try:
        asyncio.run(_talk())
    except Exception as error:  # noqa: BLE001 (a server that is a little slower at first is better than none)
        log.warning("not_made_ready", error=type(error).__name__)


async def _talk() -> None:
    contact: Contact | None = None
    for number, (act, words, is_hard) in enumerate((("begin", "", False), *MADE_UP)):
        with one_turn():
            turn = read_turn(_tracker(contact, act, words, is_hard=is_hard))
            replies = await (ActionHearAnswer() if number else ActionBegin()).whole_turn(turn)
            speak(CollectingDispatcher(), replies, turn.contact, library(), settings(), wording_known({}, turn.contact))
            contact = turn.contact


def _tracker(contact: Contact | None, act: str, words: str, *, is_hard: bool) -> Tracker:
    return Tracker(
        sender_id="made-up",
        slots={
            CONTACT: contact.to_record() if contact else None,
            MOMENT: contact.moment.value if contact else None,
        },
        latest_message={
            "text": words,
            "intent": {"name": act, "confidence": 1.0},
            "entities": [],
            "safety": {"tier": "none", "kinds": []},
            "strengths": [],
            "hardship": is_hard,
        },
        events=[],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name=None,
    )
