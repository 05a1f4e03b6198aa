"""A learner's turn as plain text: in small letters, apostrophes put back, what is typed short or by ear written out."""

from __future__ import annotations

import re

WITH_APOSTROPHE = {
    word.replace("'", ""): word
    for word in (
        "that's", "what's", "don't", "doesn't", "didn't", "can't", "won't", "wouldn't", "couldn't", "shouldn't",
        "isn't", "aren't", "wasn't", "haven't", "hasn't", "i'm", "i've", "you're", "you've", "you'd", "you'll",
        "they're", "there's", "who's", "how's", "let's", "he's", "she's", "mustn't",
    )
}  # fmt: skip
WITHOUT_APOSTROPHE = re.compile(r"\b(?:" + "|".join(WITH_APOSTROPHE) + r")\b")

TYPED = {
    "soz": "sorry", "sry": "sorry", "thanx": "thanks", "thnx": "thanks", "thx": "thanks", "ty": "thanks",
    "wot": "what", "wat": "what", "wots": "what's", "wen": "when", "u": "you", "ya": "you", "ur": "your",
    "yr": "your", "yrs": "years", "r": "are", "n": "and", "thru": "through", "tho": "though", "cos": "because",
    "coz": "because", "cuz": "because", "b4": "before", "gud": "good", "gr8": "great", "luv": "love",
    "hav": "have", "dun": "done", "abt": "about", "bout": "about", "tel": "tell", "cud": "could",
    "wud": "would", "shud": "should", "cld": "could", "wld": "would", "shld": "should", "duz": "does",
    "kno": "know", "reely": "really", "realy": "really", "tuff": "tough", "lernt": "learnt",
    "allways": "always", "alot": "a lot", "eachother": "each other", "sumthing": "something",
    "summat": "something", "sumone": "someone", "sumtimes": "sometimes", "goin": "going", "doin": "doing",
    "feelin": "feeling", "nothin": "nothing", "anythin": "anything", "livin": "living", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "dya": "do you", "d'you": "do you", "d'ya": "do you",
    "freind": "friend", "freinds": "friends", "frends": "friends", "famly": "family", "familly": "family",
    "nieghbours": "neighbours", "nabors": "neighbours", "hobbys": "hobbies", "intrests": "interests",
    "injoy": "enjoy", "skool": "school", "teh": "the", "hows": "how's", "plz": "please", "pls": "please",
}  # fmt: skip
"""What is often typed in haste or by ear, and what it stands for."""
AS_TYPED = re.compile(r"(?<![\w'])(?:" + "|".join(re.escape(word) for word in TYPED) + r")(?![\w'])")
AS_TYPED_ANYHOW = re.compile(AS_TYPED.pattern, re.IGNORECASE)
AN_AND = re.compile(r"\ban (?=(?:what|how|who|where|when|do|did|is|are|can|you|i|then|so|the|my|your)\b)")
"""An "an" that is an "and"; before any other word it may be what it says."""


def written_out(text: str) -> str:
    """Return a text with short forms written out and all else as it was: for a reader of turns to see what was meant.

    Args:
        text: the turn as it was typed.
    """
    return AS_TYPED_ANYHOW.sub(lambda found: TYPED[found.group(0).lower()], text)


def plainly(text: str) -> str:
    """Return a text in lower case with straight apostrophes, those left out put back, and short forms written out."""
    plain = text.replace("\u2019", "'").lower().strip()
    plain = AS_TYPED.sub(lambda found: TYPED[found.group(0)], plain)
    plain = AN_AND.sub("and ", plain)
    return WITHOUT_APOSTROPHE.sub(lambda found: WITH_APOSTROPHE[found.group(0)], plain)
