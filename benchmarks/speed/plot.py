"""Draws how Front Door compares with stock Rasa: one bar for each measure, as SVG that a browser shows by itself."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

ROW, LEFT, WIDTH, RIGHT, TOP = 26, 330, 420, 120, 46
OURS, MISSED, STOCK, TEXT = "#1b4a5a", "#b5450b", "#d9dee0", "#222"
LESS_IS_MORE = "share of what stock Rasa takes; the pale bar is stock, the line is the aim"


def plot(results: dict[str, Any]) -> str:
    """Return the drawing: what Front Door takes as a share of what stock Rasa takes.

    Where more is better (messages a second) the share is turned round, so that shorter is better in every row.
    """
    rows = [
        one for one in results["measures"] if one["ratio"] is not None and not one["beside"].startswith("Front Door")
    ]
    height = TOP + ROW * len(rows) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{height}" '
        f'viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" font-family="sans-serif" font-size="13" role="img" '
        'aria-label="Front Door against stock Rasa">',
        f'<rect width="{LEFT + WIDTH + RIGHT}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" fill="{TEXT}">{escape(LESS_IS_MORE)}</text>',
    ]
    for at, one in enumerate(rows):
        parts += bar(one, TOP + ROW * at)
    return "\n".join([*parts, "</svg>", ""])


def bar(one: dict[str, Any], y: int) -> list[str]:
    """Return one row."""
    share, aim = one["ratio"], one["target"]
    if not one["at_most"]:
        share, aim = 1 / share, None if aim is None else 1 / aim
    colour = MISSED if one["met"] is False else OURS
    drawn = min(share, 1.25)
    parts = [
        f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end" fill="{TEXT}">{escape(one["name"])}</text>',
        f'<rect x="{LEFT}" y="{y + 1}" width="{WIDTH}" height="{ROW - 8}" fill="{STOCK}"/>',
        f'<rect x="{LEFT}" y="{y + 4}" width="{drawn * WIDTH:.1f}" height="{ROW - 14}" fill="{colour}"/>',
        f'<text x="{LEFT + max(1.0, drawn) * WIDTH + 8:.1f}" y="{y + 13}" fill="{TEXT}">{share:.2f}</text>',
    ]
    if aim is not None:
        x = LEFT + aim * WIDTH
        parts.append(
            f'<line x1="{x:.1f}" y1="{y - 1}" x2="{x:.1f}" y2="{y + ROW - 5}" stroke="{TEXT}" stroke-width="2"/>'
        )
    return parts
