"""Reading one part of an editie: what it is for, when and where, with which instruments."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.urls import reverse

from casussen.onderdelen import part_named, part_of_instrument
from community.models import Bijeenkomst, User
from community.queries.agenda import place_of, route_to
from training.models import Deelnemer, Editie, Programmaonderdeel
from training.queries.edities import MISSED, DeelLine, Own, delen_of, lines_of, own_of, progress_of


@dataclass(frozen=True)
class Tool:
    """An instrument of a part; `url` opens it in the person's own casus, empty when she brought none yet."""

    name: str
    summary: str
    url: str


@dataclass(frozen=True)
class DeelPage:
    """One row of the programme as a person sees it, a part or parts on one day, among all rows."""

    line: DeelLine
    lines: list[DeelLine]
    onderdelen: list[Programmaonderdeel]
    meetings: list[Bijeenkomst]
    place: str
    route_url: str
    tools: list[Tool]
    deelnemer: Deelnemer | None

    @property
    def progress(self) -> str:
        """Where she is and how much is to come."""
        return progress_of(self.lines, self.deelnemer)

    @property
    def is_missed(self) -> bool:
        """Whether she was not there, or did not do it in time."""
        return self.line.state == MISSED


def deel_page(editie: Editie, kind: str, code: str, user: User, now: datetime) -> DeelPage | None:
    """Return the page of a part by its kind and code (of the first of its kind when empty); None when there is none."""
    own = own_of(editie, user)
    lines = lines_of(editie, delen_of(editie), own, now)
    line = next((line for line in lines if line.kind == kind and (not code or _has(line, code))), None)
    return None if line is None else page_of(line, lines, own)


def page_of(line: DeelLine, lines: list[DeelLine], own: Own) -> DeelPage:
    """Return one of these rows with its instruments; one query."""
    onderdelen = [deel.onderdeel for deel in line.delen]
    meetings = [deel.bijeenkomst for deel in line.delen if deel.bijeenkomst]
    return DeelPage(
        line=line,
        lines=lines,
        onderdelen=onderdelen,
        meetings=meetings,
        place=place_of(meetings[0]) if meetings else "",
        route_url=route_to(meetings[0]) if meetings else "",
        tools=_tools(onderdelen, getattr(own.deelnemer, "casus_code", None) or ""),
        deelnemer=own.deelnemer,
    )


def _has(line: DeelLine, code: str) -> bool:
    return code.lower() in {own.lower() for own in line.codes}


def _tools(onderdelen: list[Programmaonderdeel], casus_code: str) -> list[Tool]:
    """Return the instruments that are offered; one query, after which these parts have theirs at hand."""
    prefetch_related_objects(onderdelen, "instrumenten")
    found = {row.pk: row for onderdeel in onderdelen for row in onderdeel.instrumenten.all() if row.is_offered}
    return [
        Tool(row.name, row.summary, part_url(part.code if (part := part_of_instrument(row.code)) else "", casus_code))
        for row in sorted(found.values(), key=lambda row: (row.position, row.code))
    ]


def part_url(part: str, casus_code: str) -> str:
    """Return where somebody works on this part of her casus; on the page of the casus when it has no page of its own.

    Empty when she brought no casus yet.
    """
    if not casus_code:
        return ""
    known = part_named(part)
    if known and known.layer:
        return reverse(known.layer_page, args=[casus_code, known.layer])
    return reverse(known.page if known else "casus", args=[casus_code])
