"""Slips of the thumb and short cuts for training, so that a misspelt message is heard like a tidy one.

Our own and made afresh for each example; they are not the noise that the measurements use.
"""

from __future__ import annotations

import random
import re

NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
SHORT = {
    "you": "u", "your": "ur", "are": "r", "and": "n", "to": "2", "for": "4", "because": "cus", "though": "tho",
    "people": "ppl", "please": "plz", "before": "b4", "tonight": "tnite", "about": "bout", "them": "em",
    "something": "sumthin",
    "nothing": "nothin", "someone": "sum1", "never": "neva", "what": "wat", "when": "wen", "have": "av", "that": "dat",
    "the": "da", "really": "rlly", "going": "goin", "know": "kno", "think": "fink", "everyone": "every1", "okay": "k",
    "my": "me", "myself": "meself", "isn't": "aint", "not": "nt", "just": "jus", "with": "w", "this": "dis", "be": "b",
}  # fmt: skip
VOWEL_INSIDE = re.compile(r"(?<=[a-z])[aeiou](?=[a-z])")
LONG_ENOUGH = 4


def slipped(word: str, dice: random.Random) -> str:
    """Return a word as it may come out when typed in a hurry; words of fewer than four letters stay.

    Args:
        word: one word, as typed.
        dice: decides.
    """
    low = word.lower()
    if low in SHORT and dice.random() < 0.5:
        return SHORT[low]
    if len(word) < LONG_ENOUGH or not word.isalpha():
        return word
    at = dice.randrange(len(word))
    kind = dice.randrange(7)
    if kind == 0:
        return word[:at] + dice.choice(NEIGHBOURS.get(low[at], low[at])) + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    if kind == 3:
        return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    if kind == 4 and low.endswith("ing"):
        return word[:-1]
    if kind == 5 and low.startswith("h"):
        return word[1:]
    return VOWEL_INSIDE.sub("", low, count=2)


def typed_in_a_hurry(words: list[str], share: float, dice: random.Random) -> list[str]:
    """Return words, some of them slipped.

    Args:
        words: the words.
        share: how likely each is to slip, 0 to 1.
        dice: decides.
    """
    return [slipped(word, dice) if dice.random() < share else word for word in words]
