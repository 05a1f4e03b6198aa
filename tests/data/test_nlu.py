"""What the training examples promise: one meaning each, enough of each, and nobody real in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

NLU = Path(__file__).parents[2] / "data" / "nlu"
DOMAIN = Path(__file__).parents[2] / "domain.yml"

TELLING_AT_LEAST = 1_200
ACT_AT_LEAST = 60
SENT_BY_BUTTONS = frozenset(
    {"begin", "choose", "change_line", "remove_line", "withhold_line", "offer_line", "add_line"}
)

# Ofcom's numbers for drama: never given to anybody. https://www.ofcom.org.uk (Numbers for use in TV and radio drama)
DRAMA = re.compile(
    r"(0113 496 0\d{3}|0114 496 0\d{3}|0115 496 0\d{3}|0116 496 0\d{3}|0117 496 0\d{3}|0118 496 0\d{3}|0121 496 0\d{3}"
    r"|0131 496 0\d{3}|0141 496 0\d{3}|0151 496 0\d{3}|0161 496 0\d{3}|0191 498 0\d{3}|020 7946 0\d{3}|028 9649 6\d{3}"
    r"|029 2018 0\d{3}|01632 960 ?\d{3}|07700 ?900 ?\d{3}|08081 570\d{3}|0909 8790\d{3}|03069 990\d{3})"
)
LOOKS_LIKE_A_NUMBER = re.compile(r"\d(?:[\d ]{7,})\d")
EMAIL = re.compile(r"[\w.+-]+@([\w.-]+\w)")
EVALUATION_ID = re.compile(r"\b[a-z]{2,}[-_]\d{3,}\b|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b")
TYPOGRAPHER = re.compile("[\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\u2026]")
ENTITY_MARKUP = re.compile(r"[\[\]{}|\\]")


@dataclass(frozen=True)
class Example:
    """One line of training data."""

    file: str
    intent: str
    text: str


def read_examples() -> list[Example]:
    """Return every example of every file."""
    found = []
    for path in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                assert line.startswith("- "), f"{path.name}: a line is not an example: {line}"
                found.append(Example(path.name, block["intent"], line[2:]))
    return found


EXAMPLES = read_examples()


def those_with(pattern: re.Pattern[str]) -> list[Example]:
    """Return the examples in which something is found."""
    return [example for example in EXAMPLES if pattern.search(example.text)]


@pytest.mark.parametrize("path", sorted(NLU.glob("*.yml")), ids=lambda path: path.stem)
def test_a_file_is_training_data_of_the_version_rasa_reads_and_says_what_it_holds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["version"] == "3.1"
    assert text.startswith("# ")


def test_no_example_stands_under_two_meanings_or_twice() -> None:
    meanings: dict[str, list[str]] = {}
    for example in EXAMPLES:
        meanings.setdefault(example.text.casefold(), []).append(f"{example.file}: {example.intent}")
    assert {text: places for text, places in meanings.items() if len(places) > 1} == {}


def test_every_meaning_is_one_that_the_domain_knows() -> None:
    entries = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"]
    known = {name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)}
    assert {example.intent for example in EXAMPLES} <= known


def test_every_meaning_that_can_be_typed_has_examples_enough() -> None:
    entries = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"]
    typed = {entry for entry in entries if isinstance(entry, str)} - SENT_BY_BUTTONS
    counted = Counter(example.intent for example in EXAMPLES)
    assert counted.pop("tell") >= TELLING_AT_LEAST
    assert {intent: counted[intent] for intent in typed - {"tell"} if counted[intent] < ACT_AT_LEAST} == {}


def test_telling_is_shown_short_and_long() -> None:
    lengths = [len(example.text.split()) for example in EXAMPLES if example.intent == "tell"]
    assert sum(length == 1 for length in lengths) >= 100
    assert sum(length >= 40 for length in lengths) >= 15


def test_every_number_belongs_to_nobody() -> None:
    real = [
        example
        for example in those_with(LOOKS_LIKE_A_NUMBER)
        if LOOKS_LIKE_A_NUMBER.search(DRAMA.sub("", example.text)) and example.intent != "off_topic"
    ]
    assert real == []


def test_every_address_is_at_example_org() -> None:
    assert {host for example in EXAMPLES for host in EMAIL.findall(example.text)} <= {"example.org"}


@pytest.mark.parametrize(
    "pattern", [EVALUATION_ID, TYPOGRAPHER, ENTITY_MARKUP], ids=["evaluation ids", "curly quotes", "entity markup"]
)
def test_nothing_stands_in_an_example_that_nobody_types(pattern: re.Pattern[str]) -> None:
    assert those_with(pattern) == []


def test_no_example_begins_like_a_command() -> None:
    assert [example for example in EXAMPLES if example.text.startswith("/")] == []
