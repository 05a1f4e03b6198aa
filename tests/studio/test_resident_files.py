"""A resident's file that is not right is refused with file, entry and fault; all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.studio.resident.cast import BUILT_IN_RESIDENTS, gather_residents

Change = Callable[[dict[str, Any]], object]


def faults_of(folder: Path, change: Change) -> str:
    """What is said of Doreen's file once it was changed."""
    written = yaml.safe_load((BUILT_IN_RESIDENTS / "doreen.yml").read_text())
    change(written)
    (folder / "mine.yml").write_text(yaml.safe_dump(written))
    return "\n".join(gather_residents(folder).faults)


def test_our_own_residents_have_no_faults() -> None:
    assert gather_residents().faults == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.pop("opening"), "mine.yml: opening is missing."),
        (lambda file: file["facts"][3].pop("hint"), "mine.yml: fact organ: hint is missing."),
        (lambda file: file["facts"][0].update(kind="sad"), "mine.yml: fact stairs: kind 'sad' is not known; it may be"),
        (lambda file: file["facts"][1].update(topics=["golf"]), "mine.yml: fact bowls: topics holds golf; it may hold"),
        (lambda file: file["facts"].pop(3), "mine.yml: facts: none is of the kind hidden."),
        (lambda file: file["facts"][2].update(key="organ"), "mine.yml: fact organ: there are two of this key."),
        (lambda file: file["lines"].update(flat=["No."]), "mine.yml: lines: flat holds 1, and must hold at least 5."),
        (lambda file: file["lines"].update(shout=["No."]), "mine.yml: lines: unknown field shout"),
        (lambda file: file["answers"].pop("money"), "mine.yml: answers: nothing is said about money"),
        (lambda file: file.update(trust=11), "mine.yml: trust must be a number from 0 to 10, and is 11."),
        (
            lambda file: file["sore"][0].update(words=["(("]),
            "mine.yml: sore point 1: words cannot be looked for: '(('",
        ),
        (lambda file: file["safety"].pop("warning"), "mine.yml: safety: warning is missing."),
        (lambda file: file.update(facts="none"), "mine.yml: facts must be a list"),
        (lambda file: file.update(safety=["x"]), "mine.yml: safety: must hold fields and their values"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, change: Change, said: str) -> None:
    assert said in faults_of(tmp_path, change)


@pytest.mark.parametrize("cue", ["(a+)+$", "(?:a|a)*b", ".*x.*y.*z", "(?:ab){2,}", "x" * 201, "x?", "(?:)"])
def test_an_expression_that_might_take_long_or_is_found_in_everything_is_refused(tmp_path: Path, cue: str) -> None:
    said = faults_of(tmp_path, lambda file: file["sore"][0].update(words=[cue]))

    assert said.startswith("mine.yml: sore point 1: words cannot be looked for: ")


def test_a_fault_knows_the_field_it_belongs_to(tmp_path: Path) -> None:
    written = yaml.safe_load((BUILT_IN_RESIDENTS / "doreen.yml").read_text())
    written["facts"][3].pop("hint")
    written["lines"]["flat"] = ["No."]
    written["sore"][0]["says"] = "Leave that."
    written["safety"].pop("warning")
    (tmp_path / "mine.yml").write_text(yaml.safe_dump(written))

    assert [fault.field for fault in gather_residents(tmp_path).faults] == [
        "facts.3.hint", "lines.flat", "sore.0.says", "safety.warning",
    ]  # fmt: skip


def test_a_file_that_changed_is_read_anew_without_a_restart(tmp_path: Path) -> None:
    written = (BUILT_IN_RESIDENTS / "doreen.yml").read_text()
    (tmp_path / "mine.yml").write_text(written)
    before = gather_residents(tmp_path).residents["mine"].name
    (tmp_path / "mine.yml").write_text(written.replace("name: Doreen Hartley", "name: Doreen Other"))

    assert before == "Doreen Hartley"
    assert gather_residents(tmp_path).residents["mine"].name == "Doreen Other"


def test_several_faults_are_named_at_once(tmp_path: Path) -> None:
    def change(file: dict[str, Any]) -> None:
        file.pop("name")
        file["facts"][0].pop("label")

    said = faults_of(tmp_path, change)

    assert "name is missing" in said
    assert "fact stairs: label is missing" in said


@pytest.mark.parametrize("content", ["", "- a list", "a: [b", "\x00"])
def test_a_file_that_is_no_resident_at_all_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.yml").write_text(content)

    assert gather_residents(tmp_path).faults[0].startswith("odd.yml: ")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = gather_residents(tmp_path / "nowhere")

    assert "there is no such folder" in found.faults[0]
    assert len(found.residents) == len(gather_residents().residents), "ours are there all the same"


def test_a_folder_of_ones_own_replaces_by_name_and_adds(tmp_path: Path) -> None:
    written = (BUILT_IN_RESIDENTS / "doreen.yml").read_text()
    (tmp_path / "doreen.yml").write_text(written.replace("name: Doreen Hartley", "name: Doreen Other"))
    (tmp_path / "another.yml").write_text(written)
    found = gather_residents(tmp_path).residents

    assert found["doreen"].name == "Doreen Other"
    assert len(found) == len(gather_residents().residents) + 1
