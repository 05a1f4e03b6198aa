"""The question library: what it holds, and what it says of a file that can't be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actions.speaking import ACTS as ACTS_OF_THEIR_OWN
from bot.errors import LibraryError
from bot.strengths.agenda import AREAS, BEFORE_ANY_NEED, SPEAK_OF_NEED
from bot.strengths.library import ACTS, BUILT_IN_QUESTIONS, DOMAINS, read_library, wording
from bot.strengths.soundness import NAMED
from bot.strengths.statement import Place

LIBRARY = read_library()
HANDLED_AS_A_CHOICE = {"answer", "enough", "explore", "stay", "carry_on"}

Council = Callable[..., Path]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Writes files into a council's own folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def entry(**fields: str) -> str:
    """A file of one question about a good day, with some fields set or left out (None)."""
    all_fields = {"key": "good_day.ours", "wording": "What is a good day?", "easier": "A good day?", **fields}
    said = "\n".join(f"    {name}: {value}" for name, value in all_fields.items() if value)
    return "domain: good_day\nquestions:\n  - " + said.strip()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- just\n- a list", ["must hold 'domain'"]),
        ("domain: good_day", ["a list called 'questions'"]),
        ("domain: [", ["cannot be read"]),
        ("domain: money\nquestions: []", ["'money' is not one of"]),
        ("domain: good_day\nquestions: [words]", ["'words'"]),
        (entry(key=""), ["an entry without a key", "key is missing"]),
        (entry(key="skills_experience.mine"), ["skills_experience.mine", "must begin with 'good_day.'"]),
        (entry(wording=""), ["good_day.ours", "wording is missing"]),
        (entry(easier=""), ["good_day.ours", "easier is missing"]),
        (entry(easier="'  '"), ["good_day.ours", "easier must be a sentence"]),
        (entry(wording="12"), ["good_day.ours", "wording must be a sentence"]),
        (entry(type="trick"), ["good_day.ours", "type 'trick' is not one of"]),
        (entry(style="salesy"), ["good_day.ours", "style 'salesy' is not one of"]),
        (entry(place="risk"), ["good_day.ours", "'risk' is not a valid Place"]),
        (entry(after="later"), ["good_day.ours", "after 'later' is not one of"]),
        (entry(hue="blue"), ["good_day.ours", "unknown field hue"]),
        (entry(choices="7"), ["good_day.ours"]),
        (entry(choices="[{key: a}]"), ["good_day.ours", "say is missing"]),
        (entry(choices="[{key: a, say: A, does: dance}]"), ["good_day.ours", "does 'dance' is not one of"]),
        (entry(choices="[{key: a, say: A}, {key: a, say: B}]"), ["good_day.ours", "same key"]),
        (entry(choices="[{key: a, say: A, colour: red}]"), ["good_day.ours", "unknown field colour"]),
        (entry(choices="[{key: a, say: A, quality: nice}]"), ["good_day.ours", "nice"]),
        (entry(follows="good_day.gone"), ["good_day.ours", "follows good_day.gone, which is not in the library"]),
        (entry(follows="good_day.ours"), ["good_day.ours", "follows itself"]),
        (entry(follows="aspirations.more_of"), ["good_day.ours", "belongs to another domain"]),
        (entry(key="good_day.recent"), ["good_day.recent stands in 11_good_day.yml already"]),
    ],
)
def test_a_broken_file_is_named_with_its_entry_and_its_fault(council: Council, text: str, faults: list[str]) -> None:
    folder = council(**{"99_ours": text})

    with pytest.raises(LibraryError) as refused:
        read_library(folder)

    assert "99_ours.yml" in str(refused.value)
    assert [fault for fault in faults if fault not in str(refused.value)] == []


def test_a_follower_can_never_bring_what_is_hard_forward_from_another_domain(council: Council) -> None:
    early = """
domain: hard_now
questions:
  - {key: hard_now.early, wording: Tell me, easier: Tell me, follows: aspirations.more_of}
"""
    with pytest.raises(LibraryError, match="belongs to another domain"):
        read_library(council(**{"99_early": early}))


@pytest.mark.parametrize("file", ["10_aspirations", "12_skills", "14_people"])
def test_a_library_without_goals_skills_or_networks_is_refused(council: Council, file: str) -> None:
    domain = next(line for line in (BUILT_IN_QUESTIONS / f"{file}.yml").read_text().splitlines() if "domain" in line)

    with pytest.raises(LibraryError, match="all else waits"):
        read_library(council(**{file: f"{domain}\nquestions: []"}))


def test_a_library_without_a_question_the_conversation_asks_by_name_is_refused(council: Council) -> None:
    with pytest.raises(LibraryError, match=r"lacks sharing\.confirm"):
        read_library(council(**{"32_sharing": "domain: sharing\nquestions: []"}))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "99_ours.yml").write_bytes("domain: caf\u00e9".encode("latin-1"))

    with pytest.raises(LibraryError, match=r"99_ours\.yml: cannot be read"):
        read_library(tmp_path)


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is not there"):
        read_library(tmp_path / "gone")


def test_a_councils_file_takes_the_place_of_ours_of_the_same_name_and_others_are_added(council: Council) -> None:
    ours = entry(wording="How was last week?", easier="Was last week good?")
    more = entry(key="good_day.best", wording="Which day was best?", easier="Which day?", follows="good_day.ours")

    library = read_library(council(**{"11_good_day": ours, "50_more": more}))

    assert library["good_day.ours"].wording == "How was last week?"
    assert library["good_day.best"].follows == "good_day.ours"
    assert "good_day.recent" not in library
    assert set(LIBRARY) - set(library) == {"good_day.recent"}
    assert "good_day.recent" in read_library(), "our own files stay as they are"


def test_every_question_has_easier_words() -> None:
    assert [key for key, question in LIBRARY.items() if not question.easier.strip()] == []


@pytest.mark.parametrize("domain", AREAS)
def test_every_area_of_life_has_a_question_that_opens_it_and_a_place_for_the_answer(domain: str) -> None:
    assert LIBRARY.openers(domain)
    assert all(question.place is not None for question in LIBRARY.openers(domain))


@pytest.mark.parametrize("domain", BEFORE_ANY_NEED)
def test_what_was_volunteered_of_goals_skills_and_networks_is_still_asked_about(domain: str) -> None:
    assert LIBRARY.follower(LIBRARY.openers(domain)[0].key, "volunteered")


def test_the_agenda_and_the_summary_speak_of_the_same_domains() -> None:
    assert set(AREAS) <= set(DOMAINS)
    last_of_those_before = max(AREAS.index(domain) for domain in BEFORE_ANY_NEED)
    assert all(AREAS.index(domain) > last_of_those_before for domain in SPEAK_OF_NEED)


def test_everything_a_choice_may_do_is_done_by_somebody() -> None:
    done = {choice.does for question in LIBRARY.values() for choice in question.choices}

    assert done <= set(ACTS)
    assert set(ACTS) == HANDLED_AS_A_CHOICE | ACTS_OF_THEIR_OWN


def test_every_question_asked_by_name_is_there() -> None:
    assert [key for key in NAMED if key not in LIBRARY] == []


def test_every_place_has_a_heading() -> None:
    assert all(wording(f"places.{place}") for place in Place)


def test_wording_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(LibraryError, match=r"places\.nowhere"):
        wording("places.nowhere")
    with pytest.raises(LibraryError, match="not a sentence"):
        wording("places")
