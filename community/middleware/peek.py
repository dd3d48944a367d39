"""Whose login session a request has, for one question to the database: for answers that are asked every few seconds."""

import uuid
from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from community.links import digest
from community.middleware.session_age import SEEN, STARTED, WRITE_EVERY_SECONDS
from community.models import PRIVILEGED_ROLLEN, Roltoekenning, Sessie, User
from community.queries.prepared import PreparedQuestion

SOME_KEY, SOME_MOMENT = "geen-sleutel", datetime(1971, 3, 4, 5, 6, 8, tzinfo=UTC)


def user_id_of(cookie: str, now: datetime) -> uuid.UUID | None:
    """Return who sent this session cookie, when every check on a request would let her through as it stands.

    None says nothing about her: the request goes its ordinary way. So it goes for who has a role that needs a second
    factor, and when something of the session is to be written, renewed or ended.
    """
    row = LOGIN.row(key=digest(cookie), moment=timezone.now()) if cookie else None
    if row is None:
        return None
    data, user_id, password, is_privileged = row
    session = import_module(settings.SESSION_ENGINE).SessionStore().decode(data)
    if is_privileged or not _is_fresh(session, now) or session.get(SESSION_KEY) != str(user_id):
        return None
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    known = User(password=password).get_session_auth_hash()
    return user_id if constant_time_compare(str(session.get(HASH_SESSION_KEY, "")), known) else None


def _is_fresh(session: dict[str, object], now: datetime) -> bool:
    """Whether SessionAgeMiddleware would let the session be as it is."""
    started, seen, at = session.get(STARTED), session.get(SEEN), now.timestamp()
    if not isinstance(started, (int, float)) or not isinstance(seen, (int, float)):
        return False
    return at - started <= settings.SESSION_ABSOLUTE_SECONDS and at - seen <= WRITE_EVERY_SECONDS


def _logins() -> QuerySet[Sessie, tuple[object, ...]]:
    # Of whatever day a role is: who has one, or had, takes the ordinary way.
    privileged = Roltoekenning.objects.filter(user=OuterRef("user"), rol__in=[str(rol) for rol in PRIVILEGED_ROLLEN])
    rows = Sessie.objects.filter(session_key=SOME_KEY, expire_date__gt=SOME_MOMENT, user__is_active=True)
    return rows.values_list("session_data", "user", "user__password", Exists(privileged))


LOGIN = PreparedQuestion(_logins, {"key": SOME_KEY, "moment": SOME_MOMENT})
