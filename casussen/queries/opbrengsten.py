"""Reading what sessions gave the owner of a casus."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from casussen.access.casussen import Zicht
from casussen.models import Casus, Sessieopbrengst
from casussen.queries.onderdelen import rows_of
from community.notation import date_plain


@dataclass(frozen=True)
class Opbrengst:
    """What one session gave, as it is read: the method, the day, and lists of texts below their headings."""

    row: Sessieopbrengst
    method: str
    day: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def title(self) -> str:
        """Return 'Roddelmethode, 9 februari 2027'."""
        return f"{self.method}, {self.day}"


def opbrengsten_on(casus: Casus, zicht: Zicht) -> list[Opbrengst]:
    """Return what sessions gave, for who writes in this casus; nothing for who reads along. One query."""
    if not zicht.may_write:
        return []
    return [read_opbrengst(row) for row in rows_of(casus, Sessieopbrengst)]


def any_opbrengst(casus: OuterRef) -> Exists:
    """Return an expression on a Casus: whether a session gave something that stands there."""
    return Exists(Sessieopbrengst.objects.filter(casus=casus))


def read_opbrengst(row: Sessieopbrengst) -> Opbrengst:
    """Return what one session gave, as it is read. Opens it."""
    content = row.content
    parts = tuple((words, _texts(content.get(name))) for name, words in _headings())
    return Opbrengst(row, _method(content), _day(content), tuple(part for part in parts if part[1]))


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        ("question", _("Je vraag")), ("cards", _("Gekozen kaarten")), ("insights", _("Inzichten die je kreeg")),
        ("advice", _("Advies dat je kreeg")), ("actions", _("Wat je gaat doen")),
    )  # fmt: skip


def _texts(given: object) -> tuple[str, ...]:
    texts = given if isinstance(given, list) else [given]
    return tuple(text for text in texts if isinstance(text, str) and text.strip())


def _method(content: dict[str, Any]) -> str:
    return str(content.get("method") or _("Sessie"))


def _day(content: dict[str, Any]) -> str:
    try:
        return date_plain(date.fromisoformat(str(content.get("date") or "")))
    except ValueError:
        return _("zonder datum")
