"""The three circles as files to keep."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

from bot.pages.drawing import png_of, svg_of
from bot.pages.picture import picture_of
from bot.strengths.circles import circles
from bot.strengths.statement import Flow, Place, Source, Statement, TieQuality


def said(words: str, place: Place, quality: TieQuality | None = None, flow: Flow | None = None) -> Statement:
    return Statement(
        id=words,
        words=words,
        source=Source.OWN_WORDS,
        place=place,
        domain="x",
        question="x.y",
        quality=quality,
        flow=flow,
    )


LINES = (
    said("walking <sticks> & whittling", Place.PERSONAL_STRENGTH),
    said("our Karen", Place.NETWORK_STRENGTH, TieQuality.THIN, Flow.BOTH_WAYS),
    said("my ex", Place.NETWORK_STRENGTH, TieQuality.HARMFUL),
    said("our lad", Place.NETWORK_STRENGTH, TieQuality.STRAINED),
    said("the allotment", Place.COMMUNITY_STRENGTH),
)


def text_of(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_the_drawing_says_in_words_what_it_shows() -> None:
    drawn = text_of(svg_of(picture_of(circles(LINES))))

    assert "Me: walking <sticks> & whittling; My people: our Karen; My places and groups: the allotment" in drawn


def test_a_tie_that_hurts_is_in_no_drawing() -> None:
    drawn = text_of(svg_of(picture_of(circles(LINES))))

    assert "my ex" not in drawn
    assert "our lad" not in drawn


def test_a_control_character_does_not_break_the_file() -> None:
    assert "tea" in text_of(svg_of(picture_of(circles([said("tea\x07 time", Place.PERSONAL_STRENGTH)]))))


def test_the_png_grows_with_the_words_and_has_something_drawn_on_it() -> None:
    few = Image.open(BytesIO(png_of(picture_of(circles(LINES)))))
    long = Image.open(BytesIO(png_of(picture_of(circles([*LINES, said("word " * 200, Place.PERSONAL_STRENGTH)])))))

    assert few.width == long.width
    assert few.height < long.height
    assert len(few.getcolors(few.width * few.height) or ()) > 5


def test_empty_circles_can_be_kept_too() -> None:
    assert png_of(picture_of(circles(()))).startswith(b"\x89PNG")
    assert "Me" in text_of(svg_of(picture_of(circles(()))))
