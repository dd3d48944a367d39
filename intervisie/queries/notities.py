"""What people of a group wrote: a page of its notes, and one's own over all groups. In a scope."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from community.models import User
from community.queries.groepsberichten import OUD_LID
from intervisie.models import Groepsnotitie

PER_PAGE = 20


@dataclass(frozen=True)
class NotitieLine:
    """One note as it stands on the page."""

    notitie: Groepsnotitie
    author: str
    is_own: bool


def notitie_page(
    rows: QuerySet[Groepsnotitie], number: object, viewer: User, present: Collection[uuid.UUID]
) -> "Page[Any]":
    """Return a page of notes, the newest first; `present` are who is in the group now. Two queries.

    Of who left, or has no account any more, stands 'Oud-lid'.
    """
    ordered = rows.select_related("author").order_by("-written_at", "pk")
    page: Page[Any] = Paginator(ordered, PER_PAGE).get_page(str(number))
    page.object_list = [
        NotitieLine(
            row, row.author.naam if row.author and row.author_id in present else OUD_LID, row.author_id == viewer.pk
        )
        for row in page.object_list
    ]
    return page


def own_notitie_rows(rows: QuerySet[Groepsnotitie]) -> list[Groepsnotitie]:
    """Return one's own notes with their group, the newest first. One query."""
    return list(rows.select_related("groep__kring").order_by("-written_at", "pk"))


def written_days(groep_ids: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID | None, datetime]]:
    """Return of each note in these groups: the group, who wrote it and when; no text. One query, in a scope."""
    rows = Groepsnotitie.objects.filter(groep__in=groep_ids).values_list("groep_id", "author_id", "written_at")
    return list(rows)
