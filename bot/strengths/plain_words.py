"""Rules for every sentence that a resident reads, each with lines that it must pass and lines that it must catch.

The rules are practice.md sections 3.2 and 7 made checkable; the shape (each rule carries its own good and bad
lines, and those are tested) is zulip's home-made linter. A line here is one bubble: what is said at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_SENTENCES = 3
MOST_WORDS = 15
HIGHEST_GRADE = 5.0
"""Flesch-Kincaid grade below which a reader of nine can follow (the fifth school year in the formula's country
starts at ten). Counted over all sentences together and only from TOO_SHORT_TO_GRADE words on: the formula says
nothing about three words, of which one is "telephone"."""
TOO_SHORT_TO_GRADE = 12

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
STAND_IN = "the team"  # a placeholder counts as two words
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+|\n+")
NAME_WITHIN_A_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")  # read as one knows it, however long
LIST_LINE = re.compile("^\u2022 .*$", re.MULTILINE)
WORD = re.compile("[A-Za-z0-9][A-Za-z0-9'\u2019@.-]*")

# Field terms and labels (practice.md 3.2). "assessment" and "needs" may be said: a resident can ask for the one and
# has a right to the other, and both are named where that is so.
JARGON = (
    "service user", "service users", "client", "clients", "customer", "customers", "referral", "referrals", "refer you",
    "hand-off", "handover", "pathway", "pathways", "allocation", "eligible", "eligibility", "threshold", "safeguarding",
    "multi-agency", "multidisciplinary", "intervention", "interventions", "signpost", "signposting", "commission",
    "commissioning", "outcome", "outcomes", "co-produce", "co-production", "co-produced", "asset", "assets",
    "strengths-based", "holistic", "person-centred", "personalised", "practitioner", "caseload", "triage", "intake",
    "screening", "domain", "domains", "data subject", "capacity", "utilise", "facilitate", "regarding", "commence",
    "prior to", "in order to", "independent living", "domiciliary", "reablement", "respite", "discharge",
)  # fmt: skip
LABELS = (
    "disadvantaged", "deprived", "deprivation", "deficit", "deficits", "lacks", "lacking", "helpless", "helplessness",
    "dependence", "dependent", "isolated", "isolation", "vulnerable", "non-compliant", "refused", "hard to reach",
    "challenging behaviour", "wheelchair-bound", "housebound", "suffers from", "suffer from", "suffering from", "frail",
    "elderly", "the disabled", "addict", "addicts", "alcoholic", "bed-blocker", "burden", "coping well", "failed",
    "case", "cases",
)  # fmt: skip
SILVER_LINING = (
    "at least", "bright side", "silver lining", "could be worse", "look at it another way", "look on",
    "cheer up", "stay positive", "think positive", "be positive", "chin up", "count your blessings",
    "everything happens for a reason",
)  # fmt: skip
IDIOMS = (
    "in your shoes", "on the same page", "touch base", "reach out", "ball rolling", "piece of cake",
    "at the end of the day", "bear with", "no problem", "rule of thumb", "up in the air", "back on your feet",
)  # fmt: skip
NAMES = ("safeguarding team",)
"""Names people need on the telephone, field terms or not; what such a team does is said beside it."""

ACRONYMS_EVERYBODY_KNOWS = {
    "NHS",
    "UK",
    "FD",
    "BSL",
    "SMS",
    "TV",
    "OK",
    "GP",
    "PDF",
    "HOPELINE247",
    "USA",
    "GMT",
    "SHOUT",
    "PAPYRUS",
    "NSPCC",
}


def sentences(line: str) -> list[str]:
    """Split a bubble into its sentences; a line break ends one too."""
    filled = PLACEHOLDER.sub(STAND_IN, line)
    return [part.strip() for part in SENTENCE_END.split(filled) if WORD.search(part)]


def longest_sentence(line: str) -> int:
    """How many words the longest sentence of a bubble has."""
    return max((len(words(part)) for part in sentences(line)), default=0)


def words(text: str) -> list[str]:
    """The words of a text; numbers count."""
    return [word.rstrip(".") for word in WORD.findall(PLACEHOLDER.sub(STAND_IN, text))]


def syllables(word: str) -> int:
    """Count the syllables of an English word by its groups of vowels, less the silent endings."""
    letters = re.sub("[^a-z]", "", word.lower())
    groups = len(re.findall("[aeiouy]+", letters))
    silent = re.search("[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouysxzc]es$", letters)
    return max(1, groups - bool(silent))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade; textstat would count with a dictionary that it fetches from the network."""
    text = NAME_WITHIN_A_SENTENCE.sub("Ann", text)
    counted = words(text)
    parts = sentences(text)
    if not counted or not parts:
        return 0.0
    per_word = sum(syllables(word) for word in counted) / len(counted)
    return 0.39 * len(counted) / len(parts) + 11.8 * per_word - 15.59


def _says(terms: tuple[str, ...]) -> Callable[[str], str | None]:
    """A check that finds whole words or phrases."""
    pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(term) for term in terms) + r")(?![\w-])", re.IGNORECASE)

    def check(line: str) -> str | None:
        found = pattern.search(line)
        return found.group(0) if found else None

    return check


def _field_term(line: str) -> str | None:
    for name in NAMES:
        line = line.replace(name, STAND_IN)
    return _says(JARGON)(line)


def _too_many_sentences(line: str) -> str | None:
    """A list is run down rather than read through: its lines are no sentences of the bubble."""
    count = len(sentences(LIST_LINE.sub("", line)))
    return f"{count} sentences" if count > MOST_SENTENCES else None


def _too_long_a_sentence(line: str) -> str | None:
    longest = max(sentences(line), key=lambda part: len(words(part)), default="")
    return f"{len(words(longest))} words: {longest}" if len(words(longest)) > MOST_WORDS else None


def _more_than_one_question(line: str) -> str | None:
    return f"{line.count('?')} questions" if line.count("?") > 1 else None


def _hard_to_read(line: str) -> str | None:
    if len(words(line)) < TOO_SHORT_TO_GRADE or grade(line) < HIGHEST_GRADE:
        return None
    return f"grade {grade(line):.1f}"


def _shouting(line: str) -> str | None:
    loud = [word for word in re.findall(r"\b[A-Z][A-Z0-9]{1,}\b", line) if word not in ACRONYMS_EVERYBODY_KNOWS]
    return " ".join(loud) or None


@dataclass(frozen=True)
class Rule:
    """One habit of wording.

    Attributes:
        name: what is wrong with a line that breaks it.
        check: returns what it found, or None.
        good: lines that must pass.
        bad: lines that must be caught.
    """

    name: str
    check: Callable[[str], str | None]
    good: tuple[str, ...]
    bad: tuple[str, ...]


READING_AGE = "harder than a nine-year-old can read"

RULES = (
    Rule(
        "more than three sentences at once",
        _too_many_sentences,
        good=(
            "\u2022 One.\n\u2022 Two.\n\u2022 Three.\n\u2022 Four.",
            "I am here. You can stop. Nothing is lost.",
            "Call 999.\nThey can help now.",
            "It is at 9.30. Come in.",
        ),
        bad=("One. Two. Three. Four.", "One\nTwo\nThree\nFour"),
    ),
    Rule(
        "a sentence of more than fifteen words",
        _too_long_a_sentence,
        good=("I have passed this on to {team_name}, and they will ring within {reply_time}.",),
        bad=("I would like to hear about all of the things that you like to do when you are well.",),
    ),
    Rule(
        "more than one question",
        _more_than_one_question,
        good=("What would you like more of?", "Take your time."),
        bad=("Who is in your life? How do they help?",),
    ),
    Rule(
        "why",
        _says(("why", "how come")),
        good=("What made you get in touch today?",),
        bad=("Why did you get in touch?", "Tell me why."),
    ),
    Rule(
        "a field term",
        _field_term,
        good=(
            "I have told the safeguarding team.",
            "You can ask for an assessment.",
            "I can pass this on.",
            "What helps when it is hard?",
        ),
        bad=(
            "This is safeguarding.",
            "We will make a referral.",
            "Your outcomes matter.",
            "Service users say so.",
            "This is strengths-based.",
        ),
    ),
    Rule(
        "a label",
        _says(LABELS),
        good=("Who do you see or talk to?", "In case you want to stop, say so.".replace("In case", "If")),
        bad=("Are you isolated?", "We help elderly people.", "You refused to say.", "We looked at your case."),
    ),
    Rule(
        "a silver lining",
        _says(SILVER_LINING),
        good=("That sounds hard.", "You have a lot on."),
        bad=("At least you have a garden.", "Try to look on the bright side."),
    ),
    Rule(
        "an idiom",
        _says(IDIOMS),
        good=("You can reach the team on {phone}.",),
        bad=("Please bear with me.", "We will reach out soon."),
    ),
    Rule(
        "capital letters for emphasis",
        _shouting,
        good=("Your GP or the NHS can help.", "I am a computer program.", "It is FD-7K3M."),
        bad=("Do NOT share this.", "CALL NOW."),
    ),
    Rule(
        READING_AGE,
        _hard_to_read,
        good=(
            "I have passed this on to the team. They will call you soon. You can stop at any time.",
            "You can talk about your life, and I will write down what you say.",
        ),
        bad=(
            "Your personal information is processed in accordance with applicable legislation and our policy.",
            "Additional communication requirements should be identified before the appointment takes place tomorrow.",
        ),
    ),
)


def complaints(line: str, but: str = "") -> Iterator[str]:
    """Say everything that is wrong with a line, but for one rule that it need not obey."""
    for rule in RULES:
        found = rule.check(line) if rule.name != but else None
        if found:
            yield f"{rule.name} ({found})"
