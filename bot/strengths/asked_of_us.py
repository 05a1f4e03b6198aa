"""What people ask of us or say to us, with or without a question mark, by the cues of ``asked_of_us.yml``.

A message is read sentence by sentence, so that what is told beside a question is not lost. Nothing here changes what is
kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.strengths.asked_back import themes_asked
from bot.strengths.question_clauses import bare, is_not_understood, leads_in, questions_in, sentences, theme_in
from bot.strengths.reply import Heard

CUES = Path(__file__).with_name("asked_of_us.yml")

BESIDE = re.compile(
    r"(?i)\W*(?:or what|yes or no|please|ta|thanks|thank you|not nice|names|with respect"
    r"|i'?m (?:all right|alright|ok|okay|fine)|and|so|eh|to whom"
    r"|right|ok|okay|well|yes|no|fine|look|stay with this|lovely"
    r"|(?:good (?:morning|afternoon|evening|day)|hello|hiya?|dear (?:sir|madam|sirs?(?: or |/)madam))"
    r"|an? (?:\w+ ){0,2}(?:address|number|e-?mail|phone)\b.{0,40}\b(?:will|would) (?:do|help))?\W*"
)
"""What may stand beside a question and tells nothing."""

BEFORE_A_WISH = re.compile(r",\s+(?:(?:and|but)\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
"""Where a sentence may go on to another thing."""

PICTURE = re.compile(r"[^\w\s'\u2019.,!?-]+")
"""Whatever stands in a sentence that is neither word nor mark."""

TAG = re.compile(
    r"\b(?:will|would|are|can|do|did|is|have|won'?t|wouldn'?t|aren'?t) (?:you|u|ya|they|it|he|she)\W*$", re.IGNORECASE
)
"""“You won't put me in a home will you”: a question, with no mark."""

PART = re.compile(r"<(\w+)>")
"""A part of a cue that is written once."""

MOST_WORDS = 20
"""Words of a sentence that may be a question and nothing besides."""

MOST_WORDS_OF_A_CLAUSE = 30
"""Words of a question that stands inside a longer sentence."""

MOST_WORDS_ASIDE = 12
"""Words of a sentence that asks what we can't answer and tells nothing; a longer one is kept where it was said."""

FEWEST_WORDS_BEFORE = 5
"""Words in front of a question in the same sentence from which on they tell something."""

MOST_WORDS_CAME_FOR = 22
"""Words of a message that says what somebody came for; a longer one is a story, and stays one."""


class Asked(StrEnum):
    """What may be asked of us, in the order in which it is looked for."""

    TO_COMPLAIN = "to_complain"
    ROBOT = "robot"
    WHO_READS = "who_reads"
    WHAT_IS_KEPT = "what_is_kept"
    HELP = "help"
    MAY_I = "may_i"
    ANONYMOUS = "anonymous"
    MUST_I = "must_i"
    CUTS = "cuts"
    BENEFITS = "benefits"
    HOW_MANY = "how_many"
    WHAT_IS_LEFT = "what_is_left"
    WHO_ARE_THEY = "who_are_they"
    WHAT_FOR = "what_for"
    WHAT_IS_MEANT = "what_is_meant"
    NOT_TO_BE_TOLD = "not_to_be_told"
    WILL_THEY_BE_TOLD = "will_they_be_told"
    IF_NOT_SHARED = "if_not_shared"
    WHAT_NEXT = "what_next"
    OF_THE_PROGRAM = "of_the_program"
    OTHER_BODIES = "other_bodies"
    TAKEN_BACK = "taken_back"
    WRONG_WORDS = "wrong_words"
    IRONY = "irony"
    COMPLAINS_OF_US = "complains_of_us"
    NOT_KNOWN = "not_known"
    TAKEN_AWAY = "taken_away"
    HOW_LONG = "how_long"
    HOW_TO_GET = "how_to_get"
    HAS_IT_GONE = "has_it_gone"
    WHOM_TO_ASK = "whom_to_ask"
    OTHER = "other"
    """Whatever else is asked: true is that we can't answer it, and that it is written down."""


ONLY_INSIDE = (Asked.TAKEN_AWAY, Asked.HOW_LONG, Asked.HOW_TO_GET, Asked.HAS_IT_GONE, Asked.WHOM_TO_ASK, Asked.OTHER)
"""What is looked for inside a question only, and not by a cue for a whole sentence."""

MOST_WORDS_OF_A_LONG_ONE = 45
LONG_ONES = (Asked.TO_COMPLAIN, Asked.WHO_READS)
"""What is asked in long words too."""

NOT_KNOWN = (Asked.NOT_KNOWN, Asked.OTHER)
"""What only the team may know."""

TO_BE_READ = (
    *NOT_KNOWN,
    Asked.HOW_TO_GET,
    Asked.TO_COMPLAIN,
    Asked.WILL_THEY_BE_TOLD,
    Asked.NOT_TO_BE_TOLD,
    Asked.COMPLAINS_OF_US,
    Asked.IRONY,
)
"""What is asked or said of us that the team should read; the rest is answered and over."""

TELLS = frozenset({"tell", "complain", "proxy", "deny", "affirm", "decline", "thanks", "greet", "dont_know"})
"""Acts beside which any question may stand; the others have an answer of their own."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message, taken apart.

    Attributes:
        asked: what was asked of us, each once, in the order it was asked.
        questions: what asks what the team should read, as it was typed, where it is told nowhere else.
        told: what was told beside the questions; None when that is nothing.
        told_already: whether a sentence says that it was said before.
        tells_only_questions: whether all that is told is what was asked.
    """

    asked: tuple[Asked, ...]
    questions: str
    told: Heard | None
    told_already: bool
    tells_only_questions: bool = False


def take_apart(heard: Heard, *, came_to_ask: bool = False) -> Message:
    """Return what a message asks of us, and what it tells besides.

    Args:
        heard: the whole message.
        came_to_ask: whether what only the team can answer is what somebody came for, and is told as that.
    """
    if is_not_understood(heard.words):
        return Message(asked=(Asked.WHAT_IS_MEANT,), questions="", told=None, told_already=False)
    asked: list[Asked] = []
    questions: list[str] = []
    told: list[tuple[int, int]] = []
    told_already, told_besides = False, False
    spans = _pieces(heard.words)
    for place, (start, end) in enumerate(spans):
        sentence = heard.words[start:end]
        after = heard.words[slice(*spans[place + 1])] if place + 1 < len(spans) else ""
        found, begins = _asked_in(sentence, after, any_question=heard.act in TELLS)
        asked += found
        unknown = any(one in (*NOT_KNOWN, Asked.HOW_TO_GET) for one in found)
        if found and unknown and (came_to_ask or (Asked.OTHER in found and len(sentence.split()) > MOST_WORDS_ASIDE)):
            told.append((start, end))
        elif found:
            before = sentence[:begins]
            if len(before.split()) >= FEWEST_WORDS_BEFORE and not _tells_nothing(before):
                told.append((start, start + begins))
                told_besides = True
            questions += [sentence[begins:].strip()] if any(one in TO_BE_READ for one in found) else []
        elif _says("told_already", sentence):
            told_already = True
        elif not BESIDE.fullmatch(sentence):
            told.append((start, end))
            told_besides = True
    return Message(
        asked=tuple(dict.fromkeys(asked)),
        questions=" ".join(questions),
        told=part_of(heard, told) if told else None,
        told_already=told_already,
        tells_only_questions=bool(told) and not told_besides,
    )


def _pieces(words: str) -> list[tuple[int, int]]:
    """The sentences of a message; "may I do this, it's about her" and "look in on him but don't tell him" are two."""
    pieces: list[tuple[int, int]] = []
    for start, end in sentences(words):
        sentence = words[start:end].replace("\u2019", "'")
        cut = next(
            (
                cut
                for cut in BEFORE_A_WISH.finditer(sentence)
                if what_is_asked(sentence[cut.end() :]) is Asked.NOT_TO_BE_TOLD
                or what_is_asked(sentence[: cut.start()]) is Asked.MAY_I
            ),
            None,
        )
        pieces += [(start, start + cut.start()), (start + cut.end(), end)] if cut else [(start, end)]
    return pieces


def _asked_in(sentence: str, after: str, *, any_question: bool) -> tuple[list[Asked], int]:
    """Return what one sentence asks of us, and where in it the first question begins."""
    whole = what_is_asked(sentence)
    if whole is None and TAG.search(sentence.replace("\u2019", "'")) and (themes := themes_asked(sentence)):
        return [Asked(one) for one in themes], 0
    clauses = questions_in(sentence, after)
    of_clauses = [(clause.start, _asked_by(clause.words)) for clause in clauses]
    known = [(start, one) for start, one in of_clauses if one is not None]
    if whole is not None and len(known) < 2 and (not known or whole in (one for _, one in known)):
        return [whole], 0
    if any_question:
        known = [(start, one or Asked.OTHER) for start, one in of_clauses]
    return [one for _, one in known], known[0][0] if known else 0


def _asked_by(question: str) -> Asked | None:
    """Return what a question asks, or None for what no cue knows."""
    theme = theme_in(question)
    if theme is not None:
        return Asked(theme)
    found = what_is_asked(question, most_words=MOST_WORDS_OF_A_CLAUSE)
    if found is not None:
        return found
    return next((Asked(one) for one in themes_asked(question)), None)


def _tells_nothing(before: str) -> bool:
    """Whether words in front of a question only lead in to it, refuse something or complain of us."""
    pieces = [piece for piece in re.split(r"[,;:]", before) if piece.strip()]
    return leads_in(before) or all(
        leads_in(piece) or _says("refuses_leave", piece) or what_is_asked(piece) is Asked.COMPLAINS_OF_US
        for piece in pieces
    )


def what_is_asked(sentence: str, *, most_words: int = MOST_WORDS) -> Asked | None:
    """Return what one sentence asks of us, or None."""
    length = len(sentence.split())
    if length > MOST_WORDS_OF_A_LONG_ONE:
        return None
    may_be = _asks() if length <= most_words else LONG_ONES
    plain, asks = bare(sentence), _asks()
    return next((asked for asked in may_be if asks[asked].search(plain)), None)


def wants_to_complain(words: str) -> bool:
    """Whether somebody wants to complain, or asks how or where to."""
    return any(what_is_asked(words[start:end]) is Asked.TO_COMPLAIN for start, end in sentences(words))


def asks_what_is_kept(words: str) -> bool:
    """Whether somebody asks what is written down of what they say."""
    return any(what_is_asked(words[start:end]) is Asked.WHAT_IS_KEPT for start, end in sentences(words))


def wants_a_person_too(words: str) -> bool:
    """Whether words that speak of complaining ask for a person to talk to as well."""
    return _says("wants_a_person", words)


def wants_no_person(words: str) -> bool:
    """Whether words say that somebody will not talk to a person or a helpline."""
    return _says("no_person", words)


def refuses_leave(words: str) -> bool:
    """Whether words begin with a no to being asked about the rest of somebody's life."""
    return _says("refuses_leave", words)


def says_not_to_stop(words: str) -> bool:
    """Whether words taken for a wish to stop say that it is not time yet ("bit more. then stop")."""
    return _says("not_stopping", words)


def wants_back(words: str) -> bool:
    """Whether words taken for a wish to go back speak of going back at all."""
    return _says("going_back", words)


def is_for_another(words: str) -> bool:
    """Whether words say plainly that this is about somebody else."""
    return _says("for_another", words)


def types_for_another(words: str) -> bool:
    """Whether a sentence says by itself that whoever types does it for somebody else, and not for both."""
    return _says("types_for_another", words) and not is_for_both(words)


def says_it_is_for_oneself(words: str) -> bool:
    """Whether a sentence says that all of this is for whoever types it, and for nobody else."""
    told = (PICTURE.sub(" ", words[start:end]) for start, end in sentences(words))
    return any(_says("for_oneself", sentence) for sentence in told)


def is_for_both(words: str) -> bool:
    """Whether an answer to "is this for someone else" says that it is for the typing person as well."""
    return _says("for_both", words)


def is_worried_for_another(words: str) -> bool:
    """Whether words say that it is not the typing person who is in need; tells only where that was asked."""
    return _says("worried_for_another", words) or is_for_another(words)


def says_they_do_not_know(words: str) -> bool:
    """Whether words say that the person who is typed for does not know of it."""
    return _says("they_do_not_know", words)


def wants_to_be_reached_instead(words: str) -> bool:
    """Whether words say whom to ring, and whom not."""
    return _says("reach_me_instead", words)


def speaks_of_carers(words: str) -> bool:
    """Whether words speak of carers."""
    return _says("carers", words)


def came_for_a_thing(words: str) -> bool:
    """Whether a short message names the practical thing somebody came for."""
    return len(words.split()) <= MOST_WORDS_CAME_FOR and _says("came_for", words)


def wants_a_thing(words: str) -> bool:
    """Whether words wish for kit or for a service, whatever they were said to."""
    return _says("wants_a_thing", words)


def has_a_date(words: str) -> bool:
    """Whether words name a date or a number of days, so that time matters."""
    return bool(_cue("has_a_date").search(words))


def part_of(heard: Heard, spans: list[tuple[int, int]]) -> Heard:
    """Return what stands in some sentences, as it was typed, with what was heard within them."""
    first, last = spans[0][0], spans[-1][1]
    whole = len(spans) == 1 or all(before[1] >= after[0] - 1 for before, after in pairwise(spans))
    if not whole:
        words = " ".join(heard.words[start:end].strip() for start, end in spans)
        within = (
            None
            if heard.strengths is None
            else tuple(
                replace(one, start=words.find(one.text), end=words.find(one.text) + len(one.text))
                for one in heard.strengths
                if one.text in words
            )
        )
        return replace(heard, act="tell", words=words, strengths=within)
    strengths = heard.strengths and tuple(
        replace(one, start=one.start - first, end=one.end - first)
        for one in heard.strengths
        if first <= one.start and one.end <= last
    )
    return replace(heard, act="tell", words=heard.words[first:last].strip(), strengths=strengths)


def _says(cue: str, words: str) -> bool:
    return bool(_cue(cue).search(bare(words)))


@lru_cache(maxsize=1)
def _asks() -> dict[Asked, re.Pattern[str]]:
    read = _read()["asks"]
    return {asked: _any(read[asked]) for asked in Asked if asked not in ONLY_INSIDE}


@lru_cache(maxsize=1)
def not_hard_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that something is not hard: clear by itself, and only to somebody who was just pitied."""
    read = _read()["not_hard"]
    return _any(read["plainly"]), _any(read["once_pitied"])


@lru_cache(maxsize=32)
def _cue(name: str) -> re.Pattern[str]:
    return _any(_read()[name])


def _any(cues: list[str]) -> re.Pattern[str]:
    parts = _read()["parts"]
    filled = (PART.sub(lambda part: str(parts[part[1]]), cue) for cue in cues)
    return re.compile("|".join(f"(?:{cue})" for cue in filled), re.IGNORECASE)


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return read
