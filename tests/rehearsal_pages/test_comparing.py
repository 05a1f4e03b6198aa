"""The same resident, met in four ways of asking: side by side, turn by turn, and on three circles each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.rehearsal_pages import comparing
from bot.rehearsal_pages.comparing import words
from bot.settings import Settings
from bot.strengths.library import read_library
from bot.strengths.question import STYLES
from bot.strengths.script import PAIRS
from bot.strengths.statement import TieQuality
from bot.studio.feedback import feedback
from bot.studio.rehearsal.comparing import compare
from bot.studio.resident.cast import BUILT_IN_RESIDENTS, residents
from tests.inbox.browsing import Browser, text_of


def test_anybody_can_choose_whom_to_compare_with(browser: Browser) -> None:
    page = browser.open("/compare")

    assert [f"/compare/{key}" for key in residents()] == page.links("/compare/")
    assert all(style["about"] in page.main for style in words()["styles"].values())


def test_every_way_of_asking_and_every_turn_has_a_name() -> None:
    assert list(words()["styles"]) == list(STYLES)
    assert list(words()["turns"]) == list(PAIRS)


def test_each_way_has_a_map_in_words_too_and_says_what_it_drew_out(browser: Browser) -> None:
    page = browser.open("/compare/dean")
    met = {one.style: one for one in compare(residents()["dean"], feedback)}
    maps = {text_of(part).split()[0]: text_of(part) for part in page.by_class("fd-small-map")}

    assert len(maps) == 4
    assert len(page.by_class("fd-circles__picture")) == 4
    for style, one in met.items():
        shown = maps[words()["styles"][style]["name"]]
        for seen in one.debrief.found:
            assert f"{seen.label} came out" in shown
        for seen in one.debrief.undiscovered:
            assert f"{seen.label} undiscovered" in shown or f"{seen.label} a hint slipped out" in shown
    assert "The skill nobody asked about stayed hidden." in maps["Conventional"]
    assert "The skill nobody asked about came out: Plays chess well" in maps["Asset-balanced"]


def test_every_turn_stands_side_by_side_with_what_was_new(browser: Browser) -> None:
    page = browser.open("/compare/doreen")
    met = compare(residents()["doreen"], feedback)
    turns = page.by_class("fd-compare-turn")

    assert len(turns) == len(PAIRS)
    for number, turn in enumerate(turns):
        shown = text_of(turn)
        for one in met:
            assert " ".join(one.rehearsal.exchanges[number].said.split()) in shown
            assert " ".join(one.rehearsal.exchanges[number].reply.text.split()) in shown
    new = [text_of(each) for each in page.by_class("fd-compare-cell__new")]
    told = [each for one in met for each in one.rehearsal.exchanges if each.reply.is_new and each.reply.told]
    assert len([each for each in new if each.startswith("New:")]) == len(told)


def test_two_ways_can_be_put_side_by_side_alone(browser: Browser) -> None:
    page = browser.open("/compare/doreen?show=conventional,asset_balanced")

    assert len(page.by_class("fd-small-map")) == 2
    assert "Strengths-only" not in [text_of(each) for each in page.all("h4")]
    assert "Conventional beside asset-balanced" in [
        text_of(link) for link in page.all("a") if link.get("aria-current") == "true"
    ]


def test_every_way_has_its_own_wording_and_the_page_says_that_it_proves_nothing_about_people(browser: Browser) -> None:
    page = browser.open("/compare/doreen")

    assert "strengths-based wording stands in" not in page.main
    assert "They prove nothing about people." in page.main


@pytest.mark.parametrize("address", ["/compare/nobody", "/compare/..", "/compare/DOREEN"])
def test_nobody_who_is_not_there_is_met(browser: Browser, address: str) -> None:
    assert browser.open(address).status == 404


@pytest.mark.parametrize("asked", ["again=x", "again=999", "again=-1", "show=evil", "show=,,,", "show=<script>"])
def test_odd_addresses_show_the_page_all_the_same(browser: Browser, asked: str) -> None:
    page = browser.open(f"/compare/doreen?{asked}")

    assert page.status == 200
    assert len(page.by_class("fd-small-map")) == 4


def test_it_is_worked_out_once_until_a_file_changes(
    browser: Browser, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    monkeypatch.setattr(comparing, "compare", lambda *args, **more: times.append(1) or compare(*args, **more))
    for _ in range(3):
        browser.open("/compare/doreen")
    assert len(times) == 1
    browser.open("/compare/doreen?again=2")
    assert len(times) == 2


def test_a_thing_has_the_same_place_in_every_map(browser: Browser) -> None:
    columns = comparing.columns_of(compare(residents()["dean"], feedback))

    assert len({tuple(seen.label for seen in column.picture.seen) for column in columns}) == 1
    assert len({column.picture.undiscovered for column in columns}) > 1
    ties = {mark.strength.quality for mark in columns[0].picture.picture.marks}
    assert ties == {None, TieQuality.STRAINED}, "a tie that hurts is drawn as one"


@pytest.fixture
def own_folders(tmp_path: Path) -> tuple[Path, Path]:
    people, questions = tmp_path / "people", tmp_path / "questions"
    people.mkdir()
    questions.mkdir()
    written = yaml.safe_load((BUILT_IN_RESIDENTS / "doreen.yml").read_text()) | {"name": "Ann Own"}
    (people / "ann.yml").write_text(yaml.safe_dump(written))
    (people / "broken.yml").write_text("name: [")
    (people / "ken.yml").write_text("name: [")
    return people, questions


@pytest.fixture
def own_settings(tmp_path: Path, own_folders: tuple[Path, Path]) -> Settings:
    return Settings(data_folder=tmp_path, resident_folder=own_folders[0], question_folder=own_folders[1])


class TestWithFoldersOfTheCouncilsOwn:
    """The council's own residents and questions are used."""

    @pytest.fixture
    def settings(self, own_settings: Settings) -> Settings:
        return own_settings

    def test_a_resident_of_its_own_is_met_and_one_with_a_fault_takes_nobody_else_away(self, browser: Browser) -> None:
        assert "Ann Own" in browser.open("/compare/ann").heading
        assert browser.open("/compare/broken").status == 404
        assert browser.open("/compare/doreen").status == 200

    def test_its_own_wording_is_asked_at_once(self, browser: Browser, own_folders: tuple[Path, Path]) -> None:
        asked = next(each for each in read_library().counterparts("opening") if each.style == "conventional")
        before = browser.open("/compare/doreen").main
        source = next(
            path
            for path in Path("bot/strengths/questions").glob("studio_*.yml")
            if f"{asked.key}\n" in path.read_text()
        )
        changed = source.read_text().replace(f"wording: {asked.wording}", "wording: What is the matter today?")
        (own_folders[1] / source.name).write_text(changed)

        assert "Asked: What is the matter today?" not in before
        assert "Asked: What is the matter today?" in browser.open("/compare/doreen").main
