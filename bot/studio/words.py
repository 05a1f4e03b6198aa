"""Words that carry what a sentence is about, so that two sentences can be compared."""

from __future__ import annotations

import re

WORD = re.compile(r"[a-z']+")
LOOSE = frozenset(
    word
    for words in (
        "a about after again ah all also always am an and any anything are as at aye back be been bit but by can",
        "come could day did do does doing don't done down each else even ever every few for from get gets getting",
        "go goes going got had has have having he her here hers him his how i i'd i'll i'm i've if in into is",
        "isn't it it's its just keep know like little lot make makes many may me mean might more most much must my",
        "never no not nothing now of off oh ok okay old on one only or other our out over own people really right",
        "said same say see she should since so some someone something sort sounds still such take tell than that",
        "that's the their them then there there's these they they're thing things think this those time to too up",
        "us very want was way we well were what what's when where which who why will with won't would yes yet you",
        "you'd you'll you're you've your yours feel feels life today bring please talk talking",
    )
    for word in words.split()
)
SHORT_WORD = 4
"""Letters of a word up to which its last y belongs to it: "play", not "story"."""

ENDINGS = ("ings", "ing", "ers", "ies", "ed", "es", "er", "s", "e")


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry what it is about, cut to their stems."""
    plain = text.replace("\u2019", "'").lower()
    return frozenset(stem(word) for word in WORD.findall(plain) if word not in LOOSE and len(word) > 2)


def stem(word: str) -> str:
    """Return a word without its ending: "rings" and "ringing" are one."""
    word = word.removesuffix("'s").replace("'", "")
    if word.endswith("y") and len(word) > SHORT_WORD:
        return word[:-1]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
