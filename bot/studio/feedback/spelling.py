"""A turn as a careful typist would have spelt its question words, with the way back to where each word stood.

Only the few words that make a question are mended ("waht", "cud u"): mending more would guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ASKING = (
    "what", "when", "where", "which", "who", "how", "why", "could", "would", "should", "does", "have", "tell", "about",
    "you", "your", "think", "anything", "there", "describe", "explain", "help", "feel",
)  # fmt: skip
_SHORT = {
    "u": "you", "ya": "you", "yu": "you", "ye": "you", "ur": "your", "yr": "your", "r": "are", "wat": "what",
    "wot": "what", "wht": "what", "wats": "what's", "whats": "what's", "wots": "what's", "hows": "how's",
    "whos": "who's", "wheres": "where's", "whens": "when's", "hw": "how", "cud": "could", "wud": "would",
    "shud": "should", "cld": "could", "wld": "would", "shld": "should", "cn": "can", "duz": "does", "hav": "have",
    "hv": "have", "wen": "when", "wher": "where", "y": "why", "tel": "tell", "dya": "do you", "d'you": "do you",
    "d'ya": "do you", "didja": "did you", "abt": "about", "bout": "about", "dont": "don't", "isnt": "isn't",
    "wouldnt": "wouldn't", "doesnt": "doesn't", "arent": "aren't", "cant": "can't", "didnt": "didn't",
    "havent": "haven't", "shouldnt": "shouldn't", "couldnt": "couldn't", "wasnt": "wasn't", "hasnt": "hasn't",
    "wont": "won't", "gonna": "going to", "wanna": "want to", "plz": "please", "pls": "please",
    "sumthing": "something", "anythin": "anything", "nothin": "nothing", "havin": "having", "doin": "doing",
    "goin": "going",
}  # fmt: skip
_REAL = frozenset(
    [
        "hat",
        "hen",
        "here",
        "tell",
        "ten",
        "out",
        "thin",
        "thing",
        "hell",
        "hep",
        "heel",
        "fel",
        "our",
        "you",
        "yo",
        "ho",
        "hot",
        "wo",
        "way",
        "own",
        "won",
        "now",
        "were",
        "dose",
        "odes",
        "three",
        "whee",
        "abut",
    ]
)
"""Words that only look like a slip of one."""
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")


@dataclass(frozen=True)
class Plain:
    """A mended turn.

    Attributes:
        text: the turn with its question words spelt out.
        places: for each character of it, where that stands in the turn as it was given; one more for the end.
    """

    text: str
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """Return where a character of the mended turn stands in the turn as it was given."""
        return self.places[min(at, len(self.places) - 1)]


def plain(text: str) -> Plain:
    """Return a turn with its question words mended and its apostrophes straight.

    Args:
        text: the turn as it was given.
    """
    kept: list[str] = []
    places: list[int] = []
    behind = 0
    for word in _WORD.finditer(text):
        kept.append(text[behind : word.start()])
        places.extend(range(behind, word.start()))
        mended = _mended(word.group())
        kept.append(mended)
        last = word.end() - 1
        places.extend(min(word.start() + step, last) for step in range(len(mended)))
        behind = word.end()
    kept.append(text[behind:])
    places.extend(range(behind, len(text) + 1))
    return Plain("".join(kept).replace("\u2019", "'"), tuple(places))


def _mended(word: str) -> str:
    lower = word.lower().replace("\u2019", "'")
    found = _SHORT.get(lower) or _misspelt().get(lower)
    if found is None or (word == "Y" or word == "R"):
        return word
    return found.capitalize() if word[0].isupper() else found


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    """Return each question word with two neighbouring letters changed round, or one letter doubled."""
    found: dict[str, str] = {}
    for word in _ASKING:
        for at in range(len(word) - 1):
            found[word[:at] + word[at + 1] + word[at] + word[at + 2 :]] = word
            if len(word) > 4:
                found[word[:at] + word[at + 1 :]] = word
        for at, letter in enumerate(word):
            found[word[: at + 1] + letter + word[at + 1 :]] = word
    return {wrong: right for wrong, right in found.items() if wrong not in _REAL and wrong not in _ASKING}
