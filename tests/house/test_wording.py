"""Everything a resident reads obeys the rules of wording, and the rules themselves work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from bot.strengths.first_help import Given, Told, first_help
from bot.strengths.library import gather, read_library
from bot.strengths.plain_words import READING_AGE, RULES, Rule, complaints, grade, sentences, syllables
from bot.strengths.question_wording import read_by_residents, unclear
from bot.strengths.safety import KINDS, PASSED_ON, Safety

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
            yield from ((f"{question.key} ({name})", line) for name, line in read_by_residents(question))


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
    """Everything in the file of safety wording: what is said about each line, and beside the lines."""
    read = yaml.safe_load((ROOT / "bot/strengths/safety.yml").read_text())
    for line in read["lines"]:
        yield line["key"], f"{line['say']} {line.get('more', '')}".strip()
    yield from leaves("sentences", read["sentences"])
    yield from leaves("told", read["told"])


LOCAL = Settings(
    _env_file=None,  # type: ignore[call-arg]
    team_name="the Aldermere front-door team",
    **{name: "01632 960123" for name in Settings.model_fields if name.endswith("_phone")},
).local_details()


def first_help_bubbles() -> Iterator[tuple[str, str]]:
    """Every bubble of first help, for each kind and two kinds together, at each tier, the first time and again."""
    kinds = [(), *((kind,) for kind in KINDS), *((first, second) for first in KINDS for second in KINDS)]
    for tier in PASSED_ON:
        for of in kinds:
            given = Given()
            for reference in ("FD-1234-5678", None):
                noticed = Safety(tier=tier, kinds=of)
                for bubble in first_help(noticed, Told(reference=reference), given, LOCAL, has_way_out=True):
                    yield f"{tier} {' '.join(of)}", bubble.text


@pytest.mark.parametrize("source", [safety_lines, first_help_bubbles], ids=lambda source: source.__name__)
def test_all_that_is_said_in_danger_obeys_the_rules(source: Any) -> None:
    """Numbers and names of lines are read as one knows them, so that the reading age is not counted here."""
    found = {f"{name}: {line}: {fault}" for name, line in source() for fault in complaints(line, but=READING_AGE)}

    assert sorted(found) == []


def test_what_is_said_in_danger_beside_numbers_and_names_can_be_read_at_nine() -> None:
    read = yaml.safe_load((ROOT / "bot/strengths/safety.yml").read_text())

    assert [line for _, line in leaves("sentences", read["sentences"]) if list(complaints(line))] == []


FORBIDDEN = re.compile(
    r"(?i)committed|attempt|overdos|\bpills?\b|tablets|rope|bridge|\bcheer|be strong|stay strong|think of your|"
    r"your family|promise|don't worry|everything will be|you should have|just between us|secret(?! if)|brave"
)
"""No method, no guilt, no cheering up, no promise (practice 5.3)."""


def test_no_method_no_guilt_no_cheering_up_and_no_promise_is_said_in_danger() -> None:
    assert {line for _, line in first_help_bubbles() if FORBIDDEN.search(line)} == set()


@pytest.mark.parametrize("source", [domain_responses, library_lines, door_lines], ids=lambda source: source.__name__)
def test_everything_a_resident_reads_obeys_the_rules(source: Any) -> None:
    lines = list(source())

    found = [f"{name}: {', '.join(faults)}\n    {line}" for name, line in lines if (faults := list(complaints(line)))]

    assert lines
    assert not found, "\n".join(["", *found])


def test_every_word_of_every_question_passes_the_check_that_a_council_has() -> None:
    gathered = gather()

    assert unclear(gathered.library, gathered.files) == []
