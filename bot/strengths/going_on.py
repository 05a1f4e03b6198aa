"""Short messages in a row that are one answer: "tea", "with Joan", "Sunday" (aphasia, few words; practice 2.3, 3.2).

Whoever writes so has been asked the next question before they were done. What clearly goes on is put to the line it
belongs to, and the open question waits. What may be an answer to it is heard as one: in doubt nothing is gathered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.strengths.asking import PERMISSION, resume
from bot.strengths.clauses import NEGATIVE
from bot.strengths.contact import Contact, Moment
from bot.strengths.fit_to_say import is_grave, is_unsafe
from bot.strengths.hearing import can_be_quoted, is_hard, says_nothing_there, says_only_yes
from bot.strengths.keeping import lengthen, voice_of
from bot.strengths.library import Library, Question
from bot.strengths.mentions import mentioned_in
from bot.strengths.reflection_rules import rules
from bot.strengths.reply import Heard, Reply, Say
from bot.strengths.statement import SOMEONE_ELSE, Holds, Source, Statement
from bot.strengths.strength_heard import Kind, StrengthHeard
from bot.strengths.turning import plain, turned

MOST_WORDS = 4
"""Words of a message that is a piece of an answer."""

MOST_PIECES = 6
"""Pieces after which a line is full, and more is heard as something new."""

PIECES = re.compile(r"[.!?;\u2026]+\s+|\n+")

JOINS_ON = re.compile(
    r"(?:and|also|plus|then|or|but|n|&)\s+(?!(?:no|not|nope|nothing|nowt|none|never|stop|yes|yeah)$)\w", re.IGNORECASE
)
TIME = re.compile(
    r"(?:on |every |each |most |always |sometimes )*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?|week(?:end|day)s?"
    r"|mornings?|afternoons?|evenings?|nights?|days?|weeks?|months?)(?: (?:mornings?|afternoons?|evenings?|nights?))?"
    r"|(?:in the|at|of a|of an) (?:morning|afternoon|evening|night|weekend|dinner ?time|tea ?time|lunch ?time)s?"
    r"|(?:in|since|last|this|next) (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|spring|summer|autumn|winter|week|month|year)"
    r"|(?:once|twice) a (?:week|month|year|day|fortnight)|(?:after|before) (?:tea|dinner|lunch|work|church|school)",
    re.IGNORECASE,
)
WITH = re.compile(r"(?:with|wi|w/) (?P<whom>\w.*)", re.IGNORECASE)
COMPANY = re.compile(r"(?:him|her|them|friends?|mates?|pals?|others|company)\b|(?-i:[A-Z])", re.IGNORECASE)
NO_COMPANY = re.compile(r"(?:children|kids|bairns|people|families)$", re.IGNORECASE)
WHERE = re.compile(
    r"(?:at|in|by|near|from|round|down|up|over|outside|inside|beside|behind|next to|on the|on my) \w", re.IGNORECASE
)
THEY = re.compile(r"(?:he|she|they|he's|she's|hes|shes)\b", re.IGNORECASE)

TURNS_DOWN = re.compile(r"(?:but|or|he|she|they)\b", re.IGNORECASE)
GONE = re.compile(
    r"\b(?:gone|left|leaving|dead|dying|passed|lost|ended|over now|shut|closed|stopped|finished|sold|split)\b",
    re.IGNORECASE,
)
"""“She's gone” and “then he left” are met as what they are, and put together with nothing."""
ANOTHER_SPEAKS = re.compile(r"\b(?:i'?m|i am|this is|it'?s) (?:his|her|their|the) \w", re.IGNORECASE)
"""“And I'm her son”: somebody else has the phone, and their words go on from nobody's."""

SMALL_WORD = re.compile(r"(?:And|With|Then|But|Or|Also|He|She|They|At|In|On|By|My|The|A|Every|Each)\b")

ASKS_WHO = re.compile(r"\b(?:who|anyone|someone|with others)\b", re.IGNORECASE)
ASKS_WHEN = re.compile(r"\b(?:when|how|day|week|hour)\b", re.IGNORECASE)
ASKS_WHERE = re.compile(r"\b(?:where|place|when|how)\b", re.IGNORECASE)
"""What a question asks by its own words: a piece that tells just that is an answer to it."""

ANSWERED_BY_A_TIME = (
    *("good_day", "motivation_energy", "communication_access", "coping_exceptions"),
    *("hard_now", "what_would_help", "own_ideas"),
)
ANSWERED_BY_WITH = (
    *("good_day", "coping_exceptions", "people_networks", "motivation_energy", "groups_places"),
    *("what_would_help", "own_ideas"),
)
ANSWERED_WITH_A_THING = ("skills_experience", "would_offer")
"""“With wood” and “with children” are what somebody is good at; “with Joan” is company."""
LEFT_BY_A_PLACE = ("permission", "staying", "people_networks")
"""Questions that "at the hall" does not answer, unless they ask about people by what they do."""

ANSWERED_BY_THEM = ("people_networks", "coping_exceptions", "own_ideas", "what_would_help")


def hear_going_on(contact: Contact, heard: Heard, library: Library) -> list[Reply] | None:
    """Put a piece of an answer to the line it belongs to, and let the open question wait.

    Args:
        contact: the contact under way.
        heard: what was said.
        library: the question library.

    Returns:
        What is said; None, and nothing is changed, when the words are to be heard as always.
    """
    question = library.get(contact.open_question or "")
    line = _begun(contact)
    if question is None or line is None or not _is_a_piece(heard):
        return None
    if not goes_on(heard.words, question, heard.strengths or ()) or voice_of(contact, heard.words) != line.said_by:
        return None
    before = contact.mentions
    if THEY.match(heard.words) and not _named_somebody(contact, line):
        return None
    kept = lengthen(contact, line.id, heard)
    # New words take a line's mentions with them; here the old words still stand.
    contact.mentions = [*before, *mentioned_in(heard.words, heard.strengths or (), kept.id, before)]
    return [_say_together(kept), *resume(contact)]


def goes_on(words: str, question: Question, strengths: Sequence[StrengthHeard] = ()) -> bool:
    """Return whether a few words go on from what was said before, and do not answer the question that is open.

    Args:
        words: what was said.
        question: the open question.
        strengths: what was heard in the words.
    """
    said = plain(words).strip(" .!,\u2026-")
    asks, domain = f"{question.wording} {question.easier}", question.domain
    somebody = any(one.kind is Kind.PERSON for one in strengths) or rules().people.search(said) is not None
    if JOINS_ON.match(said):
        return not (somebody and ASKS_WHO.search(asks))
    if question.asks_more_of is not None or question.question_type in ("exception", "coping"):
        return False
    if TIME.fullmatch(said):
        return domain not in ANSWERED_BY_A_TIME and not ASKS_WHEN.search(asks)
    with_whom = WITH.match(said)
    if with_whom:
        company = COMPANY.match(with_whom["whom"]) or (somebody and not NO_COMPANY.match(with_whom["whom"]))
        answers = domain in ANSWERED_BY_WITH or (domain in ANSWERED_WITH_A_THING and not company)
        return not answers and not ASKS_WHO.search(asks)
    if WHERE.match(said):
        return domain in LEFT_BY_A_PLACE and not ASKS_WHERE.search(asks)
    return THEY.match(said) is not None and domain not in ANSWERED_BY_THEM


def _begun(contact: Contact) -> Statement | None:
    """The short line that was said just before the open question came, if it may go on."""
    at_a_question = contact.moment in (Moment.STAYING, Moment.EXPLORING) or contact.open_question == PERMISSION
    if not at_a_question or not contact.statements or contact.reopened is not None or len(contact.asked) <= 1:
        return None
    line = contact.statements[-1]
    latest, before = contact.asked[-1], contact.asked[-2]
    if latest != contact.open_question or before != line.question or line.source is not Source.OWN_WORDS:
        return None
    pieces = PIECES.split(line.words)
    short = all(len(piece.split()) <= MOST_WORDS for piece in pieces) and len(pieces) < MOST_PIECES
    return line if short and line.holds is not Holds.DENIED else None


def _named_somebody(contact: Contact, line: Statement) -> bool:
    """Whether "she" can be somebody of the line; of somebody who is typed for, "he" is who it is all about."""
    people = any(one.line == line.id and one.kind is Kind.PERSON for one in contact.mentions)
    return people and contact.said_by != SOMEONE_ELSE


def _is_a_piece(heard: Heard) -> bool:
    words = heard.words.split()
    typed = heard.choice is None and heard.line is None and heard.act == "tell"
    if not typed or not 0 < len(words) <= MOST_WORDS or "?" in heard.words or is_hard(heard):
        return False
    said = plain(heard.words)
    if is_grave(said) or GONE.search(said) or ANOTHER_SPEAKS.search(said):
        return False
    if TURNS_DOWN.match(said) and NEGATIVE.search(said):
        return False
    return not says_nothing_there(heard.words) and not says_only_yes(heard.words)


def _say_together(line: Statement) -> Say:
    """The pieces said back as the one answer they are, where that is short and safe to say."""
    pieces = [plain(piece).strip(" .!,\u2026-") for piece in PIECES.split(line.words)]
    said = turned(", ".join(_within(piece) for piece in pieces if piece), rules().turning)
    if said is None or not can_be_quoted(said) or is_unsafe(said):
        return Say("utter_gathered")
    return Say("utter_gathered_words", {"words": f"{said[0].upper()}{said[1:]}"})


def _within(piece: str) -> str:
    """A piece as it stands within a sentence; what may be a name keeps its capital letter."""
    return piece[0].lower() + piece[1:] if SMALL_WORD.match(piece) else piece
