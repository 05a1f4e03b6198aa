"""Before anything is deleted: what is a plain yes to it, and what is only a question about it."""

from __future__ import annotations

import re

from bot.strengths.contact import Contact
from bot.strengths.hearing import says_only_yes
from bot.strengths.reply import Heard, Reply, Say

MOST_WORDS = 12

LEAD = (
    r"(?:yes|yeah|yep|yea|aye|ok|okay|sure|please|just|go on|go ahead|right|well|no|oh|and|then|now"
    r"|can you|could you|i said|i want (?:you )?to|i want it)"
)
WISH = r"(?:delete|wipe|forget|erase|clear|remove|scrap|bin|destroy|get rid of|start|do|deleted|wiped|gone)"
LETS_GO = re.compile(rf"^\W*(?:{LEAD}\b\W*)*(?:{WISH})\b", re.IGNORECASE)
ASKS = re.compile(
    r"(?i)\?|^\W*(?:(?:and|but|so|ok|well|hang on|wait) )*(?:will|would|what|wot|who|how|when|where|why|which|does"
    r"|do (?:they|you|i|we)|did|is|are|am|can (?:they|i|any)|could they|should|shall|has|have)\b"
    r"|\bif (?:i|you|u) (?:delete|wipe|do)\b"
)
DOUBTS = re.compile(
    r"(?i)\b(?:don'?t|dont|do not|not|never|but|keep|wait|unless|except|apart from|if|stop|hang on|before|only|bit|line"
    r"|part)\b"
)
POLITE = re.compile(
    r"(?i)^\W*(?:can|could|will|would) (?:you|u) (?:please |just )*(?:delete|wipe|forget|erase|clear|remove)\b"
)


def confirms(heard: Heard) -> bool:
    """Whether this is a plain short yes, the button, or the wish itself in plain words.

    What cannot be undone is never done on a guess.
    """
    words = heard.words.replace("\u2019", "'").strip()
    if heard.act == "affirm" and (not words or words.startswith("/")):
        return True
    if says_only_yes(words):
        return True
    if asks_of_forgetting(heard) or DOUBTS.search(words) or len(words.split()) > MOST_WORDS:
        return False
    return bool(LETS_GO.match(words))


def asks_of_forgetting(heard: Heard) -> bool:
    """Whether words typed at "shall I delete it" are a question, and neither a yes nor a no."""
    words = heard.words.replace("\u2019", "'").strip()
    return not POLITE.search(words) and bool(ASKS.search(words))


def what_stays(contact: Contact) -> list[Reply]:
    """Say truly what would become of what was said and shared; nothing is deleted by asking."""
    shared = any(item.kind != "concern" for item in contact.passed_on)
    concern = [Say("utter_concern_stays")] if contact.latest("concern") is not None else []
    if not shared:
        return [Say("utter_deleting_only_here"), *concern]
    only_wipes = contact.open_question == "asides.start_again"
    return [Say("utter_wiping_keeps_shared" if only_wipes else "utter_deleting_takes_back"), *concern]
