"""Saving by itself while somebody writes: short answers for static/js/bewaren.js. Without it the same form is sent."""

from datetime import datetime

from django.forms import BaseForm
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from community.actions.errors import StaleSaveError
from community.notation import time_of_day

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
