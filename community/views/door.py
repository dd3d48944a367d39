"""What every view shares: who is asking, when, and one answer to 'not for you'."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from community.access import DeniedError
from community.access.kringen import keep_standings
from community.actions.errors import ActionError, StaleSaveError
from community.models import User
from community.requests import once
from community.views.verlopen import session_expired

Row = TypeVar("Row", bound=Model)


class TimedRequest(HttpRequest):
    """A request with its moment of arrival."""

    now: datetime


class SignedInRequest(TimedRequest):
    """A request of somebody who logged in."""

    user: User


View = Callable[..., HttpResponseBase]
# A request by these methods changes nothing.
READING = ("GET", "HEAD")


def signed_in(*methods: str) -> Callable[[View], View]:
    """Open a view to who is logged in, for these methods (GET alone when none is named).

    Who is not logged in goes to the login page, whether the address exists or not and whatever it takes; who sent a
    form meanwhile sees what she typed first. A refusal of access becomes the same 404 as a page that does not exist.
    """

    def wrap(view: View) -> View:
        @require_http_methods(_with_head(methods))
        @wraps(view)
        def room(request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_anonymous and request.method == "POST":
                return session_expired(request)
            if request.user.is_anonymous:
                return redirect_to_login(request.get_full_path())
            return _answer(view, request, *args, **kwargs)

        @wraps(view)
        def door(request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_anonymous and request.method in READING:
                return redirect_to_login(request.get_full_path())
            return room(request, *args, **kwargs)

        return door

    return wrap


def public(*methods: str) -> Callable[[View], View]:
    """Open a view to everyone, for these methods (GET alone when none is named)."""

    def wrap(view: View) -> View:
        @wraps(view)
        def door(request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _answer(view, request, *args, **kwargs)

        return require_http_methods(_with_head(methods))(door)

    return wrap


def find(rows: QuerySet[Row], **lookup: Any) -> Row:
    """Return the one visible row, or raise the 404 that says nothing about whether it exists."""
    if any(isinstance(value, str) and "\x00" in value for value in lookup.values()):
        raise Http404  # a sign that the database does not know, so nothing has it in its name
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, ValidationError) as error:
        raise Http404 from error


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, also when that is nothing at all; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def done(request: SignedInRequest, act: Callable[[], object], *, stale: str = "") -> bool:
    """Act once for this form; say in a message why it could not be done. `stale` is said when somebody was first."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act()
    except ActionError as error:
        messages.warning(request, stale if stale and isinstance(error, StaleSaveError) else error.message)
        return False
    return True


def _answer(view: View, request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method in READING and request.user.is_authenticated:
        keep_standings(request.user, request.now)
    try:
        return view(request, *args, **kwargs)
    except DeniedError as error:
        raise Http404 from error


def _with_head(methods: tuple[str, ...]) -> list[str]:
    """Return the methods of a door. HEAD goes where GET goes and nowhere else: it passes without a CSRF token."""
    allowed = methods or ("GET",)
    return ["HEAD", *allowed] if "GET" in allowed else [*allowed]
