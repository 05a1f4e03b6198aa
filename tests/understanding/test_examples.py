"""The safety examples are in order: known kinds and tiers, enough of each, none twice, nobody's number in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.understanding.examples import EXAMPLES, SINCE_TEACHING, all_examples

ROOT = Path(__file__).parents[2]
SAFETY = EXAMPLES / "safety"
NLU = ROOT / "data" / "nlu"

NONE = "none"
TIERS = {"emergency_now", "urgent_today", "safeguarding_concern", "past_disclosure", "distress", "check"}
ABUSE = {"physical_abuse", "domestic_abuse", "sexual_abuse", "psychological_abuse", "financial_abuse"}
KINDS = {
    "suicide", "self_harm", *ABUSE, "modern_slavery", "discriminatory_abuse", "organisational_abuse", "neglect",
    "self_neglect", "medical_emergency", "fire_gas", "no_food_heat_power", "no_medicine", "homeless_tonight",
    "carer_breakdown", "child_at_risk", "cuckooing_scams", "harm_to_others", "distress", "check",
}  # fmt: skip

FINER_KINDS = {"stalking", "forced_marriage", "honour_based_abuse", "fgm"}
"""Kinds with files in the folders of later writers only; the first writer put them under a wider kind."""

LEAST_OF_A_KIND = 40
LEAST_OF_SUICIDE_AND_ABUSE = 90
LEAST_DANGEROUS, LEAST_SAFE = 1400, 1100
LEAST_IN_A_SAFE_FILE = 60

TAKEN_AS_TELLING = {"tell", "proxy", "complain"}
"""Acts that carry a person's own words; only these may also carry danger."""

PHONE_NUMBER = re.compile(r"(?:\+|\b)\d(?:[\s().-]?\d){5,}")


@dataclass(frozen=True)
class Example:
    """One sentence, where it stands and what it means."""

    file: str
    kind: str
    tier: str
    text: str


def plain(text: str) -> str:
    """Return the words alone, so that commas and capitals do not make a new sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def files() -> dict[str, dict[str, Any]]:
    """Read every file once."""
    return {
        str(path.relative_to(folder)): yaml.safe_load(path.read_text(encoding="utf-8"))
        for folder in (SAFETY, EXAMPLES / SINCE_TEACHING)
        for path in sorted(folder.rglob("*.yml"))
    }


@cache
def examples() -> tuple[Example, ...]:
    """Return every sentence of every file."""
    found = []
    for file, content in files().items():
        kind = content["kind"]
        for tier, sentences in content.get("tiers", {NONE: content.get("sentences", [])}).items():
            found += [Example(file, kind, tier, text) for text in sentences]
    return tuple(found)


@cache
def acts() -> dict[str, str]:
    """Return what the sentences in data/nlu are taken for."""
    meanings = {}
    for path in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" not in block:
                continue
            for line in block["examples"].splitlines():
                words = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line.strip().removeprefix("- "))
                meanings[plain(words)] = block["intent"]
    return meanings


def test_every_danger_file_has_a_known_kind_and_tiers_and_every_safe_file_has_sentences() -> None:
    for file, content in files().items():
        if file.startswith("safe/"):
            assert set(content) - {"feeling", "hard"} == {"kind", "sentences"}, file
            assert content["kind"] == NONE, file
        else:
            assert set(content) == {"kind", "tiers"}, file
            assert content["kind"] == Path(file).stem, file
            assert content["kind"] in KINDS | FINER_KINDS, file
            assert set(content["tiers"]) <= TIERS, file


def test_every_kind_has_a_file_of_its_own() -> None:
    assert {file.removesuffix(".yml") for file in files() if "/" not in file} == KINDS


def test_every_example_is_a_sentence_with_no_space_around_it() -> None:
    odd = [item for item in examples() if not isinstance(item.text, str) or not item.text.strip()]
    odd += [item for item in examples() if item not in odd and (item.text != item.text.strip() or "\n" in item.text)]
    assert not odd


def test_no_sentence_stands_twice_or_under_two_kinds() -> None:
    counted = Counter(plain(item.text) for item in examples())
    assert not [words for words, times in counted.items() if times > 1]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_has_enough_sentences(kind: str) -> None:
    least = LEAST_OF_SUICIDE_AND_ABUSE if kind in {"suicide", *ABUSE} else LEAST_OF_A_KIND
    assert sum(item.kind == kind for item in examples()) >= least


def test_there_is_enough_danger_and_enough_that_is_safe() -> None:
    assert sum(item.kind != NONE for item in examples()) >= LEAST_DANGEROUS
    assert sum(item.kind == NONE for item in examples()) >= LEAST_SAFE


def test_each_safe_file_in_english_is_big_enough_to_teach_something() -> None:
    sizes = Counter(item.file for item in examples() if item.kind == NONE and "other_languages" not in item.file)
    # What waits for the next teaching may be a few sentences; it is put with others of its kind then.
    waiting = {str(path.relative_to(EXAMPLES / SINCE_TEACHING)) for path in (EXAMPLES / SINCE_TEACHING).rglob("*.yml")}
    small = {file: size for file, size in sizes.items() if size < LEAST_IN_A_SAFE_FILE and file not in waiting}
    assert not small


def test_every_tier_has_examples_from_several_kinds_where_it_can() -> None:
    for tier in TIERS - {"distress"}:
        assert len({item.kind for item in examples() if item.tier == tier}) >= 10, tier


def test_no_dangerous_sentence_is_taken_for_something_else_in_the_nlu_data() -> None:
    assert acts()
    clashes = {
        item.text: acts()[plain(item.text)]
        for item in examples()
        if item.kind not in {NONE, "check"} and acts().get(plain(item.text), "tell") not in TAKEN_AS_TELLING
    }
    assert not clashes


def test_there_is_no_telephone_number_in_any_example() -> None:
    assert not [item.text for item in examples() if PHONE_NUMBER.search(item.text)]


def test_a_safe_file_can_say_that_all_its_sentences_are_hard_or_that_none_is(tmp_path: Path) -> None:
    safe = tmp_path / "safety" / "safe"
    safe.mkdir(parents=True)
    for name, line in (("hard", "hard: true\n"), ("light", "hard: false\n"), ("unsaid", "")):
        (safe / f"{name}.yml").write_text(f"kind: none\n{line}sentences:\n- {name} words\n", encoding="utf-8")
    (tmp_path / "strengths").mkdir()
    assert {one.text: one.hardship for one in all_examples([], tmp_path)} == {
        "hard words": True,
        "light words": False,
        "unsaid words": None,
    }
