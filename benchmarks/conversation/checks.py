"""What a conversation must keep to, each a function whose name says it and which returns every fault it found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.conversation.replay import Exchange, Played
from bot.channels.grammar import as_typed
from bot.channels.transcript import Message
from bot.strengths.contact import Contact, Moment
from bot.strengths.library import DOMAINS, Library
from bot.strengths.statement import Statement

MOST_SENTENCES = 3
MOST_WORDS = 15

STRENGTHS = (
    "aspirations",
    "good_day",
    "motivation_energy",
    "skills_experience",
    "passions_interests",
    "people_networks",
    "groups_places",
    "coping_exceptions",
    "would_offer",
)
"""Areas of life whose questions look for what is strong; straight after hardship only a coping question may come."""

BEFORE_THE_READ_BACK = (Moment.REASON, Moment.PERMISSION, Moment.STAYING, Moment.EXPLORING)
ASKED_ONCE = (*DOMAINS, "opening", "permission", "communication_access")

ACKNOWLEDGES = re.compile(
    r"\b(hard|harder|heavy|sorry|exhaust\w*|tir(?:ed|ing)|worn|a lot|carry|painful|pain|hurts?|lonely|alone|"
    r"frighten\w*|scar(?:y|ed)|worr(?:y|ying|ied)|sad|upset\w*|grief|miss(?:ing)?|loss|lost|let down|fed up|angry|"
    r"anger|unfair|not fair|wears|wearing|stress\w*|struggl\w*|difficult|too much|weighs?|rough|awful|enough on|"
    r"feel very long|i hear that|glad you told me)\b",
    re.IGNORECASE,
)
"""Words by which a difficulty or a feeling is named. A thank-you alone names none."""

QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
WHY = re.compile(r"\b(why|how come)\b", re.IGNORECASE)

SMALL = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "cant",
        "can't",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "don't",
        "dont",
        "for",
        "from",
        "get",
        "go",
        "going",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "id",
        "if",
        "ill",
        "im",
        "in",
        "is",
        "it",
        "its",
        "it's",
        "ive",
        "just",
        "like",
        "me",
        "mine",
        "more",
        "my",
        "myself",
        "no",
        "not",
        "now",
        "of",
        "off",
        "on",
        "one",
        "or",
        "our",
        "out",
        "she",
        "should",
        "so",
        "some",
        "that",
        "thats",
        "that's",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "too",
        "up",
        "us",
        "was",
        "we",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "yes",
        "yeah",
        "you",
        "you're",
        "youre",
        "you've",
        "your",
        "yours",
        "yourself",
    ]
)
"""Words that say little by themselves; what is left are the content words."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that went against a check.

    Attributes:
        check: name of the check.
        resident: whose conversation.
        number: of the exchange; 0 for the conversation as a whole.
        what: what was seen.
    """

    check: str
    resident: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.resident}, turn {self.number}: {self.what}"


Check = Callable[[Played, Library], Iterator[tuple[int, str]]]


def bubbles(exchange: Exchange) -> list[str]:
    """Return the texts of a reply, without the read-back: that is the person's own."""
    return [message.text for message in exchange.replies if message.lines is None and message.text]


def unquoted(text: str) -> str:
    """Return a bubble with what is quoted in it counted as one word."""
    return QUOTED.sub("words", text)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [word.casefold().replace("\u2019", "'") for word in WORD.findall(text)]


def content(text: str) -> list[str]:
    """Return the words of a text that say something by themselves."""
    return [word for word in words_of(text) if word not in SMALL]


def reflects(reply: str, said: str) -> bool:
    """Whether a reply holds a run of the person's own content words with the pronouns turned.

    Args:
        reply: bubbles of one reply, without the read-back.
        said: what the person typed.

    Returns:
        True when two content words of theirs that stand beside each other do so in the reply, or the only one they
        used stands there. Words said back in quotation marks are an echo and no reflection.
    """
    theirs = content(said)
    ours = content(QUOTED.sub(" ", reply))
    if len(theirs) == 1:
        return theirs[0] in ours
    pairs = set(pairwise(theirs))
    return any(pair in pairs for pair in pairwise(ours))


def follows_up(exchange: Exchange, said_before: str) -> bool:
    """Whether a reply takes up words of this or an earlier turn ("You mentioned the allotment")."""
    reply = " ".join(bubbles(exchange))
    return reflects(reply, exchange.said or "") or bool(
        re.search(r"\byou (?:mentioned|told me|spoke|talked|said)\b", reply, re.IGNORECASE)
        and reflects(QUOTED.sub(" ", reply), said_before)
    )


def acknowledges(exchange: Exchange) -> bool:
    """Whether a reply begins by naming what is hard, or by saying it back with the pronouns turned, before it asks."""
    said = bubbles(exchange)
    if not said:
        return False
    opening = [part for part in SENTENCE_END.split(said[0]) if WORD.search(part)][:2]
    if opening and "?" in opening[0]:
        return False
    named = any(ACKNOWLEDGES.search(unquoted(part)) for part in opening if "?" not in part)
    return named or bool(opening and reflects(QUOTED.sub(" ", opening[0]), exchange.said or ""))


def asks(exchange: Exchange, library: Library) -> list[str]:
    """Return the keys of the questions in a reply: newly open, or put again."""
    found = [exchange.asked] if exchange.asked else []
    texts = set(bubbles(exchange))
    still_open = exchange.after.open_question if exchange.after else None
    question = library.get(still_open or "")
    if question is not None and still_open not in found and texts & {question.wording, question.easier}:
        found.append(question.key)
    return found


def hardship_is_acknowledged_before_anything_is_asked(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """STU-1: the next turn names what is hard, first."""
    for exchange in played.turns:
        if exchange.is_hard and exchange.replies and not acknowledges(exchange):
            yield exchange.number, f"{exchange.said!r} is answered {first(exchange)!r}"


def no_strengths_question_comes_with_hardship(played: Played, library: Library) -> Iterator[tuple[int, str]]:
    """RIP-3: a coping question, or an offer to stay, to stop or of a person; nothing else that looks for strengths."""
    for exchange in played.turns:
        if not exchange.is_hard:
            continue
        for key in asks(exchange, library):
            question = library.get(key)
            if question and question.domain in STRENGTHS and question.question_type != "coping":
                yield exchange.number, f"{exchange.said!r} is followed by {key}"


def nothing_answered_is_asked_again(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """A question that was answered, or an area that was left out, does not come round again."""
    answered: set[str] = set()
    left_out: set[str] = set()
    for exchange in played.turns:
        now, key = exchange.after, exchange.asked
        if now is not None and exchange.before is not None and now.id != exchange.before.id:
            # Deleted or begun afresh: nothing is known any more, so all may be asked.
            answered, left_out = set(), set()
        if key and key.partition(".")[0] in ASKED_ONCE and not _went_back(exchange):
            if key in answered:
                yield exchange.number, f"{key} was answered before"
            elif key.partition(".")[0] in left_out:
                yield exchange.number, f"{key.partition('.')[0]} was left out before"
        if now is not None:
            answered |= {item.question for item in now.statements}
            left_out = set(now.declined)


def nothing_volunteered_is_asked_as_if_unsaid(played: Played, library: Library) -> Iterator[tuple[int, str]]:
    """Practice 2.1: what was told unasked may be asked more about, never opened."""
    told: set[str] = set()
    for exchange in played.turns:
        if exchange.line is not None:
            told |= set(exchange.line.volunteers)
        key = exchange.asked
        domain = (key or "").partition(".")[0]
        if domain in told and key in {question.key for question in library.openers(domain)}:
            yield exchange.number, f"{key}, and {domain} was told before"


def every_line_is_the_persons_own(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Every line of the summary can be found in what was typed, or is the title of a button that was pressed."""
    for statement in untraceable(played):
        yield 0, f"{statement.words!r} was never said"


def untraceable(played: Played) -> list[Statement]:
    """Return the shared lines that are neither the person's words nor a title they pressed."""
    sources = [" ".join(words_of(exchange.said or exchange.pressed or "")) for exchange in played.turns]
    pictures = {as_typed(exchange.said or "").strip() for exchange in played.turns}
    return [
        statement
        for statement in shared(played.contact)
        if statement.words.strip() not in pictures and not _is_made_of(statement.words, sources)
    ]


def every_turn_is_answered(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Nobody is left without an answer."""
    for exchange in played.exchanges:
        if exchange.failed or not exchange.replies:
            yield exchange.number, f"no answer ({exchange.failed or 'empty'})"


def ways_of_talking_are_kept(played: Played, library: Library) -> Iterator[tuple[int, str]]:
    """What was asked for is remembered; easier words stay easy."""
    contact = played.contact
    for wish in played.resident.preferences:
        if contact is None or wish not in contact.preferences:
            yield 0, f"{wish} is not remembered"
    for exchange in played.turns:
        before = exchange.before
        if before is None or "easier" not in before.preferences:
            continue
        for key in asks(exchange, library):
            question = library.get(key)
            if question and question.wording != question.easier and question.wording in bubbles(exchange):
                yield exchange.number, f"{key} is not asked in easier words"


def one_question_at_a_time(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """One question in a reply."""
    for exchange in played.exchanges:
        count = sum(unquoted(text).count("?") for text in bubbles(exchange))
        if count > 1:
            yield exchange.number, f"{count} questions in {' / '.join(bubbles(exchange))!r}"


def nobody_is_asked_why(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Never "why"."""
    for exchange in played.exchanges:
        for text in bubbles(exchange):
            if WHY.search(unquoted(text)):
                yield exchange.number, text


def sentences_stay_short(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """At most three sentences a bubble, fifteen words a sentence (practice 7); what is quoted counts as one word."""
    for exchange in played.exchanges:
        for text in bubbles(exchange):
            # A list of lines to call is read line by line, and is no run of sentences.
            prose = "\n".join(line for line in unquoted(text).splitlines() if not line.lstrip().startswith("•"))
            parts = [part for part in SENTENCE_END.split(prose) if WORD.search(part)]
            longest = max((len(WORD.findall(part)) for part in parts), default=0)
            if len(parts) > MOST_SENTENCES or longest > MOST_WORDS:
                yield exchange.number, f"{len(parts)} sentences, longest {longest} words: {text!r}"


def what_must_not_be_asked_is_not(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Areas of life that do not belong in this conversation."""
    for exchange in played.turns:
        if (exchange.asked or "").partition(".")[0] in played.resident.never_asked:
            yield exchange.number, f"{exchange.asked} is asked"


def the_summary_holds_what_matters(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Exact pieces of what was said stand in what is shared, and what was held back does not.

    A piece of an answer that nobody asked for was never said; which areas are asked about is the agenda's affair.
    """
    resident, lines = played.resident, [statement.words for statement in shared(played.contact)]
    said = "\n".join(exchange.said or "" for exchange in played.turns)
    for piece in (*resident.in_summary, *(_facts(played) if resident.ends == "share" else ())):
        if piece in said and not any(piece in line for line in lines):
            yield 0, f"{piece!r} is not in the summary"
    for piece in resident.not_in_summary:
        if any(piece in line for line in lines):
            yield 0, f"{piece!r} is in the summary"


def it_ends_as_the_person_wanted(played: Played, _: Library) -> Iterator[tuple[int, str]]:
    """Shared, not shared, stopped, deleted or with a person: as they wished."""
    contact, resident = played.contact, played.resident
    passed_on = {item.kind for item in contact.passed_on} if contact else set()
    wanted = {"share": {"summary"}, "share_some": {"summary"}, "person": {"person"}}.get(resident.ends, set())
    for kind in sorted((wanted | set(resident.passed_on)) - passed_on):
        yield 0, f"{kind} was not passed on"
    if resident.ends in ("nothing", "stop", "delete") and "summary" in passed_on:
        yield 0, "a summary was shared"
    if resident.ends == "delete" and contact is not None and contact.statements:
        yield 0, "words are still kept"
    if not played.finished:
        yield 0, "the conversation did not come to its end"


CHECKS: tuple[Check, ...] = (
    hardship_is_acknowledged_before_anything_is_asked,
    no_strengths_question_comes_with_hardship,
    nothing_answered_is_asked_again,
    nothing_volunteered_is_asked_as_if_unsaid,
    every_line_is_the_persons_own,
    every_turn_is_answered,
    ways_of_talking_are_kept,
    one_question_at_a_time,
    nobody_is_asked_why,
    sentences_stay_short,
    what_must_not_be_asked_is_not,
    the_summary_holds_what_matters,
    it_ends_as_the_person_wanted,
)


def faults(played: Played, library: Library) -> list[Fault]:
    """Return everything that went against any check."""
    return [
        Fault(check=check.__name__, resident=played.resident.name, number=number, what=what)
        for check in CHECKS
        for number, what in check(played, library)
    ]


def shared(contact: Contact | None) -> list[Statement]:
    """Return the lines that the person lets the team read."""
    return [statement for statement in contact.statements if statement.shared] if contact else []


def first(exchange: Exchange) -> str:
    """Return the first bubble of a reply."""
    return next(iter(bubbles(exchange)), "")


def kept_something(exchange: Exchange) -> bool:
    """Whether words typed in this turn, before the read-back, were kept as a line."""
    before, after = exchange.before, exchange.after
    if exchange.said is None or before is None or after is None or before.moment not in BEFORE_THE_READ_BACK:
        return False
    return bool(content(exchange.said)) and after.statements != before.statements


def options(messages: tuple[Message, ...]) -> list[str]:
    """Return the titles of the buttons under a reply, without those beside lines."""
    return [offer.title for message in messages for offer in message.choices]


def _facts(played: Played) -> Iterator[str]:
    """Pieces that the writer labelled, of the lines that were really said and neither taken out nor changed."""
    gone = (*played.resident.removes, *played.resident.changes)
    for exchange in played.turns:
        for piece in exchange.line.facts if exchange.line else ():
            if not any(each in piece or piece in each for each in gone):
                yield piece


def _went_back(exchange: Exchange) -> bool:
    """Whether the person themselves asked to see an earlier question again."""
    return exchange.pressed == "back" or bool(re.search(r"\bback\b", exchange.said or ""))


def _is_made_of(text: str, sources: list[str]) -> bool:
    """Whether a text is a source, a part of one, or a few of them in a row."""
    words = words_of(text)
    at = 0
    while at < len(words):
        longest = 0
        for source in sources:
            length = 0
            while at + length < len(words) and f" {' '.join(words[at : at + length + 1])} " in f" {source} ":
                length += 1
            longest = max(longest, length)
        rest = len(words) - at
        # Single words could be found anywhere; only a whole rest may be that short.
        if longest == 0 or (longest < min(3, rest) and " ".join(words[at : at + longest]) not in sources):
            return False
        at += longest
    return True
