"""A question as a resident sees it, with what can be measured of its words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.strengths.plain_words import TOO_SHORT_TO_GRADE, grade, longest_sentence, words
from bot.strengths.question import IT, Question
from bot.studio.editing.form_words import form_words

YEARS_BEFORE_GRADE = 5
"""A reader of grade n of the formula's country is about n + 5 years old."""

YOUNGEST = 5
VERSIONS = {
    "wording": "As it is asked",
    "easier": "In easier words",
    "for_another": "To somebody who types for another person",
    "for_another_easier": "To them, in easier words",
}


@dataclass(frozen=True)
class Version:
    """One wording of a question.

    Attributes:
        name: when it is asked.
        said: the words.
        longest: words of its longest sentence.
        reading_age: age that can read it; None when it is too short to say.
    """

    name: str
    said: str
    longest: int
    reading_age: int | None


@dataclass(frozen=True)
class QuestionView:
    """What a resident sees.

    Attributes:
        versions: the wordings there are.
        choices: the words on the buttons.
        is_asked: whether residents are asked it; else trainers alone read it.
    """

    versions: tuple[Version, ...]
    choices: tuple[str, ...]
    is_asked: bool


def view_of(question: Question) -> QuestionView:
    """Return a question as a resident sees it, something invented standing for what they mentioned.

    Args:
        question: the question.
    """
    example = form_words("question")["mentioned"].get(question.asks_more_of or "", "")
    versions = []
    for field, name in VERSIONS.items():
        line = getattr(question, field)
        if line:
            age = None
            if len(words(line)) >= TOO_SHORT_TO_GRADE:
                age = max(YOUNGEST, round(grade(line)) + YEARS_BEFORE_GRADE)
            versions.append(Version(name, line.replace(IT, example), longest_sentence(line), age))
    return QuestionView(tuple(versions), tuple(choice.say for choice in question.choices), question.asked)
