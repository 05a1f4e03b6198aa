"""Where everything goes in the picture of the three circles: the person in the middle, three rings around them.

The same strengths always give the same picture. A mark carries the number that its words have in the list below the
picture, so a label may be shortened, or left out where it would cover another, and nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin

from bot.pages.labels import LINE_HEIGHT, Label, label_for
from bot.strengths.circles import Circle, Circles, Strength
from bot.strengths.statement import Flow, TieQuality

SIZE = 800
CENTRE = SIZE / 2
PERSON_RADIUS = 44
MARK_RADIUS = 14
OUTER_EDGE = {Circle.PERSONAL: 165.0, Circle.NETWORK: 280.0, Circle.COMMUNITY: 395.0}
MIDDLE = {Circle.PERSONAL: 108.0, Circle.NETWORK: 220.0, Circle.COMMUNITY: 335.0}
TRACK_GAP = 31.0
MARK_ROOM = 2 * MARK_RADIUS + 6
STARTS_TRIED = 48
LINE_STYLES = {TieQuality.STRONG: "strong", TieQuality.THIN: "thin", TieQuality.STRAINED: "strained"}
TIE_GAP = 5.0
ARROW_LENGTH = 13.0
ARROW_WIDTH = 6.0
ZIGZAG_STEP = 9.0
ZIGZAG_HEIGHT = 5.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One numbered mark, with its label if there is room for one."""

    strength: Strength
    x: float
    y: float
    label: Label | None


@dataclass(frozen=True, kw_only=True)
class Tie:
    """The line from the person to a mark: its style, its path, and an arrow head at each end that help flows to."""

    style: str
    path: str
    heads: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything that the ``circles.svg`` template draws."""

    circles: Circles
    rings: tuple[tuple[Circle, float], ...]
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    styles: tuple[str, ...]
    arrows: bool


def picture_of(circles: Circles) -> Picture:
    """Return where everything goes.

    Args:
        circles: the strengths, in their circles.

    Returns:
        The picture; empty circles give three empty rings.
    """
    places: dict[int, Point] = {}
    taken: list[float] = []
    for circle in Circle:
        angles = _angles(len(circles.of(circle)), taken)
        taken += angles
        for strength, place in zip(circles.of(circle), _places(circle, angles), strict=True):
            places[strength.number] = place
    ties = tuple(_tie(strength, *places[strength.number]) for strength in circles.all if strength.has_tie)
    return Picture(
        circles=circles,
        rings=tuple((circle, OUTER_EDGE[circle]) for circle in reversed(Circle)),
        marks=_labelled(circles.all, places),
        ties=ties,
        styles=tuple(style for style in ("strong", "thin", "strained") if any(tie.style == style for tie in ties)),
        arrows=any(tie.heads for tie in ties),
    )


def _angles(count: int, taken: list[float]) -> list[float]:
    """Return evenly spread angles, turned so that they keep as clear as can be of the angles taken further in."""
    if not count:
        return []
    step = 2 * pi / count
    starts = [-pi / 2 + step * turn / STARTS_TRIED for turn in range(STARTS_TRIED)] if taken else [-pi / 2]

    def clearance(start: float) -> float:
        return min(_between(start + index * step, other) for index in range(count) for other in taken)

    best = max(starts, key=lambda start: round(clearance(start), 6)) if taken else starts[0]
    return [best + index * step for index in range(count)]


def _between(one: float, other: float) -> float:
    apart = abs(one - other) % (2 * pi)
    return min(apart, 2 * pi - apart)


def _places(circle: Circle, angles: list[float]) -> list[Point]:
    """Return a place for each angle; a crowded ring uses two or three tracks in turn."""
    tracks = _tracks(len(angles), MIDDLE[circle])
    return [_at_angle(angle, MIDDLE[circle] + TRACK_GAP * track) for angle, track in zip(angles, tracks, strict=True)]


def _tracks(count: int, middle: float) -> list[float]:
    """Return for each mark how many tracks further out than the middle it stands; neighbours never on one track."""
    crowd = count * MARK_ROOM / (2 * pi * middle)
    if crowd <= 1:
        return [0.0] * count
    if crowd <= 2 and count % 2 == 0:
        return [-0.5, 0.5] * (count // 2)
    in_turn = [-1.0, 0.0, 1.0]
    # What is over at the end keeps off the innermost track, where the first mark stands and room is scarcest.
    return in_turn * (count // 3) + [[], [0.0], [0.0, 1.0]][count % 3]


def _at_angle(angle: float, distance: float) -> Point:
    return (round(CENTRE + distance * cos(angle), 1), round(CENTRE + distance * sin(angle), 1))


def _labelled(strengths: tuple[Strength, ...], places: dict[int, Point]) -> tuple[Mark, ...]:
    """Return the marks; a label that would cover a mark, the person or an earlier label is left out."""
    covered: list[Box] = [_around(CENTRE, CENTRE, PERSON_RADIUS)]
    covered += [_around(x, y, MARK_RADIUS) for x, y in places.values()]
    marks = []
    for strength in strengths:
        x, y = places[strength.number]
        label = label_for(strength.words)
        top = y + MARK_RADIUS + 2
        box = (x - label.width / 2, top, x + label.width / 2, top + LINE_HEIGHT * len(label.lines))
        fits = box[0] >= 0 and box[2] <= SIZE and box[3] <= SIZE and not any(_overlap(box, other) for other in covered)
        if fits:
            covered.append(box)
        marks.append(Mark(strength=strength, x=x, y=y, label=label if fits else None))
    return tuple(marks)


def _around(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _tie(strength: Strength, x: float, y: float) -> Tie:
    length = hypot(x - CENTRE, y - CENTRE)
    along = ((x - CENTRE) / length, (y - CENTRE) / length)
    near = _along(along, PERSON_RADIUS + TIE_GAP)
    far = _along(along, length - MARK_RADIUS - TIE_GAP)
    style = LINE_STYLES.get(strength.quality, "plain") if strength.quality else "plain"
    heads = []
    if strength.flow in (Flow.TO_ME, Flow.BOTH_WAYS):
        heads.append(_arrow_head(near, (-along[0], -along[1])))
    if strength.flow in (Flow.FROM_ME, Flow.BOTH_WAYS):
        heads.append(_arrow_head(far, along))
    path = _zigzag(near, far, along) if style == "strained" else f"M{_at(near)}L{_at(far)}"
    return Tie(style=style, path=path, heads=tuple(heads))


def _along(direction: Point, distance: float) -> Point:
    return (CENTRE + direction[0] * distance, CENTRE + direction[1] * distance)


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _arrow_head(tip: Point, towards: Point) -> str:
    back = (tip[0] - towards[0] * ARROW_LENGTH, tip[1] - towards[1] * ARROW_LENGTH)
    left = (back[0] - towards[1] * ARROW_WIDTH, back[1] + towards[0] * ARROW_WIDTH)
    right = (back[0] + towards[1] * ARROW_WIDTH, back[1] - towards[0] * ARROW_WIDTH)
    return f"M{_at(tip)}L{_at(left)}L{_at(right)}Z"


def _zigzag(near: Point, far: Point, along: Point) -> str:
    steps = max(2, int(hypot(far[0] - near[0], far[1] - near[1]) / ZIGZAG_STEP))
    points = []
    for step in range(steps + 1):
        part = step / steps
        aside = 0.0 if step in (0, steps) else ZIGZAG_HEIGHT * (1 if step % 2 else -1)
        points.append(
            (
                near[0] + (far[0] - near[0]) * part - along[1] * aside,
                near[1] + (far[1] - near[1]) * part + along[0] * aside,
            )
        )
    return "M" + "L".join(_at(point) for point in points)
