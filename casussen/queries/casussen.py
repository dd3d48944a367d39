"""Reading casussen: lists and titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casussen.access.casussen import Zicht, own_casussen, shared_casussen
from casussen.format import BY_CODE, FASEN, blocks_of, in_words, missing
from casussen.models import Casus, Casusversie, Hoofdvraag
from casussen.onderdelen import BELOW, Part
from casussen.queries.onderdelen import Tile, tiles_of
from casussen.queries.tijdlijn import MomentLine, coming_moments, tijdlijn_of
from community.models import User
from community.notation import day_of


@dataclass(frozen=True)
class CasusLine:
    """One casus in a list of one's own or of what others share."""

    casus: Casus
    title: str
    owner_name: str = ""


def title_of(answers: Mapping[str, Any]) -> str:
    """Return the werktitel in the answers of a format, or words that say there is none yet."""
    return str(answers.get("werktitel") or "") or _("Casus zonder titel")


def my_casussen(user: User, now: datetime) -> list[CasusLine]:
    """Return the person's own casussen, the last changed first."""
    rows = own_casussen(user, now).order_by("-changed_at", "pk")
    return [CasusLine(casus, title_of(casus.format)) for casus in rows]


def casussen_of_others(user: User, now: datetime) -> list[CasusLine]:
    """Return the casussen that others let this person read, with whose they are; the last changed first."""
    rows = shared_casussen(user, now).select_related("owner").order_by("-changed_at", "pk")
    return [CasusLine(casus, title_of(casus.format), casus.owner.naam) for casus in rows]


@dataclass(frozen=True)
class Phase:
    """One step of the bar of phases: 'done', 'current' or '' for later."""

    title: str
    state: str


@dataclass(frozen=True)
class CasusPage:
    """What the page of a casus shows besides its parts."""

    question: str
    friction: str
    goal: str
    phases: list[Phase]
    missing: int
    may_write: bool
    is_owner: bool
    # The parts below a heading each, in the order of blueprint §6.4; those of the casus itself come first.
    groups: list[tuple[str, list[Tile]]]
    below: list[Tile]
    moments: list[MomentLine]


def casus_page(casus: Casus, answers: Mapping[str, Any], zicht: Zicht, now: datetime) -> CasusPage:
    """Return the page of a casus for one person. Two queries, whatever stands in it."""
    tiles = [tile for tile in tiles_of(casus, answers) if tile.part.code != FORMAT_PART.code]
    headings = [("", _("Beschrijf je samenwerking")), *((str(code), str(words)) for code, words in Hoofdvraag.choices)]
    groups = [(words, [tile for tile in tiles if tile.part.question == code]) for code, words in headings]
    return CasusPage(
        question=in_words(BY_CODE["vraag"], answers.get("vraag")),
        friction=in_words(BY_CODE["schuurpunt"], answers.get("schuurpunt")),
        goal=in_words(BY_CODE["doel"], answers.get("doel")),
        phases=phases_at(str(answers.get("fase") or "")),
        missing=len(missing(dict(answers))),
        may_write=zicht.may_write and casus.remove_at is None,
        is_owner=zicht.is_owner,
        groups=[(words, found) for words, found in groups if found],
        below=[tile for tile in tiles if tile.part.question == BELOW],
        moments=coming_moments(tijdlijn_of(casus), day_of(now)),
    )


def phases_at(current: str) -> list[Phase]:
    """Return the five phases with the current one marked; none is when it was not chosen yet."""
    codes = [code for code, _words in FASEN]
    here = codes.index(current) if current in codes else -1
    return [
        Phase(words, "done" if number < here else "current" if number == here else "")
        for number, (_code, words) in enumerate(FASEN)
    ]


def read_format(casus: Casus) -> dict[str, Any] | None:
    """Return the answers of a format as they are read: blocks with pairs of question and answer. None without any."""
    answers = casus.format
    if not any(answers.values()):
        return None
    return {"blocks": blocks_of(answers)}


FORMAT_PART = Part(
    code="format", title="Casusformat", page="casus-format", template="casussen/casussen/_lezen.html",
    read=read_format, order=10, icon="pencil",
)  # fmt: skip


def versions_of(casus: Casus) -> "QuerySet[Casusversie]":
    """Return the versions of the format of a casus that the person has open, the newest first."""
    return casus.versies.select_related("saved_by").order_by("-number")
