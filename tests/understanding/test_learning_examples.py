"""What the network learns from: each example says what is known of it, and misspelling moves no mark off its word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.errors import TrainingError
from bot.strengths.safety import Tier
from bot.understanding.examples import CALM, NO_DANGER, Example, all_examples
from bot.understanding.marked import read_marked
from bot.understanding.slips import typed_in_a_hurry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "safety" / "safe").mkdir(parents=True)
    (tmp_path / "strengths").mkdir()
    (tmp_path / "safety" / "neglect.yml").write_text(
        "kind: neglect\ntiers:\n  urgent_today:\n    - no one has fed him\n  check:\n    - he looks thin\n"
    )
    (tmp_path / "safety" / "cuckooing_scams.yml").write_text(
        "kind: cuckooing_scams\ntiers:\n  safeguarding_concern:\n    - they moved in\n"
    )
    (tmp_path / "safety" / "safe" / "jokes.yml").write_text("kind: none\nsentences:\n  - this form is killing me\n")
    (tmp_path / "strengths" / "some.txt").write_text(
        "== opening\n* my [son](person: son, harmful) takes it\n* I miss [chess](interest past)\nI [sing](interest)\n"
    )
    return tmp_path


def by_text(folder: Path, *acts: tuple[str, str]) -> dict[str, Example]:
    return {example.text: example for example in all_examples(acts, folder)}


def test_danger_is_hard_to_tell_and_a_doubtful_line_may_not_be(folder: Path) -> None:
    found = by_text(folder)

    assert (found["no one has fed him"].tiers, found["no one has fed him"].kinds) == (
        (Tier.URGENT_TODAY,),
        ("neglect",),
    )
    assert found["no one has fed him"].hardship is True
    assert found["he looks thin"].hardship is None


def test_a_file_of_several_kinds_says_that_it_is_one_of_them(folder: Path) -> None:
    assert by_text(folder)["they moved in"].kinds == ("cuckooing", "mate_crime", "scam")


def test_nobody_said_whether_a_message_with_a_harmful_tie_is_dangerous(folder: Path) -> None:
    found = by_text(folder)

    assert found["my son takes it"].tiers == ()
    assert found["I miss chess"].tiers == NO_DANGER
    assert found["I sing"].tiers == CALM


def test_danger_and_strengths_that_came_since_the_teaching_are_learned_too(folder: Path) -> None:
    since = folder / "since_teaching"
    (since / "strengths").mkdir(parents=True)
    (since / "strengths" / "new.txt").write_text("== opening\nI [whittle](interest)\n")
    (since / "suicide.yml").write_text("kind: suicide\ntiers:\n  urgent_today:\n    - I would as soon not wake\n")
    found = by_text(folder)

    assert [one.kind for one in found["I whittle"].strengths or ()] == ["interest"]
    assert found["I would as soon not wake"].tiers == (Tier.URGENT_TODAY,)


def test_what_is_labelled_in_two_places_is_put_together_and_danger_is_believed_first(folder: Path) -> None:
    found = by_text(folder, ("no one has fed him", "proxy"), ("scrap it", "delete"), ("i bake", "tell"))

    assert (found["no one has fed him"].act, found["no one has fed him"].tiers) == ("proxy", (Tier.URGENT_TODAY,))
    assert (found["scrap it"].tiers, found["scrap it"].strengths) == (CALM, ())
    assert (found["i bake"].tiers, found["i bake"].strengths) == (NO_DANGER, None)


@given(
    some.lists(some.text("abcdefghij kl", min_size=1).filter(lambda word: " " not in word), max_size=8), some.integers()
)
def test_a_hurried_message_has_as_many_words_as_a_tidy_one(words: list[str], seed: int) -> None:
    assert len(typed_in_a_hurry(words, 1.0, random.Random(seed))) == len(words)


def test_marks_stay_on_their_words_when_the_words_slip() -> None:
    from bot.understanding.learning import hurried

    path = sorted((Path(__file__).parents[2] / "bot/understanding/examples/strengths").glob("*.txt"))[0]
    dice = random.Random(4)
    for marked in list(read_marked(path))[:300]:
        example = Example(text=marked.text, strengths=marked.strengths)
        typed = hurried(example, 0.6, dice)
        before, after = example.text.split(" "), typed.text.split(" ")
        assert len(before) == len(after)
        for old, new in zip(example.strengths or (), typed.strengths or (), strict=True):
            first = example.text[: old.start].count(" ")
            assert typed.text[: new.start].count(" ") == first
            assert typed.text[new.start : new.end].count(" ") == example.text[old.start : old.end].count(" ")
            assert typed.text[new.start : new.end].strip()


def test_sentences_of_some_files_can_be_stressed_by_the_name_of_the_file_or_its_folder(folder: Path) -> None:
    from bot.understanding.teaching import texts_in

    assert texts_in([folder], "neg*") == {"no one has fed him", "he looks thin"}
    assert texts_in([folder], "safe") == {"this form is killing me"}
    with pytest.raises(TrainingError, match="nothing_like_it"):
        texts_in([folder], "nothing_like_it*")


def test_marked_messages_and_acts_can_be_stressed_too(folder: Path, tmp_path: Path) -> None:
    from bot.understanding.teaching import texts_in

    (tmp_path / "new_asides.yml").write_text("nlu:\n- intent: thanks\n  examples: |\n    - ta love\n")
    (folder / "new_lives.txt").write_text("== good_day\n[chapel](community) on Sundays\n")

    assert texts_in([folder, tmp_path], "new_*") == {"ta love", "chapel on Sundays"}
