"""A resident written in a form is the resident of the file, is checked before it is kept, and is offered at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.errors import ConflictError, NotFoundError, SettingsError
from bot.studio.editing import resident_form
from bot.studio.editing.own_folder import digest_of
from bot.studio.editing.resident_form import MOST_BLOCKS, content_of, count_of, fields_of, file_text, tidied
from bot.studio.editing.residents import Opened, ResidentWriting
from bot.studio.resident.cast import BUILT_IN_RESIDENTS, gather_residents, residents
from bot.studio.resident.resident_file import read_resident
from bot.studio.resident.topics import topics

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
NOTHING = digest_of("")


@pytest.fixture
def writing(tmp_path: Path) -> ResidentWriting:
    return ResidentWriting(tmp_path / "own")


@pytest.fixture
def doreen(writing: ResidentWriting) -> Opened:
    return writing.open("doreen")


@pytest.mark.parametrize("key", list(residents()))
def test_a_file_comes_back_from_the_form_as_the_same_resident(key: str) -> None:
    written = yaml.safe_load((BUILT_IN_RESIDENTS / f"{key}.yml").read_text())
    again = yaml.safe_load(file_text(content_of(tidied(fields_of(written)))))

    assert read_resident(key, again) == (residents()[key], ())


def test_a_change_is_kept_and_offered_at_once_and_ours_is_left_alone(
    writing: ResidentWriting, doreen: Opened, tmp_path: Path
) -> None:
    draft = writing.draft("doreen", doreen.fields | {"opening": "Morning. It's the stairs again."})
    writing.save(draft, instead_of=doreen.digest, at=AT)

    assert gather_residents(tmp_path / "own").residents["doreen"].opening == "Morning. It's the stairs again."
    assert residents()["doreen"].opening != "Morning. It's the stairs again."
    opened = writing.open("doreen")
    assert opened.is_own
    assert opened.is_ours_too
    assert writing.open("doreen", "ours").fields["opening"] == residents()["doreen"].opening


def test_what_is_wrong_is_told_with_its_field_and_nothing_is_kept(
    writing: ResidentWriting, doreen: Opened, tmp_path: Path
) -> None:
    changed = {"name": "", "facts.3.hint": "one alone", "trust": "often", "sore.0.words": "(a+)+", "answers.money": ""}
    draft = writing.draft("doreen", doreen.fields | changed)

    assert draft.resident is None
    assert {fault.field for fault in draft.faults} == set(changed)
    with pytest.raises(ValueError, match="not kept"):
        writing.save(draft, instead_of=doreen.digest, at=AT)
    assert not (tmp_path / "own").exists()


def test_somebody_new_has_a_file_named_after_them(writing: ResidentWriting, doreen: Opened, tmp_path: Path) -> None:
    for name, key in (
        ("Zo\u00eb O'Brien", "zoe"),
        ("Doreen Smith", "doreen_2"),
        ("../../etc", "etc"),
        ("\u674e", "new_2"),
    ):
        draft = writing.draft("", doreen.fields | {"name": name})
        writing.save(draft, instead_of=NOTHING, at=AT)

        assert draft.key == key
        assert gather_residents(tmp_path / "own").residents[key].name == name


def test_somebody_new_never_takes_the_place_of_one_who_is_there(writing: ResidentWriting, doreen: Opened) -> None:
    first = writing.draft("", doreen.fields | {"name": "Ann"})
    second = writing.draft("", doreen.fields | {"name": "Ann"})
    writing.save(first, instead_of=NOTHING, at=AT)

    with pytest.raises(ConflictError):
        writing.save(second, instead_of=NOTHING, at=AT)
    assert writing.draft("", doreen.fields | {"name": "Ann"}).key == "ann_2"


def test_an_earlier_version_can_be_opened_again(writing: ResidentWriting, doreen: Opened) -> None:
    writing.save(writing.draft("doreen", doreen.fields | {"about": "One."}), instead_of=doreen.digest, at=AT)
    once = writing.open("doreen")
    writing.save(writing.draft("doreen", doreen.fields | {"about": "Two."}), instead_of=once.digest, at=AT)
    now = writing.open("doreen")

    assert now.fields["about"] == "Two."
    assert writing.open("doreen", now.earlier[0].mark).fields["about"] == "One."


def test_without_a_folder_everything_can_be_tried_and_nothing_kept(doreen: Opened) -> None:
    writing = ResidentWriting(None)
    opened = writing.open("doreen")
    draft = writing.draft("doreen", opened.fields)

    assert draft.resident is not None
    assert not writing.can_keep
    with pytest.raises(SettingsError, match="FRONTDOOR_RESIDENT_FOLDER"):
        writing.save(draft, instead_of=opened.digest, at=AT)
    with pytest.raises(SettingsError):
        writing.take_away("doreen", instead_of=opened.digest, at=AT)
    assert "Everybody in this file" not in (BUILT_IN_RESIDENTS / "doreen.yml").read_text()


def test_a_resident_or_version_that_is_not_there_is_not_opened(writing: ResidentWriting) -> None:
    for key, version in (("nobody", ""), ("doreen", "20260101T000000000000"), ("nobody", "ours")):
        with pytest.raises(NotFoundError):
            writing.open(key, version)


def test_parts_can_be_added_and_left_out_and_empty_ones_are_closed_up(doreen: Opened) -> None:
    facts = count_of(doreen.fields, "facts")

    assert count_of(tidied(doreen.fields, more="facts"), "facts") == facts + 1
    without = tidied(doreen.fields, without="facts.0")
    assert count_of(without, "facts") == facts - 1
    assert without["facts.0.key"] == doreen.fields["facts.1.key"]
    emptied = {name: "" for name in doreen.fields if name.startswith("facts.2.")}
    assert count_of(tidied(doreen.fields | emptied), "facts") == facts - 1


def test_fields_that_no_form_has_are_left_out_and_parts_have_an_end(doreen: Opened) -> None:
    given = doreen.fields | {"evil": "x", "lines.evil": "x", "facts.0.evil": "x", "facts.x.says": "x"}
    many = {f"facts.{number}.says": "one\ntwo" for number in range(200)}

    assert tidied(given) == doreen.fields
    assert count_of(tidied(many), "facts") == MOST_BLOCKS


def test_a_fact_without_a_key_gets_one_from_its_label_that_no_other_has(
    writing: ResidentWriting, doreen: Opened
) -> None:
    changed = {"facts.0.key": "", "facts.1.key": "", "facts.1.label": doreen.fields["facts.0.label"]}
    draft = writing.draft("doreen", doreen.fields | changed)

    assert draft.resident is not None
    assert [fact.key for fact in draft.resident.facts][:2] == ["the_stairs_and", "the_stairs_and_2"]


@pytest.mark.parametrize(
    "said", ["yes", "12", "a: b", "# no", "- x", "{it}", "'\"", "\u2028", "!!python/object:os.x", "*a"]
)
def test_words_stay_words_whatever_they_mean_to_yaml(writing: ResidentWriting, doreen: Opened, said: str) -> None:
    draft = writing.draft("doreen", doreen.fields | {"opening": f"{said} it is"})

    assert draft.resident is not None
    assert draft.resident.opening == f"{said} it is".strip()


def test_the_form_has_a_name_for_every_topic_and_no_other() -> None:
    form = Path(resident_form.__file__).with_suffix(".yml")
    assert set(yaml.safe_load(form.read_text(encoding="utf-8"))["topics"]) == set(topics())
