"""Turning a person's words round: what "I" said becomes what "you" said, and nothing else changes.

"me neighbour pops in and we have a brew" becomes "your neighbour pops in and you have a brew".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD_OR_MARK = re.compile(r"[\w'-]+|[^\w\s]")

SHORT_FORMS = {
    "im": "i'm", "ive": "i've", "id": "i'd", "i'am": "i'm", "dont": "don't", "cant": "can't",
    "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't",
    "havent": "haven't", "hasnt": "hasn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "hes": "he's", "shes": "she's", "theyre": "they're", "thats": "that's", "theres": "there's", "weve": "we've",
    "theyve": "they've", "hed": "he'd", "whats": "what's", "aint": "ain't",
    "n": "and", "wiv": "with", "w": "with",
}  # fmt: skip
"""Forms typed without their apostrophe, and the shortest of typed words. Spelling is not put right beyond that."""

SWAPPED = {
    "i": "you", "we": "you", "us": "you", "my": "your", "our": "your", "mine": "yours", "wor": "your", "ours": "yours",
    "myself": "yourself", "ourselves": "yourselves", "meself": "yourself", "mysen": "yourself",
    "i'm": "you're", "we're": "you're", "mine's": "yours is",
    "i've": "you've", "we've": "you've", "i'd": "you'd", "we'd": "you'd", "i'll": "you'll", "we'll": "you'll",
}  # fmt: skip

OF_YOU = {
    "am": "are", "is": "are", "was": "were", "has": "have", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "does": "do", "doesn't": "don't", "'m": "are",
}  # fmt: skip
"""Verbs of "I" as they are said of "you"."""

BETWEEN = frozenset(
    {"never", "always", "allus", "just", "only", "still", "also", "really", "even",
     "once", "often", "usually", "sometimes", "both", "all"}
)  # fmt: skip
"""Words that may stand between "I" and its verb."""

DOES_TO_ONE = frozenset(
    {"helps", "help", "calms", "makes", "keeps", "gets", "gives", "give", "gave", "lets", "let", "cheers", "settles"}
    | {"takes", "stops", "lifts", "reminds", "sends", "sent", "brings", "bring", "brought", "saves", "saved", "lends"}
    | {"lent", "shows", "showed", "teaches", "taught", "tells", "buys", "bought", "texts", "offers", "offered"}
)
"""Words behind which "me" is the one it is done to, unless what follows can only be theirs."""

BE = frozenset(("am", "is", "are", "was", "were", "i'm", "he's", "she's", "you're"))


@dataclass(frozen=True, kw_only=True)
class Turning:
    """What "me" may stand before.

    Attributes:
        object_before: words before which it is "you".
        possessive_before: words before which it is "your".
        trades: trades, which need an article after "I am".
    """

    object_before: re.Pattern[str]
    possessive_before: re.Pattern[str]
    trades: re.Pattern[str]


def plain(words: str) -> str:
    """Return words with the marks of a typewriter, and not shouted."""
    text = words.replace("\u2019", "'").replace("\u2018", "'").replace("\u00a0", " ").strip()
    return text.lower() if text.isupper() and len(text.split()) > 1 else text


def without_stop(words: str) -> str:
    """Words as they stand in quotation marks with a full stop behind: without one of their own."""
    return words.rstrip(" .,;\u2026") or words


def turned(words: str, turning: Turning) -> str | None:
    """Return words as they are said to the person who said them, or None when that is uncertain.

    Args:
        words: one clause, in plain marks.
        turning: how "me" is told apart.
    """
    said: list[str] = []
    tokens = WORD_OR_MARK.findall(words)
    low = [SHORT_FORMS.get(token.lower(), token.lower()) for token in tokens]
    if low[:1] == ["its"]:
        low[0] = "it's"  # "its lonely": what begins a clause so is hardly ever what belongs to it
    of_you = False
    for at, (token, word) in enumerate(zip(tokens, low, strict=True)):
        following = low[at + 1] if at + 1 < len(low) else ""
        if word in BE and turning.trades.fullmatch(following):
            return None
        new = _me(following, low[at - 1] if at else "", turning) if word == "me" else SWAPPED.get(word)
        if word == "me" and new is None:
            return None
        if new is None and of_you and word in OF_YOU:
            new = OF_YOU[word]
        of_you = word in ("i", "we") or (of_you and word in BETWEEN)
        if word == "we" and following in ("all", "both"):
            of_you = True
        said.append(new or (word if word != token.lower() else token))
    return re.sub(r" (?=[,.!])", "", " ".join(said))


def _me(following: str, before: str, turning: Turning) -> str | None:
    if not following or not following[0].isalpha():
        return "you"
    if turning.possessive_before.fullmatch(following):
        return "your"
    if before in DOES_TO_ONE or before == "and" or turning.object_before.fullmatch(following):
        return "you"
    return "your" if before in ("", "when", "if") else None
