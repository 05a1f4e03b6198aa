"""What can be seen of how a learner asked: indicators to think about, no marks and no sum of them (practice 4.2).

Each is said with what it is out of. A reflection that repeats the learner's own earlier line, or is the resident's
line word for word, is not counted: a count that can be raised by a trick says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.strengths.plain_words import grade
from bot.studio.plain_turns import plainly
from bot.studio.rehearsal.rehearsal import Exchange
from bot.studio.words import content_words

FEW = 4
"""Turns below which a ratio says nothing."""

YEARS_BEFORE_GRADE = 5
"""A reader of grade n of the formula's country is about n + 5 years old."""


@dataclass(frozen=True)
class Indicators:
    """What was counted.

    Attributes:
        turns: turns of the learner.
        questions: turns that asked something.
        reflections: turns that said something back, each different and not word for word.
        open: open questions.
        closed: closed questions.
        choice: questions with a choice.
        learner_words: words of the learner.
        resident_words: words of the resident.
        hard: replies that told hardship and were followed by a turn.
        hard_heard: of those, how many were acknowledged or said back in the next turn.
        advice_before_ideas: turns with advice before the resident's own idea was told.
        affirmations: turns that named an effort or a quality.
        deficit_led: questions after what is wrong.
        leading: questions with the answer in them.
        multiple: turns with more than one question.
        jargon: turns with a field term.
        reading_age: age that can read the learner's turns; None when there is too little to say.
        own_words: of the learner's telling words, how many the resident had used.
        telling_words: the learner's words that carry something.
    """

    turns: int
    questions: int
    reflections: int
    open: int
    closed: int
    choice: int
    learner_words: int
    resident_words: int
    hard: int
    hard_heard: int
    advice_before_ideas: int
    affirmations: int
    deficit_led: int
    leading: int
    multiple: int
    jargon: int
    reading_age: int | None
    own_words: int
    telling_words: int

    @property
    def talk_share(self) -> float:
        """The learner's share of all words, 0 to 1."""
        return self.learner_words / max(self.learner_words + self.resident_words, 1)

    @property
    def can_compare(self) -> bool:
        """Whether reflections and questions can be compared at all."""
        return self.turns >= FEW and self.questions > 0


def indicators(exchanges: tuple[Exchange, ...]) -> Indicators:
    """Count what can be seen in a rehearsal's turns."""
    turns = [each.turn for each in exchanges]
    forms = [turn.form for turn in turns]
    said = [each.said for each in exchanges]
    hard = [each for each in exchanges if each.before.last_hard]
    spoken, own = _own_words(exchanges)
    return Indicators(
        turns=len(exchanges),
        questions=sum(form != "none" for form in forms),
        reflections=sum(_is_reflection(exchanges, number) for number in range(len(exchanges))),
        open=forms.count("open"),
        closed=forms.count("closed"),
        choice=forms.count("choice"),
        learner_words=sum(len(line.split()) for line in said if plainly(line).strip(". ")),
        resident_words=sum(len(each.reply.text.split()) for each in exchanges),
        hard=len(hard),
        hard_heard=sum(each.turn.acknowledges or each.turn.reflection for each in hard),
        advice_before_ideas=sum(each.turn.advice and not _idea_told(each) for each in exchanges),
        affirmations=sum(turn.affirmation for turn in turns),
        deficit_led=sum(turn.deficit_led for turn in turns),
        leading=sum(turn.leading for turn in turns),
        multiple=sum(turn.multiple for turn in turns),
        jargon=sum(turn.jargon for turn in turns),
        reading_age=_reading_age(said),
        own_words=own,
        telling_words=spoken,
    )


def _is_reflection(exchanges: tuple[Exchange, ...], number: int) -> bool:
    each = exchanges[number]
    plain = plainly(each.said).strip(".?! ")
    repeats = any(plainly(before.said).strip(".?! ") == plain for before in exchanges[:number])
    parrots = plain and plain in plainly(each.before.last_reply)
    return each.turn.reflection and not repeats and not parrots


def _idea_told(exchange: Exchange) -> bool:
    state = exchange.before
    return any(state.layers_told(fact.key) for fact in state.resident.of_kind("own_idea"))


def _own_words(exchanges: tuple[Exchange, ...]) -> tuple[int, int]:
    """How many telling words the learner used, and how many of them the resident had said before."""
    spoken = own = 0
    for each in exchanges:
        theirs = content_words(" ".join(each.before.said))
        mine = content_words(each.said)
        spoken += len(mine)
        own += len(mine & theirs)
    return spoken, own


def _reading_age(said: list[str]) -> int | None:
    lines = [line if line.rstrip().endswith((".", "?", "!")) else f"{line}." for line in said]
    text = " ".join(lines)
    if len(text.split()) < 20:
        return None
    return max(5, round(grade(text)) + YEARS_BEFORE_GRADE)
