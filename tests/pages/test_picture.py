"""The picture of the three circles, and the same in words."""

from __future__ import annotations

import re
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.pages.environment import page_environment
from bot.pages.labels import LINE_LENGTH, LINES, label_for
from bot.pages.picture import CENTRE, MARK_RADIUS, OUTER_EDGE, PERSON_RADIUS, SIZE, picture_of
from bot.strengths.circles import Circle, circles
from bot.strengths.library import wording
from bot.strengths.statement import STRENGTHS, Flow, Holds, Place, Source, Statement, TieQuality

ENVIRONMENT = page_environment(organisation_name="Ambleford Council")
WHOLE = ENVIRONMENT.from_string(
    '{% from "circles.svg" import three_circles with context %}{{ three_circles(picture, sources=sources) }}'
)
SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"


def said(words: str, place: Place, **fields: object) -> Statement:
    values: dict[str, object] = {"id": words, "source": Source.OWN_WORDS, "domain": "x", "question": "x"}
    return Statement(words=words, place=place, **{**values, **fields})  # type: ignore[arg-type]


def spread(count: int, words: str = "Thing {} that I am good at") -> list[Statement]:
    return [said(words.format(number), STRENGTHS[number % 3]) for number in range(count)]


def drawn(statements: list[Statement], *, sources: bool = False) -> str:
    return WHOLE.render(picture=picture_of(circles(statements)), sources=sources)


def parsed(html: str) -> ElementTree.Element:
    page = f"<!DOCTYPE html><title>x</title><body>{html}"
    root: ElementTree.Element = html5lib.HTMLParser(strict=True).parse(page)
    return root


def text_of(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


LINES_SAID = some.lists(
    some.builds(
        said,
        words=some.text(min_size=0, max_size=60),
        place=some.sampled_from(Place),
        holds=some.sampled_from(Holds),
        flow=some.none() | some.sampled_from(Flow),
        quality=some.none() | some.sampled_from(TieQuality),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(LINES_SAID)
def test_whatever_was_said_the_words_say_all_that_the_picture_says(statements: list[Statement]) -> None:
    root = parsed(drawn(statements))
    numbers = [text_of(item) for item in root.iter(f"{SVG}text") if item.get("class") == "fd-circles__number"]
    lists = [(item, int(item.get("start", "1"))) for item in root.iter(f"{HTML}ol")]
    listed = [
        (str(start + index), text_of(entry))
        for entries, start in lists
        for index, entry in enumerate(entries.iter(f"{HTML}li"))
    ]
    strengths = circles(statements).all
    assert sorted(numbers, key=int) == [number for number, _ in listed] == [str(item.number) for item in strengths]
    ties = [item for item in root.iter(f"{SVG}path") if "fd-circles__tie" in item.get("class", "")]
    told = [entry for _, entry in listed if any(wording(f"flows.{flow}") in entry for flow in Flow)]
    assert len(ties) == sum(strength.has_tie for strength in strengths)
    assert len(told) >= sum(strength.flow is not None for strength in strengths)
    for strength, (_, entry) in zip(strengths, listed, strict=True):
        if strength.quality is not None:
            assert wording(f"qualities.{strength.quality}") in entry
        if strength.past:
            assert "in the past" in entry


def test_the_words_are_whole_even_where_the_label_is_short() -> None:
    words = "I have grown tomatoes on the same plot since nineteen seventy four"
    root = parsed(drawn([said(words, STRENGTHS[0])]))
    labels = [text_of(item) for item in root.iter(f"{SVG}text") if item.get("class") == "fd-circles__label"]
    assert labels == ["I have grown", "tomatoes on…"]
    assert [text_of(item) for item in root.iter(f"{HTML}li")] == [words]


def test_the_same_strengths_always_give_the_same_picture() -> None:
    assert drawn(spread(17)) == drawn(spread(17))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 20, 40])
def test_marks_stand_in_their_own_ring_and_never_on_each_other(count: int) -> None:
    picture = picture_of(circles(spread(count)))
    assert len(picture.marks) == count
    inner = {Circle.PERSONAL: PERSON_RADIUS, Circle.NETWORK: OUTER_EDGE[Circle.PERSONAL],
             Circle.COMMUNITY: OUTER_EDGE[Circle.NETWORK]}  # fmt: skip
    for mark in picture.marks:
        distance = hypot(mark.x - CENTRE, mark.y - CENTRE)
        assert inner[mark.strength.circle] + MARK_RADIUS < distance < OUTER_EDGE[mark.strength.circle] - MARK_RADIUS
    for index, one in enumerate(picture.marks):
        for other in picture.marks[index + 1 :]:
            assert hypot(one.x - other.x, one.y - other.y) > 2 * MARK_RADIUS


@pytest.mark.parametrize("place", STRENGTHS)
def test_however_many_strengths_are_of_one_kind_each_mark_stands_by_itself(place: Place) -> None:
    for count in range(2, 41):
        marks = picture_of(circles([said(f"Thing {number}", place) for number in range(count)])).marks
        gaps = [
            hypot(one.x - other.x, one.y - other.y) for index, one in enumerate(marks) for other in marks[index + 1 :]
        ]
        assert min(gaps) > 2 * MARK_RADIUS, count


LONG_WORDS = ["Thing {} that I am good at", "Donaudampfschifffahrtsgesellschaft {}", "花を育てる{}", "👩\u200d👧{}"]
Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("words", LONG_WORDS)
def test_no_label_covers_a_mark_or_another_label_or_leaves_the_picture(words: str) -> None:
    picture = picture_of(circles(spread(30, words)))
    taken = [
        (mark.x - MARK_RADIUS, mark.y - MARK_RADIUS, mark.x + MARK_RADIUS, mark.y + MARK_RADIUS)
        for mark in picture.marks
    ]
    labelled = [mark for mark in picture.marks if mark.label]
    assert labelled
    for mark in labelled:
        assert mark.label
        top = mark.y + MARK_RADIUS + 2
        box = (mark.x - mark.label.width / 2, top, mark.x + mark.label.width / 2, top + 17 * len(mark.label.lines))
        assert box[0] >= 0
        assert max(box) <= SIZE
        assert not any(overlap(box, other) for other in taken)
        taken.append(box)


@given(some.text())
def test_a_label_is_short_and_says_when_words_go_on(words: str) -> None:
    label = label_for(words)
    assert 1 <= len(label.lines) <= LINES
    assert all(label.lines)
    assert label.width <= LINE_LENGTH * 8.2
    assert label.shortened is False or label.lines[-1].endswith("…")


def test_a_short_answer_is_a_whole_label() -> None:
    assert label_for("knitting").lines == ("knitting",)
    assert not label_for("knitting").shortened


def test_markup_in_words_stays_words() -> None:
    root = parsed(drawn([said("<script>alert(1)</script>", STRENGTHS[0]), said("</svg><b>x", STRENGTHS[1])]))
    tags = {element.tag.split("}")[-1] for element in root.iter()}
    assert not tags & {"script", "b"}
    assert "<script>alert(1)</script>" in text_of(root)


def test_the_picture_has_a_name_and_points_to_the_words() -> None:
    root = parsed(drawn(spread(3)))
    (picture,) = root.iter(f"{SVG}svg")
    assert picture.get("role") == "img"
    named = str(picture.get("aria-labelledby")).split()
    assert [element.get("id") for element in picture.iter() if element.get("id")] == named
    assert all(text_of(element) for element in picture.iter() if element.get("id") in named)


def test_line_styles_are_explained_only_where_they_are_used() -> None:
    plain = drawn(spread(3))
    assert "figcaption" not in plain
    tied = drawn([said("Jean", STRENGTHS[1], quality=TieQuality.STRONG)])
    assert "Thick line" in tied
    assert "Dashed line" not in tied
    assert "Arrow" not in tied


@pytest.mark.parametrize(("flow", "heads"), [(Flow.TO_ME, 1), (Flow.FROM_ME, 1), (Flow.BOTH_WAYS, 2), (Flow.NONE, 0)])
def test_arrows_show_which_way_help_goes(flow: Flow, heads: int) -> None:
    (tie,) = picture_of(circles([said("Jean", STRENGTHS[1], flow=flow)])).ties
    assert len(tie.heads) == heads


def test_help_to_me_points_at_me() -> None:
    (tie,) = picture_of(circles([said("Jean", STRENGTHS[1], flow=Flow.TO_ME)])).ties
    tip = re.match(r"M([\d.]+) ([\d.]+)", tie.heads[0])
    assert tip is not None
    assert hypot(float(tip[1]) - CENTRE, float(tip[2]) - CENTRE) < PERSON_RADIUS + 10


def test_a_circle_in_which_nothing_was_said_says_so() -> None:
    assert drawn([]).count("Nothing here yet.") == 3


def test_each_line_says_where_it_comes_from_when_asked_to() -> None:
    chosen = [said("Cards", STRENGTHS[0], source=Source.CHOSEN_OPTION)]
    assert "(chosen from a list)" in drawn(chosen, sources=True)
    assert "chosen" not in drawn(chosen)


def test_the_style_sheet_fetches_nothing() -> None:
    sheet = (Path(__file__).parents[2] / "bot/pages/static/front-door.css").read_text()
    assert not re.findall(r"@import|url\(", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))
