"""Reading the log of changes, in words: for who looks after the network, and for whom a line is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.logboekwoorden import ACTIES, LIJSTEN, SOORTEN
from community.models import KringRol, Logregel, Rol, ToestemmingKind, User
from community.notation import name_key
from community.queries.groepsberichten import OUD_LID
from community.workdays import at_local

# What a detail may be a code of; anything else is shown as it is: a number or a date.
DETAILS = {str(code): label for code, label in (*Rol.choices, *KringRol.choices, *ToestemmingKind.choices)} | LIJSTEN

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Regel:
    """One line, in words. `actor` and `subject` are empty where nobody is meant, and 'Oud-lid' for who is gone."""

    at: datetime
    what: str
    detail: str
    kind: str
    object_id: str
    actor: str
    subject: str


def logregels_about(user: User) -> QuerySet[Logregel]:
    """Return the lines about a person and those of what she did herself, the newest first."""
    return Logregel.objects.filter(Q(subject_id=user.pk) | Q(actor_id=user.pk)).order_by("-at", "pk")


def filtered(
    rows: QuerySet[Logregel], *, wat: str = "", persoon: str = "", vanaf: date | None = None, tot: date | None = None
) -> QuerySet[Logregel]:
    """Keep the lines of one action, by or about somebody whose name has all these words, within these local days."""
    if wat:
        rows = rows.filter(action=wat)
    if persoon.strip():
        by_name = Q()
        for word in name_key("", "", persoon).replace(",", " ").split():
            by_name &= Q(sort_key__contains=word)
        people = User.objects.filter(by_name | Q(email__contains=persoon.strip().casefold())).values("pk")
        rows = rows.filter(Q(actor_id__in=people) | Q(subject_id__in=people))
    if vanaf:
        rows = rows.filter(at__gte=at_local(vanaf, time(0)))
    return rows.filter(at__lt=at_local(tot + ONE_DAY, time(0))) if tot else rows


def in_words(rows: Iterable[Logregel]) -> Sequence[Regel]:
    """Return these lines as they are shown. One query for the names, however many lines."""
    lines = list(rows)
    named = {pk for row in lines for pk in (row.actor_id, row.subject_id) if pk}
    names = {one.pk: one.naam for one in User.objects.filter(pk__in=named)} if named else {}
    return [_regel(row, names) for row in lines]


def _regel(row: Logregel, names: dict[UUID, str]) -> Regel:
    def name_of(pk: UUID | None) -> str:
        return "" if pk is None else names.get(pk, OUD_LID)

    return Regel(
        at=row.at, what=str(ACTIES.get(row.action, row.action)), detail=str(DETAILS.get(row.detail, row.detail)),
        kind=str(SOORTEN.get(row.object_kind, "")), object_id=row.object_id,
        actor=name_of(row.actor_id) or _("Vanzelf"), subject=name_of(row.subject_id),
    )  # fmt: skip
