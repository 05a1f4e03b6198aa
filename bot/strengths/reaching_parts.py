"""What one message says of how to reach somebody: each part that is in it, a refusal, a warning, a question.

People say several things at once, and not always what was asked for. What cues recognise stands in ``reaching.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.safe_contact import NUMBER_OR_ADDRESS

CUES = Path(__file__).with_name("reaching.yml")

MOST_WORDS_OF_A_NAME = 4

ABOUT_REACHING = re.compile(
    r"\b(?:reads?|sees?|hears?|overhears?|listens?|listening|phones?|mobile|text\w*|rings?|calls?|calling|voicemails?"
    r"|messages?|post|letters?|emails?|landline|opens?|private|privacy|careful|in case|don'?t|dont|find out"
    r"|finds out|knows?|number|contact|tell|home|mornings?|afternoons?|evenings?|days?|here)\b",
    re.IGNORECASE,
)
"""What makes a sentence one about who may see or hear: it stays a warning, and is no line."""
FEWEST_WORDS_TOLD = 4

SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\bmr\.)(?<!\bmrs\.)(?<!\bms\.)(?<!\bmx\.)(?<!\bdr\.)(?<!\bst\.)(?<!\brev\.)(?<!\bno\.)\s+|\n+",
    re.IGNORECASE,
)
NOT_BY = re.compile(
    r"\b(?:not|never) (?:by|on|via|over|to) (?:the |my )?(?:phone|mobile|landline|text|email|post|letter)\b"
)
"""A way that is ruled out; beside a warning it is what the warning is about ("Not by text. He reads them.")."""
CLAUSE = re.compile(r"\s*,\s*|\s+(?:but|cos|because|and)\s+", re.IGNORECASE)
NUMBER = re.compile(r"[^\s@,;]+@[^\s@,;]+\.\w+|\+?\(?\d[\d\s().-]{4,}\d")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
CAPITALISED = re.compile(r"[A-Z][\w'\u2019-]*\.?")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
STREETS = (
    "road|rd|street|st|lane|row|avenue|ave|close|drive|crescent|court|terrace|place|way|gardens?|grove|hill|park"
    "|square|walk|mews|green|rise|view|house|cottages?|yard|parade|bank|fold|croft|gate|wharf|quay"
)
NO_STREET = (
    "on|in|the|of|to|by|at|and|or|a|my|from|for|with|minutes?|mins?|miles?|hours?|hrs?|days?|weeks?|months?|years?|yrs?"
    "|bed|bedroom|bedroomed|more|times?|pm|am|o'?clock|steps?|metres?|yards?|kids|children|people|of|past|til|till"
)
ADDRESS = re.compile(
    rf"\b(?:(?:flat|unit|room|apartment|apt) \d+\w?,? )?\d{{1,4}}[a-z]?,? (?!(?:{NO_STREET})\b)"
    r"(?:[a-z][\w'\u2019-]*\.? ){0,3}"
    rf"[a-z][\w'\u2019-]* (?:{STREETS})\b(?:,? +{POSTCODE.pattern}|, *[\w' -]+?(?=[,.;!?]|$))*",
    re.IGNORECASE,
)
"""A house number and a street, with the town and postcode behind it."""

MOST_WORDS_BESIDE_A_NUMBER = 2


@dataclass(frozen=True, kw_only=True)
class ReachingParts:
    """What was found in one message.

    Attributes:
        name: what they like to be called.
        way: the name of a way, or None.
        detail: the number or address alone.
        when: a time, in their words.
        private: a warning, word for word.
        refuses: whether they do not want to be contacted.
        skips: whether what was asked is to be left out.
        question: a question back, or None.
        rest: what is none of these.
        is_several: whether the message has more than one sentence.
    """

    name: str | None = None
    way: str | None = None
    detail: str | None = None
    when: str | None = None
    private: str | None = None
    refuses: bool = False
    skips: bool = False
    question: str | None = None
    rest: str = ""
    is_several: bool = False

    @property
    def found(self) -> dict[str, str]:
        """The parts of how to reach them that are in the message."""
        parts = {"name": self.name, "way": self.way, "detail": self.detail, "when": self.when, "private": self.private}
        return {part: said for part, said in parts.items() if said}


def read_reaching(words: str, asked: str = "") -> ReachingParts:
    """Return what a message says of how to reach somebody.

    Args:
        words: what was typed.
        asked: the part that was asked for: ``way``, ``detail``, ``name``, ``when`` or ``private``; or nothing.
    """
    sentences = [sentence.strip() for sentence in SENTENCE.split(words) if EDGES.sub("", sentence)]
    if _skips(_plain(sentences[0]) if sentences else ""):
        rest = " ".join(sentences[1:])
        return ReachingParts(skips=True, question=rest if _asks(rest) else None)
    has_number = any(NUMBER.search(sentence) for sentence in sentences)
    said: dict[str, list[str]] = {part: [] for part in ("name", "detail", "when", "private", "question", "rest")}
    way, refuses = None, False
    is_warned = any(warns(sentence, asked) for sentence in sentences)
    for sentence in sentences:
        plain = _plain(sentence)
        number = NUMBER.search(sentence) if NUMBER_OR_ADDRESS.search(sentence) else None
        number = number or (ADDRESS.search(sentence) if asked in ("", "way", "detail") else None)
        if warns(sentence, asked) or (is_warned and NOT_BY.search(plain)):
            said["private"].append(sentence)
            way = way or _way_beside_a_warning(sentence, number is not None)
            said["detail"] += [number.group().strip(" .")] if number else []
            said["when"] += [sentence] if asked == "when" and _cue("when").search(plain) else []
            continue
        if not has_number and _refuses(sentence, asked):
            refuses = True
            continue
        if _asks(sentence):
            said["question"].append(sentence)
            continue
        is_when = bool(_cue("when").search(NUMBER.sub(" ", plain if number is None else ADDRESS.sub(" ", plain))))
        name = name_beside(sentence, number) if number else _name_in(sentence, asked, len(sentences) > 1)
        name = addressed_to(sentence) or (None if is_when else name)
        # "Call me Mo" names, and asks for no call.
        way_here = _way_of(sentence) if name is None or number or addressed_to(sentence) else None
        way = way or way_here
        said["detail"] += [number.group().strip(" .")] if number else []
        said["when"] += [_without_number(sentence)] if is_when else []
        said["name"] += [name] if name else []
        if not (number or is_when or name or way_here or _cue("already_told").search(plain)):
            said["rest"].append(sentence)
    return ReachingParts(
        name=next(iter(said["name"]), None),
        way=way,
        detail=next(iter(said["detail"]), None),
        when=_joined(said["when"]),
        private=_joined(said["private"]),
        refuses=refuses and way is None,
        question=_joined(said["question"]),
        rest=" ".join(said["rest"]),
        is_several=len(sentences) > 1,
    )


def refuses_contact(words: str) -> bool:
    """Whether somebody says in so many words that they do not want to be contacted."""
    parts = read_reaching(words)
    return parts.refuses and parts.way is None and parts.detail is None


def takes_request_back(words: str) -> bool:
    """Whether somebody says that they asked for no such thing; it is no word on being contacted at all."""
    return bool(_any(tuple(_read()["takes_back"]["plainly"])).search(_plain(words)))


def may_take_request_back(words: str) -> bool:
    """Whether somebody may mean that they asked for nothing ("I was only asking"), so that they are asked."""
    return bool(_any(tuple(_read()["takes_back"]["perhaps"])).search(_plain(words)))


def names_a_request(words: str) -> bool:
    """Whether words name what the team can be asked for: a person, a call, an assessment."""
    return bool(_any(tuple(_read()["takes_back"]["names_it"])).search(_plain(words)))


def welcomes_contact(words: str) -> bool:
    """Whether somebody says that they may be contacted, or never said that they did not want to be."""
    return bool(_any(tuple(_read()["welcomes"])).search(_plain(words)))


def warns(words: str, asked: str = "") -> bool:
    """Whether words warn of who might see or hear, or of what must not be done in reaching somebody."""
    plain, cues = _plain(words), _read()["warning"]
    if _any(tuple(cues["any"])).search(plain):
        return True
    if asked == "private":
        return bool(_any((cues["says_yes"],)).fullmatch(plain))
    return asked != "when" and bool(_any((cues["when_not_there"],)).search(plain))


def told_beside_private(words: str) -> str:
    """Return what a message of several sentences tells besides who may see or hear, as typed; empty if nothing.

    Args:
        words: the answer to who else could see or hear it; its first sentence is that answer.
    """
    sentences = [sentence.strip() for sentence in SENTENCE.split(words) if EDGES.sub("", sentence)]
    told = [one for one in sentences[1:] if not ABOUT_REACHING.search(one) and not warns(one) and not _asks(one)]
    return " ".join(told) if any(len(one.split()) >= FEWEST_WORDS_TOLD for one in told) else ""


def needs_care(private: str | None) -> bool:
    """Whether what was said of who else might see or hear is a warning, to be read before anything else."""
    return private is not None and (warns(private) or warns(private, asked="private"))


def is_a_name(words: str) -> bool:
    """Whether words can be a name: few, and none that names never have."""
    plain = _plain(words)
    return (
        0 < len(plain.split()) <= MOST_WORDS_OF_A_NAME
        and not re.search(r"\d|\?", words)
        and not _any((_read()["name"]["not_one"],)).search(plain)
    )


def name_beside(sentence: str, number: re.Match[str]) -> str | None:
    """Return the name that stands beside a number and nothing else does ("07700 900142 carol"), or None."""
    if POSTCODE.search(sentence) or ADDRESS.search(sentence):
        return None
    rest = EDGES.sub("", f"{sentence[: number.start()]} {sentence[number.end() :]}".strip())
    lead = _any((_read()["name"]["lead"],)).match(rest)
    bare = EDGES.sub("", rest[lead.end() :] if lead else rest)
    words = _plain(bare).split()
    if not words or len(words) > MOST_WORDS_BESIDE_A_NUMBER or not is_a_name(bare):
        return None
    is_other = (
        _way_of(bare)
        or _cue("when").search(_plain(bare))
        or _any((_read()["name"]["beside_a_number"],)).search(_plain(bare))
    )
    return None if is_other else bare


def addressed_to(sentence: str) -> str | None:
    """Return whom letters are to be addressed to, or who is to be asked for, if a sentence says so."""
    found = _any((_read()["name"]["addressed"],)).search(sentence)
    called = " ".join(_capitalised_start(sentence[found.end() :].lstrip())) if found else ""
    return EDGES.sub("", called) if called and is_a_name(EDGES.sub("", called)) else None


def _refuses(sentence: str, asked: str) -> bool:
    cues = _read()["refuses"]
    if _any(tuple(cues["any"])).search(_plain(sentence)):
        return True
    clauses = [_plain(clause) for clause in CLAUSE.split(sentence) if _plain(clause)]
    if clauses and all(_any(tuple(cues["whole"])).fullmatch(clause) for clause in clauses):
        return True
    return asked in ("way", "detail", "when") and bool(_any((cues["short"],)).fullmatch(_plain(sentence)))


def _skips(plain: str) -> bool:
    return bool(_cue("skips").fullmatch(plain))


def _asks(sentence: str) -> bool:
    plain = _plain(sentence)
    return bool(plain) and (sentence.rstrip().endswith("?") or bool(_cue("asks").fullmatch(plain)))


def _way_of(sentence: str) -> str | None:
    """The way that a sentence asks for; one that is ruled out is none ("don't ring me, text me")."""
    for clause in CLAUSE.split(sentence):
        plain = _plain(clause)
        if re.search(r"\b(?:do not|don'?t|dont|dnt|never|not|no|didn'?t|didnt|can'?t|cant)\b", plain):
            continue
        for way, cue in _read()["ways"].items():
            if _any((cue,)).search(plain):
                return str(way)
    return None


def _way_beside_a_warning(sentence: str, has_number: bool) -> str | None:
    """The way in a sentence that warns too, where it stands before the warning or beside the number."""
    first = CLAUSE.split(sentence)[0]
    return _way_of(first) if not warns(first) else ("phone" if has_number and "@" not in sentence else None)


def _name_in(sentence: str, asked: str, is_several: bool) -> str | None:
    will_do = _any((_read()["name"]["will_do"],)).match(sentence.strip()) if asked == "name" else None
    if will_do is not None and is_a_name(will_do["called"]):
        return str(will_do["called"])
    lead = _any((_read()["name"]["lead"],)).match(sentence)
    after = sentence[lead.end() :] if lead else sentence
    bare = EDGES.sub("", CLAUSE.split(after.strip())[0])
    if lead:
        called = list(_capitalised_start(bare) or (bare.split() if asked == "name" else []))
        return " ".join(called) if called and is_a_name(" ".join(called)) else None
    if asked == "name":
        bare = EDGES.sub("", after)
        return (bare if is_several else sentence) if is_a_name(bare) else None
    named = _capitalised_start(bare)
    return bare if is_several and named and len(named) == len(bare.split()) and is_a_name(bare) else None


def _capitalised_start(words: str) -> list[str]:
    found = []
    for word in words.split():
        if not CAPITALISED.fullmatch(word):
            break
        found.append(word)
    return found


def _without_number(sentence: str) -> str:
    number = NUMBER.search(sentence) if NUMBER_OR_ADDRESS.search(sentence) else None
    return sentence if number is None else EDGES.sub("", sentence.replace(number.group(), " ")).strip()


def _joined(said: list[str]) -> str | None:
    return " ".join(said) or None


def _plain(words: str) -> str:
    return EDGES.sub("", " ".join(words.replace("\u2019", "'").split()).casefold())


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read


def _cue(name: str) -> re.Pattern[str]:
    return _any((_read()[name],))


@lru_cache(maxsize=64)
def _any(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues), re.IGNORECASE)
