"""Whether everybody can read the words of questions: the rules of plain words, for each thing a resident is asked.

Only trainers read wording that is not asked; it may be as bad as the practice it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.strengths.fault import Fault
from bot.strengths.library import Library
from bot.strengths.plain_words import complaints, longest_sentence
from bot.strengths.question import Question

EASY = 10
"""Words of a sentence that counts as easy however short the first wording is (Easy Read: 10 to 15)."""

WEIGHS = re.compile(r"(?i)\b(?:but|well done|brilliant|amazing|fantastic|should you not|don't you)\b")
"""What takes back, praises or leads (practice 2.1, 4.2)."""

HE_OR_SHE = re.compile(r"(?i)\b(?:he|she|him|her|his|hers)\b")
"""Nobody's sex is guessed when somebody types for another person (SIM-7)."""


def unclear(library: Library, files: Mapping[str, str]) -> list[Fault]:
    """List what is wrong with the words of the questions that residents are asked.

    Args:
        library: the library.
        files: name of the file each question stands in, by key.

    Returns:
        The faults in plain words, in the order of the files.
    """
    return [
        Fault(said, file=files[question.key], entry=question.key, field=field)
        for question in library.values()
        if question.asked
        for field, said in _faults(question)
    ]


def read_by_residents(question: Question) -> Iterator[tuple[str, str]]:
    """Yield every line of a question that a resident may read, each with its field's name."""
    for name in ("wording", "easier", "for_another", "for_another_easier"):
        line = getattr(question, name)
        if line:
            yield name, line
    for choice in question.choices:
        yield f"choice {choice.key}", choice.say


def _faults(question: Question) -> Iterator[tuple[str, str]]:
    """Every fault, with the path of its field."""
    places = {f"choice {choice.key}": f"choices.{number}.say" for number, choice in enumerate(question.choices)}
    for name, line in read_by_residents(question):
        place = places.get(name, name)
        for complaint in complaints(line):
            yield place, f"{name}: {complaint}"
        weighs = WEIGHS.search(line)
        if weighs:
            yield place, f"{name}: takes back, praises or leads ({weighs.group(0)})"
        if name.startswith("for_another") and (found := HE_OR_SHE.search(line)):
            yield place, f"{name}: guesses who the other person is ({found.group(0)}); write they, them or their"
    for first, easier in (("wording", "easier"), ("for_another", "for_another_easier")):
        plain, simple = getattr(question, first) or "", getattr(question, easier) or ""
        if longest_sentence(simple) > max(longest_sentence(plain), EASY):
            yield easier, f"{easier}: has a longer sentence than {first}"
