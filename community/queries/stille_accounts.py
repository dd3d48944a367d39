"""Accounts that nobody logs in to. An account begins with logging in, so one that never was logged in to is no account
of a person yet."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce

from community.models import Bericht, BerichtStatus, User

WARNED = "N249"
NOT_TOLD = (BerichtStatus.GEPLAND, BerichtStatus.INGETROKKEN)


def silent_since(before: datetime) -> "list[User]":
    """Return who did not log in since before this moment, those whose account was closed among them. One query.

    Erased people are no more among them: their last login is gone.
    """
    return list(User.objects.filter(last_login__lt=before).order_by("last_login", "pk"))


def stamp(user: User) -> str:
    """Return what a warning is about: her last login. Who logs in is warned anew when she falls silent again."""
    return f"{user.last_login:%Y%m%d%H%M%S}" if user.last_login else ""


def warnings_of(users: Iterable[User]) -> Mapping[tuple[UUID, str], datetime]:
    """Return when each of these people was warned, by her id and the login it was about. One query.

    A mail counts from when it went; one that waits, or that a coördinator held back, warned nobody yet. What cannot be
    delivered counts from when it was written: nobody reads at that address.
    """
    rows = Bericht.objects.filter(kind=WARNED, recipient__in=[user.pk for user in users])
    told = rows.exclude(status__in=NOT_TOLD).annotate(at=Coalesce("zending__sent_at", "created_at"))
    return {(pk, moment): at for pk, moment, at in told.values_list("recipient", "moment", "at")}


def still_silent(ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """Return the stamp of the last login of each of these people whose account is open. One query."""
    rows = User.objects.filter(pk__in={pk for pk in ids if pk}, is_active=True)
    return {user.pk: stamp(user) for user in rows}
