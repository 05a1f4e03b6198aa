"""How a resident takes a learner's turn: what it does, what it asks about, and how it comes after what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.studio.feedback.asked import asking_sentences
from bot.studio.plain_turns import plainly
from bot.studio.resident.person import Fact, Resident
from bot.studio.resident.state import State
from bot.studio.resident.topics import named_in, ordinary_words, topic_for, topics
from bot.studio.turn import Turn
from bot.studio.words import content_words

MOVES_FILE = Path(__file__).with_name("moves.yml")
SILENT = re.compile(r"[\s.\u2026!,;:-]*|[(\[*]\s*(?:silen(?:ce|t)|pauses?|waits?|nods?|says nothing)\s*[)\]*]")
A_FEW = 3
"""Words with which an area of life may be named and nothing else: "any hobbies", "your family"."""

ASKING = re.compile(r"\b(?:what|who|how|when|where|which|why|do|does|did|are|is|can|could|would|tell|go|and)\b")

OWN_STORY = 40
"""Words from which on a turn with nothing of the resident's in it is the learner's own story, and says nothing back."""

HURTS = ("insult", "brushes_off")
"""Moves that hear nobody, whatever words of hardship are in them."""

GLAD_TOPICS = ("skills", "interests", "good_day", "energy", "would_offer")
"""What it is cheerful to ask about straight after hardship; how somebody copes or what they think is not (STU-1)."""

NEAREST = 0.25
"""How much more likely what was spoken of last is meant."""

PARROTED = 0.8
"""Share of the resident's own words in a turn from which on it is an echo and no reflection."""


@dataclass(frozen=True)
class Taken:
    """A turn as the resident takes it.

    Attributes:
        turn: how it was asked.
        plain: the turn in lower case.
        move: what it does besides asking, such as ``greeting``; "" for nothing of the kind.
        asks: whether anything is asked.
        topic: what is asked about, or None.
        kind: the topic's kind, or "".
        named: the fact whose words the turn names, or None.
        is_named_outright: whether it is named by its own words, not only by those in which it was told.
        follows_up: whether it asks on about what was spoken of last.
        acknowledges: whether it names what is hard, and does not wave it away.
        reflects: whether it says something of the resident's back, and not the learner's own story.
        affirms: whether it names something good in the resident, and is not the learner's own story.
        is_repeated: whether the learner said the same before.
        is_listening: whether it acknowledges, says back or affirms.
        is_echo: whether it does nothing but say something back.
        is_parroting: whether that is word for word.
        is_formula: whether the same words of sympathy were used twice before.
        is_cheerful: whether it is a positive question straight after hardship.
        is_bare: whether it only names an area of life, as a list does, and asks nothing about it.
        is_nonsense: whether there is no word in it that anybody would know.
        sore: number of the sore point it touches, or None.
    """

    turn: Turn
    plain: str
    move: str
    asks: bool
    topic: str | None
    kind: str
    named: Fact | None
    is_named_outright: bool
    follows_up: bool
    acknowledges: bool
    reflects: bool
    affirms: bool
    is_repeated: bool
    is_listening: bool
    is_echo: bool
    is_parroting: bool
    is_formula: bool
    is_cheerful: bool
    is_bare: bool
    is_nonsense: bool
    sore: int | None


def take(state: State, said: str, turn: Turn) -> Taken:
    """Return how a resident takes a turn.

    Args:
        state: where the conversation stands.
        said: the turn.
        turn: how it was asked.
    """
    plain = plainly(said)
    questions = asking_sentences(plain)
    # Of several questions the last is answered (practice 4.5).
    last = questions[-1] if questions else ""
    move = "silence" if SILENT.fullmatch(plain) else _move(plain)
    asks = bool(questions) or turn.form != "none"
    asked_about = last or (plain if turn.form != "none" else "")
    topic = topic_for(state.resident, asked_about) if asked_about else None
    follows_up = bool(_follow_up().search(last or plain))
    named = _named(state, last or plain, topic, loosely=asks and (follows_up or topic is None))
    if named is None and last and (follows_up or not content_words(last)):
        # "You go on Thursdays. Who takes you there?": what is meant stands before the question.
        named = _named(state, plain, topic, loosely=False)
    before = _statements(plain, questions)
    tells_own_story = len(plain.split()) > OWN_STORY and not _is_about_them(state, plain)
    if tells_own_story and "?" not in plain:
        asks, topic, named, follows_up = False, None, None, False
    hears = move not in HURTS and (asks or not _is_of_a_list(state, plain))
    acknowledges = turn.acknowledges and hears
    reflects = turn.reflection and hears and not tells_own_story
    affirms = turn.affirmation and hears and not tells_own_story
    listening = acknowledges or reflects or affirms
    if not asks and not move and not listening and len(plain.split()) <= A_FEW:
        topic = named_in(plain)
        asks = topic is not None
    formula = bool(before) and sum(before == _statements(each) for each in state.learner) >= 2
    heard_before = (acknowledges or reflects) and not formula
    cheerful = (
        state.last_hard
        and asks
        and not heard_before
        and not turn.asks_permission
        and not turn.deficit_led
        and not (named is not None and state.layers_told(named.key))
        and not (follows_up and topic not in GLAD_TOPICS)
        and (topic in GLAD_TOPICS or (turn.strengths_seeking and topic not in ("coping", "own_ideas", "hard_now")))
    )
    return Taken(
        turn=turn,
        plain=plain,
        move=move,
        asks=asks,
        topic=topic,
        kind=topics()[topic].kind if topic else "",
        named=named,
        is_named_outright=named is not None and bool(named.words & content_words(last or plain)),
        follows_up=follows_up,
        acknowledges=acknowledges,
        reflects=reflects,
        affirms=affirms,
        is_repeated=len(plain) > 3 and plain in state.learner,
        is_listening=listening,
        is_echo=listening and not asks,
        is_parroting=_is_parroting(state, plain),
        is_formula=formula,
        is_cheerful=cheerful,
        is_bare=topic is not None and not listening and len(plain.split()) <= A_FEW and not ASKING.search(plain),
        is_nonsense=_is_nonsense(plain),
        sore=_sore(state.resident, plain),
    )


def _statements(plain: str, questions: list[str] | None = None) -> str:
    """What is said in a turn before and beside its questions."""
    asked = asking_sentences(plain) if questions is None else questions
    for question in asked:
        plain = plain.replace(question, "")
    return " ".join(re.findall(r"[a-z']+", plain))


def _is_of_a_list(state: State, plain: str) -> bool:
    """Whether a single word only names an area of life, and says nothing back.

    "Music." says nothing back to somebody who spoke of no music, nor after "Family." and before "Work.": there it is
    the list going on, even when it falls on a word that was just said.
    """
    if not _names_an_area(plain):
        return False
    spoken_of = re.findall(r"[a-z']+", plainly(state.last_reply))
    return plain.strip(" .!") not in spoken_of or any(_names_an_area(each) for each in state.learner[-1:])


def _names_an_area(plain: str) -> bool:
    """Whether a turn is one word, and that an area of life."""
    return len(plain.split()) == 1 and named_in(plain) is not None


def _move(plain: str) -> str:
    return next((move for move, pattern in _moves().items() if pattern.search(plain)), "")


def _named(state: State, plain: str, topic: str | None, *, loosely: bool) -> Fact | None:
    """The fact that a turn names: by the fact's own words, or by those in which it was told.

    Args:
        state: knows what was told and hinted at.
        plain: the turn, or its question.
        topic: what is asked about; a fact that was not spoken of yet is named only within its topics.
        loosely: whether one word in which it was told is enough; where something else is asked about it takes two.
    """
    asked = content_words(plain)
    spoken_of = content_words(" ".join(state.said))
    best, most = None, 0.0
    for fact in state.resident.facts:
        # A word of a joke or of small talk is no word about somebody's life.
        is_open_to_it = topic is None or topics()[topic].kind != "chat"
        fits = topic is None or topic in fact.topics or (fact.kind == "hidden" and is_open_to_it)
        in_sight = fact.words if fits else fact.words & spoken_of
        named = len(asked & in_sight)
        retold = len(asked & (_words_told(state, fact) - fact.words))
        if not named and retold < (1 if loosely else 2):
            continue
        weight = named + retold / 2 + (NEAREST if fact.key == state.last_fact else 0)
        if weight > most:
            best, most = fact, weight
    return best


def _words_told(state: State, fact: Fact) -> frozenset[str]:
    """The words in which a fact was told or hinted at."""
    hints = [hint for hint in fact.hint if fact.key in state.hinted and hint in state.said]
    return content_words(" ".join((*fact.says[: state.layers_told(fact.key)], *hints)))


def _is_parroting(state: State, plain: str) -> bool:
    words = re.findall(r"[a-z']+", plain)
    theirs = set(re.findall(r"[a-z']+", plainly(state.last_reply)))
    turned = [word for word in words if word not in ("you", "your", "you're", "you've", "so")]
    return len(turned) >= 5 and sum(word in theirs for word in turned) / len(turned) >= PARROTED and "?" not in plain


def _is_about_them(state: State, plain: str) -> bool:
    """Whether a turn has something of the resident's in it: a tenth of what it speaks of."""
    mine = content_words(plain)
    return len(mine & content_words(" ".join(state.said))) * 10 >= len(mine)


def _is_nonsense(plain: str) -> bool:
    """Whether two or more words are all unknown, or none of them is in letters that are read here."""
    words = re.findall(r"[a-z']+", plain)
    if not words:
        return any(letter.isalpha() for letter in plain)
    return len(words) > 1 and not any(word in ordinary_words() for word in words)


def _sore(resident: Resident, plain: str) -> int | None:
    return next((number for number, point in enumerate(resident.sore) if point.cue.search(plain)), None)


@lru_cache(maxsize=1)
def _moves() -> dict[str, re.Pattern[str]]:
    read = yaml.safe_load(MOVES_FILE.read_text(encoding="utf-8"))["moves"]
    return {move: _any(cues) for move, cues in read.items()}


@lru_cache(maxsize=1)
def _follow_up() -> re.Pattern[str]:
    return _any(yaml.safe_load(MOVES_FILE.read_text(encoding="utf-8"))["follow_up"])


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues))
