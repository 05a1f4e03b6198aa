"""Everything a resident reads obeys the rules of wording, and the rules themselves work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.strengths.library import read_library
from tests.house.wording import RULES, Rule, complaints, grade, sentences, syllables, words

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_passes_its_good_lines_and_catches_its_bad_ones(rule: Rule) -> None:
    assert [line for line in rule.good if rule.check(line)] == []
    assert [line for line in rule.bad if not rule.check(line)] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("council", 2),
        ("shared", 1),
        ("people", 2),
        ("assessment", 3),
        ("community", 4),
        ("like", 1),
        ("places", 2),
        ("needed", 2),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_words_and_sentences_are_graded_as_harder() -> None:
    assert grade("The cat sat. It was warm.") < grade("The administration considered alternative accommodation.")


def test_a_placeholder_counts_as_two_words_and_ends_no_sentence() -> None:
    assert sentences("Ring {phone}. They know.") == ["Ring the team.", "They know."]


def domain_responses() -> Iterator[tuple[str, str]]:
    """Every text in ``responses:`` of domain.yml, and every button beside one."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text())
    for name, variations in domain.get("responses", {}).items():
        for variation in variations:
            if "text" in variation:
                yield name, variation["text"]
            for button in variation.get("buttons", ()):
                yield f"{name} (button)", button["title"]


def library_lines() -> Iterator[tuple[str, str]]:
    """Every question and button the live conversation may use. (Trainers' wordings may be as bad as they like.)"""
    for question in read_library().values():
        if question.asked:
            yield question.key, question.wording
            yield f"{question.key} (easier)", question.easier
            yield from ((f"{question.key} (button)", choice.say) for choice in question.choices)


def leaves(name: str, node: Any) -> Iterator[tuple[str, str]]:
    """Every text below a node of a YAML file."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(f"{name}.{key}", value)
    elif isinstance(node, str):
        yield name, node


def door_lines() -> Iterator[tuple[str, str]]:
    """What the doors themselves say; the lines for programs are left out."""
    said = yaml.safe_load((ROOT / "bot/channels/words.yml").read_text())
    for_programs = {
        "no_token", "elsewhere", "not_json", "malformed", "text_and_choice", "unknown_field", "bad_id", "not_here",
    }  # fmt: skip
    said["refusals"] = {key: line for key, line in said["refusals"].items() if key not in for_programs}
    return leaves("words.yml", said)


def safety_lines() -> Iterator[tuple[str, str]]:
    """What is said about each safety line."""
    for line in yaml.safe_load((ROOT / "bot/strengths/lines.yml").read_text())["lines"]:
        yield line["key"], line["say"]
        if "more" in line:
            yield f"{line['key']} (more)", line["more"]


@pytest.mark.parametrize(
    "source", [domain_responses, library_lines, door_lines, safety_lines], ids=lambda source: source.__name__
)
def test_everything_a_resident_reads_obeys_the_rules(source: Any) -> None:
    lines = list(source())

    found = [f"{name}: {', '.join(faults)}\n    {line}" for name, line in lines if (faults := list(complaints(line)))]

    assert lines
    assert not found, "\n".join(["", *found])


SHORT = 10
"""Words of a sentence that counts as easy however short the first wording is (Easy Read: 10 to 15)."""


def longest_sentence(line: str) -> int:
    """How many words the longest sentence has."""
    return max(len(words(part)) for part in sentences(line))


def test_easier_words_have_no_longer_sentences_than_the_first_wording() -> None:
    longer = [
        question.key
        for question in read_library().values()
        if question.asked and longest_sentence(question.easier) > max(longest_sentence(question.wording), SHORT)
    ]

    assert longer == []
