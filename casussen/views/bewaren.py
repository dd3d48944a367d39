"""Saving what somebody writes: by itself, with short answers for static/js/bewaren.js, or as the form that is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.notation import time_of_day
from community.views.door import SignedInRequest

HEADER = "X-Bewaren"


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page itself sends the form while somebody writes."""
    return request.method == "POST" and HEADER in request.headers


def saved(version: int, now: datetime) -> JsonResponse:
    """Answer that it is stored, with the version to go on from."""
    return JsonResponse({"melding": saved_sentence(now), "version": version})


def saved_sentence(now: datetime) -> str:
    """Return 'Opgeslagen om 14.32 uur.'"""
    return _("Opgeslagen om %(time)s.") % {"time": time_of_day(now)}


def not_saved(form: BaseForm) -> JsonResponse:
    """Answer which question keeps it from being stored: the first sentence; the fields say the rest when sent."""
    first = next(iter(form.errors.values()))[0]
    return JsonResponse({"melding": _("Nog niet opgeslagen. %(why)s") % {"why": first}}, status=422)


def stale(error: StaleSaveError) -> JsonResponse:
    """Answer that somebody saved in between; sending the form shows both versions. Never which words."""
    current = error.current
    who = current.changed_by.naam if current.changed_by else _("Iemand")
    words = {"who": who, "time": time_of_day(current.changed_at)}
    sentence = _("%(who)s heeft dit om %(time)s veranderd. Kies Opslaan om beide versies te zien.") % words
    return JsonResponse({"melding": sentence}, status=409)


def answer_save(
    request: SignedInRequest,
    form: Any,
    context: dict[str, Any],
    *,
    save: Callable[[int], Any],
    theirs: Callable[[Any], BaseForm],
    then: str,
) -> HttpResponse | None:
    """Save what was sent and answer; None when the page is only looked at or comes again with what is wrong on it.

    `save` takes the version the form was opened in; `theirs` is the same form, filled from what another stored.
    """
    if request.method != "POST":
        return None
    by_itself = is_autosave(request)
    if not form.is_valid():
        return not_saved(form) if by_itself else None
    try:
        row = save(form.cleaned_data.get("version", 0))
    except StaleSaveError as error:
        if by_itself:
            return stale(error)
        take_stored_version(form, error)
        context |= {"stale": error, "versions": both_versions(form, theirs(error.current))}
        return None
    except ActionError as error:
        form.add_error(None, error.message)
        return not_saved(form) if by_itself else None
    if by_itself:
        return saved(row.version, request.now)
    messages.success(request, saved_sentence(request.now))
    return redirect(then)
