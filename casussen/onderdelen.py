"""The parts of a casus: what stands on its page, what a guest may be shown, what goes along in a praktijkboek.

A plain registry, filled in casussen.apps by each subject; knows no database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from community.extension_points import Registry

# What reads a part of a casus into values that JSON can hold; None when there is nothing in it.
Reader = Callable[[Any], Mapping[str, Any] | None]
# What the page of a casus wants to know of a part: expressions on a Casus by name, asked for all parts in one query.
Figures = Callable[[], Mapping[str, Any]]
# One line about the part, from the figures of all parts and the answers of the format.
Line = Callable[[Mapping[str, Any], Mapping[str, Any]], str]
# Whether the page of a casus leads to the part at all, from the figures of all parts.
IsThere = Callable[[Mapping[str, Any]], bool]
# Where on the page of a casus a part stands that belongs to no Hoofdvraag.
BELOW = "ONDERAAN"


def no_line(figures: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Say nothing about a part."""
    return ""


def always(figures: Mapping[str, Any]) -> bool:
    """Say that a part is there in every casus."""
    return True


@dataclass(frozen=True)
class Part:
    """One part of a casus.

    `page` is the name of its address (with `code`); `template` shows what `read` gave, without any link, on the
    page of a guest, in a praktijkboek and on paper; what `read` gave is its context. `question` is the Hoofdvraag it
    stands under, empty for what describes the casus itself, BELOW for what stands below the instruments. `is_open`
    false: never to a guest or a praktijkboek (a private note). `written` reads only what somebody wrote in it, where
    `read` brings words of ours along: questions, dates, choices. `kept_in`: in which rows of the casus it is kept,
    as pairs of model and conditions; empty for what is kept in the casus itself. `instrument`: the code of the
    instrument that is filled in here.
    """

    code: str
    title: str
    page: str
    template: str
    read: Reader
    order: int
    icon: str = "chevron-right"
    question: str = ""
    is_open: bool = True
    figures: Figures = dict
    line: Line = no_line
    is_there: IsThere = always
    written: Reader | None = None
    kept_in: tuple[tuple[Any, Mapping[str, Any]], ...] = field(default=(), hash=False)
    instrument: str = ""
    # The layers that are filled in apart, as code and title, and the address of one (with `code` and the layer). A part
    # with `layer` is one of them: read as the whole, opened and counted alone.
    layers: tuple[tuple[str, str], ...] = ()
    layer_page: str = ""
    layer: str = ""

    @property
    def name(self) -> str:
        """Return the code, of one layer with that of the layer behind it: 'canvas:gewenst'."""
        return f"{self.code}:{self.layer}" if self.layer else self.code

    def in_layers(self) -> list["Part"]:
        """Return this part layer by layer; the part itself when it has none."""
        return [
            replace(
                self, layer=code, title=f"{self.title}: {title}",
                kept_in=tuple((model, {**where, "layer": code}) for model, where in self.kept_in),
            )
            for code, title in self.layers
        ] or [self]  # fmt: skip


parts: Registry[Part] = Registry("onderdelen")


@dataclass(frozen=True)
class Meelezer:
    """Somebody who reads parts of a casus because of something that a higher app keeps. `why` names it in words."""

    user_id: Any
    name: str
    why: str
    since: datetime
    path: str = ""


@dataclass(frozen=True)
class Meelezing:
    """A way in which a higher app lets people read parts of a casus that its owner chose.

    `given` is an expression on a Casus: whether that ever was. `readers` tells who reads at this moment. `withdraw`
    ends all of it and says how many there were. `one` and `many` are what these people are called. What they read can
    be a copy: that goes as soon as the owner has the casus removed, and is not there again when she keeps it after all.
    """

    code: str
    one: str
    many: str
    given: Callable[[], Any]
    readers: Callable[[Any, datetime], list[Meelezer]]
    withdraw: Callable[[Any, datetime], int]
    is_copy: bool = False


meelezingen: Registry[Meelezing] = Registry("meelezingen")


def part_named(name: str) -> Part | None:
    """Return the part, or one layer of it, of this name; None when there is none."""
    part = parts.find(name.partition(":")[0])
    return next((one for one in (part, *part.in_layers()) if one.name == name), None) if part else None


def whole_part(part: Part) -> Part:
    """Return the part of which this is a layer; itself when it is none."""
    return parts.find(part.code) or part


def parts_in_order() -> list[Part]:
    """Return all parts as they stand on the page of a casus."""
    return sorted(parts.all(), key=lambda part: (part.order, part.code))


def open_parts() -> list[Part]:
    """Return the parts that may be shown to a guest or stand in a praktijkboek, in order."""
    return [part for part in parts_in_order() if part.is_open]


def part_of_instrument(code: str) -> Part | None:
    """Return the part in which this instrument is filled in; None when it has no page of its own."""
    return next((part for part in parts.all() if part.instrument == code), None)
