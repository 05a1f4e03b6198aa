"""The three circles as a file of their own, to keep, print or send: an SVG or a PNG, with the words below the picture.

Both are drawn from the same ``Picture`` as the page shows. Pillow and its letters come with Rasa (matplotlib).
"""

from __future__ import annotations

import itertools
import re
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.pages.environment import NOT_IN_HTML, REPLACEMENT
from bot.pages.picture import CENTRE, MARK_RADIUS, PERSON_RADIUS, SIZE, Picture, Point
from bot.strengths.circles import Circle, in_words
from bot.strengths.library import wording

FILL = {Circle.PERSONAL: "#e3eff5", Circle.NETWORK: "#fdf3dd", Circle.COMMUNITY: "#eef5f0"}
EDGE, INK, PERSON, PAPER = "#47707e", "#0b0c0c", "#1b4a5a", "#ffffff"
WIDTH_OF = {"strong": 5, "thin": 2, "strained": 2}
ROW_HEIGHT = 24
LETTERS_IN_A_ROW = 88
MARGIN = 16
SCALE = 2
"""Points of a PNG for each unit of the picture, so that it can be printed."""


def svg_of(picture: Picture) -> str:
    """Return the picture as an SVG file, with what it shows said in words for whoever can't see it.

    Args:
        picture: the three circles.
    """
    rows = _rows(picture)
    height = SIZE + ROW_HEIGHT * len(rows) + 2 * MARGIN
    drawn = [
        f'<circle cx="{CENTRE}" cy="{CENTRE}" r="{radius}" fill="{FILL[circle]}" stroke="{EDGE}"/>'
        for circle, radius in picture.rings
    ]
    drawn += [_svg_text(CENTRE, CENTRE - radius + 26, name, "#2b4650", 17) for name, radius in _ring_names(picture)]
    for tie in picture.ties:
        dashes = ' stroke-dasharray="8 6"' if tie.style == "thin" else ""
        drawn.append(
            f'<path d="{tie.path}" fill="none" stroke="#2b4650" stroke-width="{WIDTH_OF.get(tie.style, 1.5)}"{dashes}/>'
        )
        drawn += [f'<path d="{head}" fill="#2b4650"/>' for head in tie.heads]
    drawn.append(f'<circle cx="{CENTRE}" cy="{CENTRE}" r="{PERSON_RADIUS}" fill="{PERSON}"/>')
    drawn.append(_svg_text(CENTRE, CENTRE + 8, wording("circles.person"), PAPER, 24))
    for mark in picture.marks:
        drawn.append(
            f'<circle cx="{mark.x}" cy="{mark.y}" r="{MARK_RADIUS}" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
        )
        drawn.append(_svg_text(mark.x, mark.y + 5.5, str(mark.strength.number), INK, 16))
        for row, label in enumerate(mark.label.lines if mark.label else ()):
            drawn.append(_svg_text(mark.x, mark.y + 30 + 17 * row, label, INK, 15))
    for number, row_text in enumerate(rows, start=1):
        drawn.append(_svg_text(MARGIN, SIZE + ROW_HEIGHT * number, row_text, INK, 16, anchor="start"))
    said = "; ".join(f"{wording(f'circles.{circle}')}: {words}" for circle, words in in_words(picture.circles))
    title = ", ".join(wording(f"circles.{circle}") for circle in Circle)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {height}" role="img"'
        ' aria-labelledby="title description" font-family="Arial, sans-serif">'
        f'<title id="title">{_safe(title)}</title><desc id="description">{_safe(said)}</desc>'
        f'<rect width="{SIZE}" height="{height}" fill="{PAPER}"/>{"".join(drawn)}</svg>\n'
    )


def png_of(picture: Picture) -> bytes:
    """Return the picture as a PNG file.

    Args:
        picture: the three circles.
    """
    rows = _rows(picture)
    height = SIZE + ROW_HEIGHT * len(rows) + 2 * MARGIN
    image = Image.new("RGB", (SIZE * SCALE, height * SCALE), PAPER)
    draw = ImageDraw.Draw(image)
    for circle, radius in picture.rings:
        draw.ellipse(_around((CENTRE, CENTRE), radius), fill=FILL[circle], outline=EDGE, width=SCALE)
    for name, radius in _ring_names(picture):
        _write(draw, (CENTRE, CENTRE - radius + 26), name, "#2b4650", 17)
    for tie in picture.ties:
        width = round(WIDTH_OF.get(tie.style, 1.5) * SCALE)
        for start, end in _strokes(_points(tie.path), dashed=tie.style == "thin"):
            draw.line([_scaled(start), _scaled(end)], fill="#2b4650", width=width)
        for head in tie.heads:
            draw.polygon([_scaled(point) for point in _points(head)], fill="#2b4650")
    draw.ellipse(_around((CENTRE, CENTRE), PERSON_RADIUS), fill=PERSON)
    _write(draw, (CENTRE, CENTRE + 8), wording("circles.person"), PAPER, 24)
    for mark in picture.marks:
        draw.ellipse(_around((mark.x, mark.y), MARK_RADIUS), fill=PAPER, outline=INK, width=2 * SCALE)
        _write(draw, (mark.x, mark.y + 5.5), str(mark.strength.number), INK, 16)
        for row, label in enumerate(mark.label.lines if mark.label else ()):
            _write(draw, (mark.x, mark.y + 30 + 17 * row), label, INK, 15)
    for number, row_text in enumerate(rows, start=1):
        _write(draw, (MARGIN, SIZE + ROW_HEIGHT * number), row_text, INK, 16, anchor="ls")
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _ring_names(picture: Picture) -> list[tuple[str, float]]:
    return [(wording(f"circles.{circle}"), radius) for circle, radius in picture.rings[:-1]]


def _rows(picture: Picture) -> list[str]:
    """The words below the picture: each strength whole, under the number of its mark."""
    rows = []
    for circle in Circle:
        strengths = picture.circles.of(circle)
        if not strengths:
            continue
        rows.append(f"{wording(f'circles.{circle}')}:")
        for strength in strengths:
            past = f" ({wording('past')})" if strength.past else ""
            rows += _broken(f"{strength.number}. {strength.words}{past}")
    return rows


def _broken(text: str) -> list[str]:
    rows = [""]
    for word in text.split():
        for piece in (word[start : start + LETTERS_IN_A_ROW] for start in range(0, len(word), LETTERS_IN_A_ROW)):
            if rows[-1] and len(rows[-1]) + len(piece) >= LETTERS_IN_A_ROW:
                rows.append("")
            rows[-1] = f"{rows[-1]} {piece}".strip()
    return rows


def _safe(text: str) -> str:
    return escape(NOT_IN_HTML.sub(REPLACEMENT, text))


def _svg_text(x: float, y: float, text: str, colour: str, size: int, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}" text-anchor="{anchor}">{_safe(text)}</text>'


def _write(draw: ImageDraw.ImageDraw, at: Point, text: str, colour: str, size: int, anchor: str = "ms") -> None:
    draw.text(_scaled(at), NOT_IN_HTML.sub(REPLACEMENT, text), fill=colour, font=_letters(size * SCALE), anchor=anchor)


def _letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The letters of matplotlib, which know many scripts; where they are missing, Pillow's own."""
    found = find_spec("matplotlib")
    file = Path(found.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf" if found and found.origin else None
    return ImageFont.truetype(str(file), size) if file and file.exists() else ImageFont.load_default(size)


def _scaled(point: Point) -> Point:
    return (point[0] * SCALE, point[1] * SCALE)


def _around(centre: Point, radius: float) -> list[Point]:
    x, y = centre
    return [_scaled((x - radius, y - radius)), _scaled((x + radius, y + radius))]


def _points(path: str) -> list[Point]:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _strokes(points: list[Point], dashed: bool) -> list[tuple[Point, Point]]:
    """The pieces of a line; of a dashed one every other fourteenth."""
    strokes = list(itertools.pairwise(points))
    if not dashed:
        return strokes
    (x, y), (to_x, to_y) = points[0], points[-1]
    part = [(x + (to_x - x) * step / 14, y + (to_y - y) * step / 14) for step in range(15)]
    return [(part[step], part[step + 1]) for step in range(0, 14, 2)]
