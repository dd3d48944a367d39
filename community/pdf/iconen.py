"""The drawings of static/img/icons.svg as lines from point to point, for on paper: a template opens no file."""

import math
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

Point = tuple[float, float]
Stroke = list[list[float]]

SHEET = Path(__file__).resolve().parent.parent.parent / "static" / "img" / "icons.svg"
SVG = "{http://www.w3.org/2000/svg}"
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d*\.\d+|\d+)")
# How many numbers each letter of a path takes.
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}
PIECES = 12  # of a bend


@cache
def strokes_of(name: str) -> tuple[Stroke, ...]:
    """Return the lines of an icon on its grid of 24, each a list of points; nothing for a name that is not there."""
    for symbol in ElementTree.parse(SHEET).getroot().iter(f"{SVG}symbol"):  # noqa: S314 - our own drawings
        if symbol.get("id") == name:
            return tuple([[round(x, 2), round(y, 2)] for x, y in line] for shape in symbol for line in _lines(shape))
    return ()


def _lines(shape: ElementTree.Element) -> list[list[Point]]:
    number = {key: float(shape.get(key, 0)) for key in ("x", "y", "width", "height", "rx", "cx", "cy", "r")}
    kind = shape.tag.removeprefix(SVG)
    if kind == "circle":
        return [_round_about((number["cx"], number["cy"]), number["r"], 0, 2 * math.pi)]
    if kind == "rect":
        return [_rectangle(number["x"], number["y"], number["width"], number["height"], number["rx"])]
    return _Path().read(shape.get("d", ""))


def _round_about(centre: Point, radius: float, start: float, sweep: float) -> list[Point]:
    count = max(2, math.ceil(abs(sweep) / (2 * math.pi) * 4 * PIECES))
    angles = (start + sweep * at / count for at in range(count + 1))
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def _rectangle(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    near, far = (x + radius, y + radius), (x + width - radius, y + height - radius)
    corners = ((far[0], near[1], -0.5), (far[0], far[1], 0.0), (near[0], far[1], 0.5), (near[0], near[1], 1.0))
    found = [
        point for at_x, at_y, turn in corners
        for point in _round_about((at_x, at_y), radius, turn * math.pi, math.pi / 2)
    ]  # fmt: skip
    return [*found, found[0]]


class _Path:
    """Reads the letters of a path; each letter goes on where the last one ended."""

    def __init__(self) -> None:
        self.lines: list[list[Point]] = []
        self.at: Point = (0.0, 0.0)
        self.bend: Point | None = None  # the last point that pulled at a bend, for the smooth one that follows

    def read(self, text: str) -> list[list[Point]]:
        """Return the lines of a path."""
        letter, numbers = "", []
        for token in [*TOKEN.findall(_apart(text)), "end"]:
            if not token[-1].isalpha():
                numbers.append(float(token))
                continue
            if letter:
                self._do_all(letter, numbers)
            letter, numbers = token, []
        return self.lines

    def _do_all(self, letter: str, numbers: list[float]) -> None:
        takes = TAKES[letter.lower()]
        for start in range(0, max(1, len(numbers)), takes or 1):
            self._do(letter, numbers[start : start + takes])
            letter = {"m": "l", "M": "L"}.get(letter, letter)

    def _do(self, letter: str, numbers: list[float]) -> None:
        kind, (from_x, from_y) = letter.lower(), self.at if letter.islower() else (0.0, 0.0)
        if kind == "z":
            self._to(self.lines[-1][0])
        elif kind == "h":
            self._to((from_x + numbers[0], self.at[1]))
        elif kind == "v":
            self._to((self.at[0], from_y + numbers[0]))
        elif kind == "a":
            self._arc(numbers[0], numbers[3] != numbers[4], bool(numbers[4]),
                      (from_x + numbers[5], from_y + numbers[6]))  # fmt: skip
        else:
            points = [(from_x + x, from_y + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            self._by_points(kind, points)
            return
        self.bend = None

    def _by_points(self, kind: str, points: list[Point]) -> None:
        if kind in "cs":
            first = self.at if self.bend is None else (2 * self.at[0] - self.bend[0], 2 * self.at[1] - self.bend[1])
            self._curve(*(points if kind == "c" else [first, *points]))
            return
        if kind == "m":
            self.lines.append([])
        self._to(points[0])
        self.bend = None

    def _to(self, point: Point) -> None:
        self.lines[-1].append(point)
        self.at = point

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        start = self.at
        for piece in range(1, PIECES + 1):
            t = piece / PIECES
            parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (sum(part * point[axis] for part, point in zip(parts, (start, first, second, end), strict=True))
                    for axis in (0, 1))  # fmt: skip
            self._to((x, y))
        self.bend = second

    def _arc(self, radius: float, is_left: bool, is_clockwise: bool, end: Point) -> None:
        """Follow a part of a circle; which of the two circles and which way round it the flags say."""
        (x, y), half = self.at, math.dist(self.at, end) / 2
        radius = max(radius, half)
        if not half:
            return
        away = math.sqrt(radius**2 - half**2) / (2 * half) * (1 if is_left else -1)
        centre = ((x + end[0]) / 2 - away * (end[1] - y), (y + end[1]) / 2 + away * (end[0] - x))
        start, stop = (math.atan2(point[1] - centre[1], point[0] - centre[0]) for point in (self.at, end))
        sweep = (stop - start) % (2 * math.pi)
        for point in _round_about(centre, radius, start, sweep if is_clockwise else sweep - 2 * math.pi)[1:]:
            self._to(point)


def _apart(text: str) -> str:
    """Part numbers that are glued together by their points: '.5.5' is two."""
    return re.sub(r"(\.\d+)(?=\.)", r"\1 ", text)
