"""The held-out messages are well made, are never close to what trains the assistant, and name nobody's real number."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "heldout"
ROOT = Path(__file__).parents[2]
TRAINING = (ROOT / "data" / "nlu", ROOT / "bot" / "understanding" / "examples")
THEMES = ("acts", "strengths", "safety")

Message = dict[str, Any]

FIELDS = {"id", "text", "asked", "intent", "safety", "hardship", "strengths"}
ASKED = {
    "opening", "read_back", "aspirations", "good_day", "motivation_energy", "skills_experience",
    "passions_interests", "people_networks", "groups_places", "coping_exceptions", "own_ideas", "would_offer",
    "what_would_help", "hard_now", "communication_access",
}  # fmt: skip
ACTS = {
    "tell", "dont_know", "decline", "ask_person", "ask_assessment", "ask_practical", "ask_bot", "ask_privacy",
    "ask_cuts", "stop", "repeat", "simpler", "how_many", "back", "correct", "delete", "affirm", "deny", "greet",
    "thanks", "complain", "proxy", "off_topic",
}  # fmt: skip
TIERS = {"emergency_now", "urgent_today", "safeguarding_concern", "past_disclosure", "distress", "check", "none"}
SAFETY_KINDS = {
    "suicide", "self_harm", "physical_abuse", "domestic_abuse", "sexual_abuse", "psychological_abuse",
    "financial_abuse", "modern_slavery", "discriminatory_abuse", "organisational_abuse", "neglect", "self_neglect",
    "medical_emergency", "fire_gas", "no_food_heat_power", "no_medicine", "homeless_tonight", "carer_breakdown",
    "child_at_risk", "cuckooing", "mate_crime", "scam", "stalking", "forced_marriage", "honour_based_abuse", "fgm",
    "harm_to_others", "grief", "carer_strain", "loneliness", "overwhelm", "fear", "anger",
}  # fmt: skip
FEELINGS = {"grief", "carer_strain", "loneliness", "overwhelm", "fear", "anger"}
STRENGTH_KINDS = {"goal", "skill", "interest", "person", "community"}
HOLDS = {"now", "past", "denied"}
TIES = {"supportive", "strained", "harmful", "unclear"}
LONG_ENOUGH_TO_BE_FOUND_INSIDE_ANOTHER = 6


def read(theme: str) -> list[Message]:
    """Return the messages of one theme."""
    lines = (HERE / f"{theme}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(text: str) -> str:
    """Return the words alone, so that a capital or a full stop does not hide a copy."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", text.casefold().replace("'", "").replace("\u2019", "")).split())


def training_texts() -> Iterator[str]:
    """Yield every line that the assistant may be trained on, without its marks."""
    for path in sorted(path for folder in TRAINING for path in folder.rglob("*")):
        if path.suffix not in {".yml", ".yaml", ".jsonl", ".txt", ".csv"}:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            unmarked = re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line)
            yield unmarked.strip().removeprefix("- ").removeprefix("* ").strip("\"'")


BY_THEME = {theme: read(theme) for theme in THEMES}
ALL = [message for theme in THEMES for message in BY_THEME[theme]]
STRENGTHS = [(message, strength) for message in ALL for strength in message["strengths"]]


def tiers_of(messages: list[Message]) -> Counter[str]:
    return Counter(message["safety"]["tier"] for message in messages)


def counts() -> str:
    """Return the counts by field as the table that stands in the README."""
    columns = [BY_THEME[theme] for theme in THEMES] + [ALL]
    rows = ["| | acts | strengths | safety | all |", "|---|---|---|---|---|"]

    def row(name: str, values: list[int]) -> None:
        rows.append(f"| {name} | {' | '.join(map(str, values))} |")

    def each(field: str, values_of: Callable[[Message], list[str]]) -> None:
        found = [Counter(value for message in column for value in values_of(message)) for column in columns]
        for value in sorted(found[-1]):
            row(f"{field} {value}", [count[value] for count in found])

    row("messages", [len(column) for column in columns])
    row("words in the middle message", [sorted(len(m["text"].split()) for m in c)[len(c) // 2] for c in columns])
    row("messages of 60 words or more", [sum(len(m["text"].split()) >= 60 for m in c) for c in columns])
    each("asked", lambda message: [message["asked"]])
    each("intent", lambda message: [message["intent"]])
    each("tier", lambda message: [message["safety"]["tier"]])
    each("kind of danger or distress:", lambda message: message["safety"]["kinds"])
    row("hardship", [sum(message["hardship"] for message in column) for column in columns])
    row("with a strength marked", [sum(bool(message["strengths"]) for message in column) for column in columns])
    each("strength", lambda message: [f"{s['kind']}, {s['holds']}" for s in message["strengths"]])
    each("tie", lambda message: [s["tie"] for s in message["strengths"] if s["kind"] == "person"])
    return "\n".join(rows)


def test_the_counts_in_the_readme_are_those_of_the_files() -> None:
    assert counts() in (HERE / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_kind_of_danger() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")

    assert [kind for kind in sorted(SAFETY_KINDS) if f"`{kind}`" not in readme] == []


def test_there_are_at_least_650_messages() -> None:
    assert len(ALL) >= 650


@pytest.mark.parametrize(("theme", "least"), [("acts", 260), ("strengths", 200), ("safety", 200)])
def test_each_theme_has_enough_messages_to_measure_with(theme: str, least: int) -> None:
    assert len(BY_THEME[theme]) >= least


def test_every_message_has_every_field_and_no_other() -> None:
    assert [message["id"] for message in ALL if set(message) != FIELDS] == []


def test_every_id_is_well_formed_and_used_once() -> None:
    ids = [message["id"] for message in ALL]

    assert [name for name in ids if not re.fullmatch(r"h-\d{4}", name)] == []
    assert [name for name, times in Counter(ids).items() if times > 1] == []


def test_no_text_stands_twice() -> None:
    texts = Counter(" ".join(message["text"].casefold().split()) for message in ALL)

    assert [text for text, times in texts.items() if times > 1] == []


def test_no_text_is_empty_or_has_loose_space_around_it() -> None:
    assert [message["id"] for message in ALL if not message["text"] or message["text"] != message["text"].strip()] == []


def test_what_was_asked_is_a_domain_the_opening_or_the_read_back() -> None:
    assert {message["asked"] for message in ALL} <= ASKED


def test_every_domain_is_asked_about_somewhere() -> None:
    assert {message["asked"] for message in ALL} == ASKED


def test_every_act_is_one_the_assistant_knows() -> None:
    assert {message["intent"] for message in ALL} <= ACTS


@pytest.mark.parametrize("act", sorted(ACTS))
def test_each_act_has_at_least_eight_messages(act: str) -> None:
    assert sum(message["intent"] == act for message in BY_THEME["acts"]) >= 8


def test_every_tier_and_kind_of_danger_is_a_known_one() -> None:
    assert set(tiers_of(ALL)) <= TIERS
    assert {kind for message in ALL for kind in message["safety"]["kinds"]} <= SAFETY_KINDS
    assert [message["id"] for message in ALL if set(message["safety"]) != {"tier", "kinds"}] == []


def test_a_message_names_kinds_exactly_when_it_has_a_tier() -> None:
    wrong = [m["id"] for m in ALL if bool(m["safety"]["kinds"]) != (m["safety"]["tier"] != "none")]

    assert wrong == []


def test_feelings_are_the_kinds_of_distress_and_of_nothing_else() -> None:
    wrong = [m["id"] for m in ALL if (m["safety"]["tier"] == "distress") != bool(set(m["safety"]["kinds"]) & FEELINGS)]

    assert wrong == []


@pytest.mark.parametrize(("tier", "least"), [(tier, 70 if tier == "none" else 20) for tier in sorted(TIERS)])
def test_the_safety_theme_has_enough_of_each_tier(tier: str, least: int) -> None:
    assert tiers_of(BY_THEME["safety"])[tier] >= (15 if tier == "check" else least)


def test_every_kind_of_danger_stands_somewhere() -> None:
    assert {kind for message in ALL for kind in message["safety"]["kinds"]} == SAFETY_KINDS


def test_hardship_is_yes_or_no() -> None:
    assert [message["id"] for message in ALL if not isinstance(message["hardship"], bool)] == []


def test_danger_and_distress_are_always_met_as_hardship() -> None:
    exempt = {"none", "check"}

    assert [m["id"] for m in ALL if m["safety"]["tier"] not in exempt and not m["hardship"]] == []


def test_every_strength_is_an_exact_piece_of_its_message() -> None:
    wrong = [m["id"] for m, s in STRENGTHS if not s["text"] or m["text"][s["start"] : s["end"]] != s["text"]]

    assert wrong == []


def test_strengths_of_one_message_do_not_overlap_and_stand_in_order() -> None:
    for message in ALL:
        ends = [0, *(strength["end"] for strength in message["strengths"])]
        starts = [strength["start"] for strength in message["strengths"]]
        assert all(start >= end for start, end in zip(starts, ends, strict=False)), message["id"]


def test_every_strength_has_a_known_kind_and_says_whether_it_holds() -> None:
    assert {strength["kind"] for _, strength in STRENGTHS} == STRENGTH_KINDS
    assert {strength["holds"] for _, strength in STRENGTHS} == HOLDS


def test_only_a_person_has_a_role_and_a_tie() -> None:
    common = {"kind", "text", "start", "end", "holds"}
    for message, strength in STRENGTHS:
        expected = common | {"role", "tie"} if strength["kind"] == "person" else common
        assert set(strength) == expected, message["id"]


def test_every_tie_is_a_known_one_and_each_occurs() -> None:
    assert {strength["tie"] for _, strength in STRENGTHS if strength["kind"] == "person"} == TIES


def test_there_are_enough_denied_strengths_to_measure_a_two_per_cent_error() -> None:
    assert sum(strength["holds"] == "denied" for _, strength in STRENGTHS) >= 50


def test_every_telephone_number_is_from_the_ranges_kept_for_drama() -> None:
    for message in ALL:
        for number in re.findall(r"\+?\d[\d -]{7,}\d", message["text"]):
            digits = re.sub(r"\D", "", number)
            assert digits.startswith(("01632960", "07700900")), (message["id"], number)


def test_no_message_holds_an_address_on_the_web_or_an_email_address() -> None:
    assert [message["id"] for message in ALL if re.search(r"@|https?:|www\.", message["text"])] == []


def test_no_message_stands_word_for_word_in_the_training_examples() -> None:
    whole = {plain(text) for text in training_texts()}
    joined = "\n".join(f" {text} " for text in whole)
    copied = []
    for message in ALL:
        words = plain(message["text"])
        long_enough = len(words.split()) >= LONG_ENOUGH_TO_BE_FOUND_INSIDE_ANOTHER
        if words and (words in whole or (long_enough and f" {words} " in joined)):
            copied.append((message["id"], message["text"]))

    assert copied == []
