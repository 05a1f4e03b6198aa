"""The pages show what the benchmark of speed measured, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.speed.plot import plot
from benchmarks.speed.table import BEGIN, END, PLOT, RESULTS, between, blocks, table
from tests.house.source import ROOT

RESULTS_NOW = json.loads(RESULTS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [ROOT / "README.md", RESULTS.with_name("README.md")], ids=["project", "benchmark"])
def test_a_page_shows_the_results_as_they_are(page: Path) -> None:
    assert between(page.read_text(encoding="utf-8")) == blocks(RESULTS_NOW)[page].strip()


def test_the_markers_stand_once_in_each_page() -> None:
    pages = [page.read_text(encoding="utf-8") for page in blocks(RESULTS_NOW)]

    assert [(page.count(BEGIN), page.count(END)) for page in pages] == [(1, 1), (1, 1)]


def test_the_drawing_is_of_the_results_as_they_are() -> None:
    drawn = PLOT.read_text(encoding="utf-8")

    assert drawn == plot(RESULTS_NOW)
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_a_missed_target_is_called_missed() -> None:
    for measure in RESULTS_NOW["measures"]:
        judged = measure["ours"] if measure["ratio"] is None else measure["ratio"]
        if measure["target"] is not None:
            met = judged <= measure["target"] if measure["at_most"] else judged >= measure["target"]
            assert measure["met"] is met, measure["name"]
            assert ("missed" in row_of(measure["name"])) is not met


def row_of(name: str) -> str:
    return next(row for row in table(RESULTS_NOW).splitlines() if row.startswith(f"| {name} |"))
