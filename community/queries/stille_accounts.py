"""Accounts that nobody logs in to. An account begins with logging in, so one that never was logged in to is no account
of a person yet."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from community.models import Bericht, User

WARNED = "N249"


def silent_since(before: datetime) -> "list[User]":
    """Return who did not log in since before this moment, those whose account was closed among them. One query.

    Erased people are no more among them: their last login is gone.
    """
    return list(User.objects.filter(last_login__lt=before).order_by("last_login", "pk"))


def stamp(user: User) -> str:
    """Return what a warning is about: her last login. Who logs in is warned anew when she falls silent again."""
    return f"{user.last_login:%Y%m%d%H%M%S}" if user.last_login else ""


def warnings_of(users: Iterable[User]) -> Mapping[tuple[UUID, str], datetime]:
    """Return when each of these people was warned, by her id and the login it was about. One query."""
    rows = Bericht.objects.filter(kind=WARNED, recipient__in=[user.pk for user in users])
    return {(pk, moment): at for pk, moment, at in rows.values_list("recipient", "moment", "created_at")}


def still_silent(ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """Return the stamp of the last login of each of these people whose account is open. One query."""
    rows = User.objects.filter(pk__in={pk for pk in ids if pk}, is_active=True)
    return {user.pk: stamp(user) for user in rows}
