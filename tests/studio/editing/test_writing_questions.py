"""A question written in a form is checked with the whole library, and changes nothing else in its file."""

from __future__ import annotations

import difflib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import ConflictError, NotAllowedError, NotFoundError, SettingsError
from bot.strengths.library import BUILT_IN_QUESTIONS, gather, read_library
from bot.strengths.question_file import read_question_text
from bot.strengths.question_wording import unclear
from bot.strengths.shelf import Shelf
from bot.studio.editing.question_form import count_of_choices, entry_of, fields_of, tidied
from bot.studio.editing.question_text import entries_in, with_entry
from bot.studio.editing.questions import HELD_BACK, QuestionWriting

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEY = "skills_experience.learned"
FILES = sorted(BUILT_IN_QUESTIONS.glob("*.yml"))
NEW = {
    "domain": "groups_places",
    "type": "open",
    "wording": "Do you go to the market? Tell me who you see there.",
    "easier": "Who do you see at the market?",
    "for_another": "Do they go to the market? Tell me who they see there.",
    "for_another_easier": "Who do they see at the market?",
    "place": "community_strength",
    "asked": "yes",
    "choices.0.say": "Friends",
    "choices.1.say": "I am not sure",
    "choices.1.does": "dont_know",
}


@pytest.fixture
def writing(tmp_path: Path) -> QuestionWriting:
    return QuestionWriting(tmp_path / "own")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_question_comes_back_from_the_form_as_it_was(path: Path) -> None:
    text = path.read_text()
    library = read_library()
    domain, entries = entries_in(text)
    for entry in entries:
        again = with_entry(text, domain, entry_of(tidied(fields_of(entry, domain))))
        read = {question.key: question for question in read_question_text(path.name, again).questions}

        assert read[entry["key"]] == library[entry["key"]]


def test_a_change_touches_the_lines_of_its_question_alone(writing: QuestionWriting, tmp_path: Path) -> None:
    opened = writing.open(KEY)
    draft = writing.draft(KEY, opened.fields | {"easier": "What do you know how to do?"})
    writing.save(draft, instead_of=opened.digest, at=AT)
    ours = (BUILT_IN_QUESTIONS / "12_skills.yml").read_text().splitlines()
    changed = [line for line in difflib.unified_diff(ours, draft.text.splitlines(), n=0) if line[0] in "+-"][2:]

    assert len(changed) <= 4
    assert "+    easier: What do you know how to do?" in changed
    assert read_library(tmp_path / "own")[KEY].easier == "What do you know how to do?"


def test_remarks_between_questions_stay(writing: QuestionWriting) -> None:
    one, two = ("  - key: good_day.a\n    wording: x\n", "  - key: good_day.b\n    wording: y\n")
    text = f"# One.\ndomain: good_day\nquestions:\n{one}# Two.\n\n{two}"
    changed = with_entry(text, "good_day", {"key": "good_day.a", "wording": "z"})

    assert changed == text.replace("wording: x", "wording: z")


@pytest.mark.parametrize(
    "text",
    [
        "domain: good_day\nquestions: [{key: good_day.a, wording: x}, {key: good_day.b, wording: y}]\n",
        "domain: good_day\nquestions:\n- key: good_day.a\n  wording: x\n- {key: good_day.b, wording: y}\nmore: 1\n",
        "questions:\n  - {key: good_day.a, wording: x}\n  - key: good_day.b\n    wording: y\ndomain: good_day\n",
        "",
    ],
)
def test_a_file_laid_out_in_another_way_is_changed_all_the_same(text: str) -> None:
    entry = {"key": "good_day.a", "wording": "z"}
    rest = [each for each in entries_in(text)[1] if each["key"] != "good_day.a"]

    assert entries_in(with_entry(text, "good_day", entry)) == ("good_day", [entry, *rest])


def test_a_new_question_is_added_and_a_running_front_door_asks_it(writing: QuestionWriting, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    shelf = Shelf(tmp_path / "own")
    assert "groups_places.go_market_tell" not in shelf.library()

    draft = writing.draft("", tidied(NEW))
    assert draft.faults == ()
    writing.save(draft, instead_of="", at=AT)

    question = shelf.library()["groups_places.go_market_tell"]
    assert question.wording == NEW["wording"]
    assert [choice.key for choice in question.choices] == ["friends", "i_am_not"]
    gathered = gather(tmp_path / "own")
    assert (*gathered.faults, *unclear(gathered.library, gathered.files)) == ()


def test_a_second_new_question_stands_beside_the_first(writing: QuestionWriting, tmp_path: Path) -> None:
    for _ in range(2):
        draft = writing.draft("", tidied(NEW))
        writing.save(draft, instead_of="", at=AT)

    added = [key for key in read_library(tmp_path / "own") if key.startswith("groups_places.go_market_tell")]
    assert added == ["groups_places.go_market_tell", "groups_places.go_market_tell_2"]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"wording": "Who is there? What do they do?"}, "wording", "more than one question"),
        ({"easier": "Why do you go?"}, "easier", "why"),
        ({"for_another": "Who does she see?"}, "for_another", "guesses who the other person is (she)"),
        ({"choices.0.say": "A referral"}, "choices.0.say", "a field term"),
        ({"choices.1.does": "answer"}, "choices", "no choice is for somebody without an answer"),
        ({"for_another_easier": ""}, "for_another_easier", "is missing"),
        ({"follows": "groups_places.gone"}, "follows", "which is not in the library"),
        ({"partner": "groups_places.gone"}, "partner", "is not in the library"),
        ({"wording": "What can you do about it?"}, "asks_of", "asks what the person could do"),
        ({"type": "miracle"}, "not_with", "is not asked with grief or illness"),
        ({"type": "survival"}, "only_with", "only of those who came through something"),
        ({"type": "odd"}, "type", "is not one of"),
        ({"not_with": "sunday"}, "not_with", "holds sunday"),
        ({"wording": "Tell me of {it}."}, "wording", "holds {it}"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_in_the_words_of_the_check(
    writing: QuestionWriting, tmp_path: Path, changed: dict[str, str], field: str, said: str
) -> None:
    draft = writing.draft("", tidied(NEW | changed))
    told = [fault for fault in draft.faults if fault.field == field]

    assert told
    assert said in told[0].said
    with pytest.raises(ValueError, match="not kept"):
        writing.save(draft, instead_of="", at=AT)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / f"{draft.file}.yml").write_text(draft.text)
    gathered = gather(tmp_path / "own")
    assert set(draft.faults) == {*gathered.faults, *unclear(gathered.library, gathered.files)}, (
        "the command says the same"
    )


def test_a_fault_that_was_there_before_does_not_stand_in_the_way(writing: QuestionWriting, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/99_old.yml").write_text("domain: good_day\nquestions: [{key: good_day.x}]\n")

    assert writing.draft("", tidied(NEW)).faults == ()


def test_a_change_that_would_break_another_question_is_refused(writing: QuestionWriting) -> None:
    library = read_library()
    partner = next(
        question.partner for question in library.values() if question.asks_of == "person" and question.partner
    )
    opened = writing.open(partner)
    draft = writing.draft(partner, opened.fields | {"asks_of": ""})

    assert any("does not ask what others should do" in fault for fault in draft.faults)
    assert all(not fault.field for fault in draft.faults if fault.entry != partner)


@pytest.mark.parametrize("domain", HELD_BACK)
def test_where_a_wrong_word_can_do_harm_nothing_is_changed_here(writing: QuestionWriting, domain: str) -> None:
    key = next(key for key in read_library() if key.startswith(f"{domain}."))
    for use in (
        lambda: writing.open(key),
        lambda: writing.draft(key, {}),
        lambda: writing.draft("", tidied(NEW | {"domain": domain})),
    ):
        with pytest.raises(NotAllowedError):
            use()
    assert domain not in dict(writing.all())


def test_the_key_of_a_question_that_is_changed_stays(writing: QuestionWriting) -> None:
    draft = writing.draft(KEY, writing.open(KEY).fields | {"key": "good_day.else", "domain": "good_day"})

    assert draft.question is not None
    assert draft.question.key == KEY
    assert draft.file == "12_skills"


def test_without_a_folder_it_is_tried_and_refused_with_words() -> None:
    writing = QuestionWriting(None)
    draft = writing.draft("", tidied(NEW))

    assert draft.faults == ()
    with pytest.raises(SettingsError, match="FRONTDOOR_QUESTION_FOLDER"):
        writing.save(draft, instead_of="", at=AT)


def test_of_two_who_change_one_question_the_second_is_told(writing: QuestionWriting) -> None:
    first, second = writing.open(KEY), writing.open(KEY)
    writing.save(writing.draft(KEY, first.fields | {"easier": "What can you do?"}), instead_of=first.digest, at=AT)

    with pytest.raises(ConflictError):
        writing.save(writing.draft(KEY, second.fields), instead_of=second.digest, at=AT)
    assert writing.open(KEY).fields["easier"] == "What can you do?"


def test_two_who_change_two_questions_of_one_file_are_both_heard(writing: QuestionWriting) -> None:
    other = "skills_experience.more"
    first, second = writing.open(KEY), writing.open(other)
    writing.save(writing.draft(KEY, first.fields | {"easier": "What can you do?"}), instead_of=first.digest, at=AT)
    writing.save(writing.draft(other, second.fields | {"easier": "And what else?"}), instead_of=second.digest, at=AT)

    assert (writing.open(KEY).fields["easier"], writing.open(other).fields["easier"]) == (
        "What can you do?",
        "And what else?",
    )


def test_a_file_changed_between_reading_and_writing_it_is_not_written_over(writing: QuestionWriting) -> None:
    late = writing.draft("", tidied(NEW))
    writing.save(writing.draft("", tidied(NEW | {"wording": "Who is at the market?"})), instead_of="", at=AT)

    with pytest.raises(ConflictError):
        writing.save(late, instead_of="", at=AT)


def test_ours_and_earlier_versions_can_be_opened(writing: QuestionWriting) -> None:
    ours = writing.open(KEY)
    for words in ("What can you do?", "What do you know?"):
        opened = writing.open(KEY)
        writing.save(writing.draft(KEY, opened.fields | {"easier": words}), instead_of=opened.digest, at=AT)
    now = writing.open(KEY)

    assert now.fields["easier"] == "What do you know?"
    assert writing.open(KEY, now.earlier[0].mark).fields["easier"] == "What can you do?"
    assert writing.open(KEY, "ours").fields == ours.fields
    with pytest.raises(NotFoundError):
        writing.open(KEY, "20260101T000000000000")


def test_there_is_room_for_more_choices_and_empty_ones_are_closed_up() -> None:
    assert count_of_choices(tidied(NEW, more=True)) == 4
    assert count_of_choices(tidied(NEW | {"choices.0.say": " "})) == 1
