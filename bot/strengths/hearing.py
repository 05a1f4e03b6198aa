"""What an answer is kept as. The words stay exactly as they were said; only what we do next depends on what is heard.

The understanding hears hardship and strengths. Where it did not look (buttons, an older model), plain cues stand in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.fit_to_say import tells_who_sent_them
from bot.strengths.heard_once import once_a_turn
from bot.strengths.mentions import loved_in
from bot.strengths.reply import Heard
from bot.strengths.statement import Holds
from bot.strengths.strength_heard import DOMAIN_OF, domains_heard, holds_heard, pieces_heard, tie_heard

CUES = Path(__file__).with_name("cues.yml")
WORD_JOINER = "\u2060"
"""Put in front of a typed slash by the channels, so that it is never read as a command."""

QUOTED_WORDS = 12
"""Most words said back to a person in one go; longer answers are acknowledged, not repeated."""


LONGEST_PLAN = 25
"""Words of a message that may be a plan or an offer and nothing besides."""

MANY_WORDS = 20
"""Words of a message from which on cues tell beside the understanding what it speaks of."""

LONGEST_QUESTION = 20
"""Words in a message that may be a question and nothing besides."""

NAMES_A_WISH = re.compile(r"(?:an?|my own|our own|some|somewhere|something|somebody|someone|to)\s+\w", re.IGNORECASE)
"""“A flat I don't get moved out of” is a hope, whatever in it is denied."""

TAKES_BACK = re.compile(r"\b(?:no|no more|any ?more|not for me|no thanks|not now)$", re.IGNORECASE)

BEGINS_WITH_YES = re.compile(r"(?:yes|yeah|yep|aye|ok|okay|sure|go on|alright|all right|fine)\b", re.IGNORECASE)
ONLY_WHEN = re.compile(
    r"(?:it was |about |since |in |back in |only )*"
    r"(?:(?:the )?(?:last|past) (?:year|month|week|summer|winter|spring|autumn|christmas|\w+day)"
    r"|(?:\w+ ){1,3}(?:years?|months?|weeks?|days?) (?:ago|since|back|now)"
    r"|yesterday|(?:19|20)\d\d|long time ago|ages ago)",
    re.IGNORECASE,
)
OPENS_WITH_YES = re.compile(
    r"(?:yes|yeah|yea|yep|yup|aye|correct|that'?s right|it is)\b(?! (?:and|or|but) no\b)", re.IGNORECASE
)
OPENS_WITH_NO = re.compile(
    r"(?:no+|nope|nah|naw|not really)\b(?! (?:idea|clue|doubt|not me|not mine|not for me|it'?s not (?:me|for me)))",
    re.IGNORECASE,
)
ASKS_WHAT_IS_MEANT = re.compile(
    r"\W*(?:please )?(?:\?+$|define\b|explain\b|"
    r"what (?:do|does|d'?) ?(?:you|u|ya|that|it|this|'|\"|\u2018)?.{0,40}\bmean|"
    r"what'?s that mean|wh?[ao]t d'?(?:you|ya) mean|(?:wot|what|eh|huh|pardon)\s*\?+$)",
    re.IGNORECASE,
)
ASKS_WHAT_THAT_IS = re.compile(
    r"(?:(?:eh|sorry|but|and|oh)\W+)?wh?[ao]t(?:'?s| is| does| do)? (?:that|this|it|them|they|those|these)"
    r"(?: (?:is|mean|means|are))?",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:but |and |so )?"
    r"(?:what|when|where|who|why|how|which|can|could|do|does|did|is|are|am|will|would|should|have|has)\b"
    r"[^?.!]*\?+$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Return what a person typed, without the mark a channel may have put in front of a slash."""
    return text.replace(WORD_JOINER, "").strip()


def says_nothing_there(words: str) -> bool:
    """Whether the whole answer says that there is nothing or nobody ("nobody just now", "nowt really")."""
    return bool(_cues()["nothing_there"].fullmatch(_plain(words)))


def wishes_easier_words(words: str) -> bool:
    """Whether easier words are wished for, and not only one question not understood ("out of where?")."""
    return bool(_cues()["easier_words"].search(_plain(words)))


def says_that_is_all(words: str) -> bool:
    """Whether the whole answer says that there is no more to it ("that is all", "nothing more")."""
    return bool(_cues()["that_is_all"].fullmatch(_plain(words)))


def says_only_yes(words: str) -> bool:
    """Whether the whole answer is a yes, which says that there is something and not yet what."""
    return bool(_cues()["only_yes"].fullmatch(_plain(words)))


def is_lukewarm(words: str) -> bool:
    """Whether the whole answer leaves open if something is good or hard ("ok", "alright i guess")."""
    return bool(_cues()["lukewarm"].fullmatch(_plain(words)))


def begins_with_yes(words: str) -> bool:
    """Whether a short answer begins with a yes ("go on then, ask us summat else")."""
    plain = _plain(words)
    return len(plain.split()) <= QUOTED_WORDS and bool(BEGINS_WITH_YES.match(plain))


def opens_with_yes(words: str) -> bool:
    """Whether words of any length open with a yes of their own ("yes please. He is called Sam")."""
    return bool(OPENS_WITH_YES.match(_plain(words)))


def opens_with_no(words: str) -> bool:
    """Whether words of any length open with a no."""
    return bool(OPENS_WITH_NO.match(_plain(words)))


def asks_what_is_meant(words: str) -> bool:
    """Whether the words ask about our question, and answer nothing ("define 'more of'")."""
    return bool(ASKS_WHAT_IS_MEANT.match(words.replace("\u2019", "'").strip()))


def asks_of_the_question(words: str) -> bool:
    """Whether the whole of the words asks what is meant by what was just said ("what is that", "whats it mean")."""
    return bool(ASKS_WHAT_THAT_IS.fullmatch(words.replace("\u2019", "'").strip(" .!?")))


def is_question(words: str) -> bool:
    """Whether the whole of the words is one question to us."""
    plain = words.replace("\u2019", "'").strip()
    return len(plain.split()) <= LONGEST_QUESTION and bool(QUESTION.match(plain))


def is_hard(heard: Heard) -> bool:
    """Whether something hard was said, to be acknowledged before the next question (STU-1).

    The understanding says so when it has looked; cues stand in for it. One word is little to go by, and nobody is
    pitied for "telly": it must also be a word that says something hard by itself.
    """
    plain, cued = _plain(heard.words), carries_hardship(heard.words)
    if _cues()["hard_by_itself"].search(plain):
        return True
    if not cued and _is_joy(plain):
        return False
    if heard.hardship is None or (not cued and (_cues()["not_hard"].search(plain) or tells_who_sent_them(plain))):
        return cued
    return heard.hardship and (len(heard.words.split()) != 1 or is_hard_word(heard.words))


def told_by(heard: Heard, domain: str) -> dict[str, Any]:
    """Return what an answer tells besides its words, as fields of a ``Statement``.

    Args:
        heard: the answer.
        domain: the area of life that was asked about, or ``opening``.

    Returns:
        ``holds``; ``also``, the other areas of life spoken of; ``pieces``, which name the strengths; and ``quality``
        with ``tie_is_heard`` when every tie that was told hurts, so that it is never drawn as a strength.
    """
    also = tuple(other for other in domains_told(heard) if other != domain)
    pieces = pieces_heard(heard.strengths or (), domain)
    told: dict[str, Any] = {"holds": _holds(heard, domain), "also": also, "pieces": pieces}
    tie = tie_heard(heard.strengths or (), domain)
    return told if tie is None else told | {"quality": tie, "tie_is_heard": True}


def holds_besides(before: Holds, heard: Heard, domain: str) -> Holds:
    """Return whether what a line tells is so, once words were added to it.

    Args:
        before: what the line told without them.
        heard: the words added.
        domain: the area of life of the line.
    """
    if heard.strengths is None:
        return _holds(heard, domain) if before is Holds.DENIED else before
    added = holds_heard(heard.strengths, domain)
    if before is Holds.DENIED:
        return added or before
    return Holds.NOW if added is Holds.NOW else before


LOVED = "passions_interests"
TOLD_BY_CUES_ALONE = ("what_would_help", "own_ideas", "would_offer")
"""Areas of life that no kind of strength belongs to; only cues tell that they were spoken of."""


def domains_told(heard: Heard) -> tuple[str, ...]:
    """Return the areas of life spoken of, so that they are not asked about as if unsaid; what was denied is none."""
    by_cues = domains_spoken_of(heard.words)
    if heard.strengths is None:
        return by_cues
    told = domains_heard(heard.strengths)
    if LOVED not in told and loved_in(heard.words, heard.strengths):
        # A skill that "keeps me sane" is what somebody enjoys, too, and they have said so.
        told = (*told, LOVED)
    denied = {DOMAIN_OF[one.kind] for one in heard.strengths if one.is_denied}
    # Of many things at once the understanding may miss one, and nobody is asked for what they have just said.
    by_cues_too = by_cues if len(heard.words.split()) >= MANY_WORDS else ()
    return (
        *told,
        *(
            domain
            for domain in by_cues
            if domain not in told and (domain in TOLD_BY_CUES_ALONE or (domain in by_cues_too and domain not in denied))
        ),
    )


def names_nothing(plain: str) -> bool:
    """Whether words take back what they open with ("a flat, no")."""
    return bool(TAKES_BACK.search(plain))


def _holds(heard: Heard, domain: str) -> Holds:
    if says_nothing_there(heard.words):
        return Holds.DENIED
    told = holds_heard(heard.strengths or (), domain)
    plain = _plain(heard.words)
    hopes = domain == "aspirations" and NAMES_A_WISH.match(plain) is not None and not names_nothing(plain)
    if told is Holds.DENIED and (hopes or not _cues()["says_no"].search(plain)):
        # Doubted, and so drawn nowhere; but nobody is told that they said no when they did not.
        return Holds.NOW
    return told or (Holds.DENIED if heard.act == "deny" else Holds.NOW)


def plan_in(words: str) -> str | None:
    """Return ``own_ideas`` or ``would_offer`` when a short message is somebody's own plan, or an offer; or None."""
    if len(words.split()) > LONGEST_PLAN:
        return None
    plain = _plain(words)
    return next((kind for kind in ("would_offer", "own_ideas") if _cues()["domains"][kind].search(plain)), None)


def says_only_when(words: str) -> bool:
    """Whether the whole answer is a time that is past ("last year", "two weeks ago")."""
    return bool(ONLY_WHEN.fullmatch(_plain(words)))


def wishes_for_their_life(words: str) -> bool:
    """Whether words open with what somebody wants to do, keep or get back to ("I want to stop here with my bird")."""
    return bool(_cues()["wishes_for_life"].match(_plain(words)))


def is_a_load(words: str) -> bool:
    """Whether words tell what somebody has to do for another ("i do her meds n help her shower")."""
    return bool(_cues()["load"].search(_plain(words)))


def tells_of_help(words: str) -> bool:
    """Whether words tell of somebody or something that helps, or is there for the person."""
    return bool(_cues()["helps"].search(_plain(words)))


def tells_that_nothing_helps(words: str) -> bool:
    """Whether words say that nothing and nobody helps, so that nobody is asked again what does."""
    return bool(_cues()["nothing_helps"].search(_plain(words)))


@once_a_turn
def carries_hardship(words: str) -> bool:
    """Whether cues in the words say that something is hard."""
    return bool(_cues()["hardship"].search(_cues()["joy_as_if_hard"].sub(" of joy ", _plain(words))))


def names_hardship(words: str) -> bool:
    """Whether any word says something hard by itself, wherever it stands."""
    return carries_hardship(words) or bool(_cues()["weighs"].search(_plain(words)))


@once_a_turn
def _is_joy(plain: str) -> bool:
    """Whether words tell of joy that outweighs, and nothing in them weighs against it."""
    cues = _cues()
    meant = cues["joy_as_if_hard"].sub(" of joy ", plain)
    if not cues["joy"].search(meant) or cues["joy_not"].search(meant):
        return False
    return not cues["weighs_beside_joy"].search(meant) and not cues["weighs"].search(meant)


def is_hard_word(words: str) -> bool:
    """Whether a whole answer is one word, or one picture, that says something hard by itself."""
    return carries_hardship(words) or bool(_cues()["hard_word"].fullmatch(_plain(words)))


def domains_spoken_of(words: str) -> tuple[str, ...]:
    """Return the areas of life that cues in the words speak of."""
    return tuple(domain for domain, cue in _cues()["domains"].items() if cue.search(_plain(words)))


def names_somebody(words: str) -> bool:
    """Whether cues in an answer to who is in somebody's life name anybody."""
    return "people_networks" in domains_spoken_of(words) or bool(_cues()["names_somebody"].search(_plain(words)))


def can_be_quoted(words: str) -> bool:
    """Whether saying the words back is short and safe: no long text, no number, no markup, one line."""
    return 0 < len(words.split()) <= QUOTED_WORDS and not re.search(r"[\d<>{}\[\]\n]", words) and len(words) <= 90


def _plain(words: str) -> str:
    """The words as the cues are written: with the apostrophe of a typewriter, without marks around them."""
    return words.replace("\u2019", "'").strip(" .!,\u2026")


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    read = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {
        "nothing_there": _whole(**read["nothing_there"]),
        "only_yes": _whole(**read["only_yes"]),
        "lukewarm": _whole(**read["lukewarm"]),
        "that_is_all": _whole(**read["that_is_all"]),
        "easier_words": _any_of(read["easier_words"]),
        "nothing_helps": _any_of(read["nothing_helps"]),
        "says_no": _any_of(read["says_no"]),
        "hardship": _any_of(read["hardship"]),
        "hard_by_itself": _any_of(read["hard_by_itself"]),
        "not_hard": _any_of(read["not_hard"]),
        "names_somebody": _any_of(read["names_somebody"]),
        **{name: _any_of(read[name]) for name in ("helps", "load", "joy", "joy_not", "weighs_beside_joy")},
        "joy_as_if_hard": _any_of([read["joy_as_if_hard"]]),
        "wishes_for_life": _any_of(read["wishes_for_life"]),
        "weighs": _any_of(read["hard_word"]),
        "hard_word": re.compile("|".join(read["hard_word"]), re.IGNORECASE),
        "domains": {domain: _any_of(cues) for domain, cues in read["domains"].items()},
    }


def _whole(says: str, trails: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{says})(?:[,.]? (?:{trails}))*", re.IGNORECASE)


def _any_of(cues: list[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{cue.strip()})" for cue in cues)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
