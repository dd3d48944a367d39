"""What the pages of the agenda share: finding a meeting, the way back, list or month."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.agenda import visible_bijeenkomsten
from community.models import Bijeenkomst
from community.views.door import TimedRequest, find
from community.views.shell import Step, crumbs

View = Callable[..., HttpResponse]


def login_when_closed(view: View) -> View:
    """Send a visitor to the login page from a page she may not see, whether it exists or not."""

    @wraps(view)
    def door(request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_anonymous:
                return redirect_to_login(request.get_full_path())
            raise

    return door


def open_bijeenkomst(request: TimedRequest, code: str) -> Bijeenkomst:
    """Return the meeting with this code. Raises Http404 when there is none for this person."""
    rows = visible_bijeenkomsten(request.user, request.now).select_related("kring__leergroep", "organiser")
    return find(rows, code=code)


def trail(request: TimedRequest, *steps: Step) -> list[Any]:
    """Return the way back through the agenda; a visitor has no Mijn omgeving."""
    agenda = Step(_("Agenda"), reverse("agenda") if steps else "")
    start: list[Any] = [] if request.user.is_anonymous else list(crumbs())
    return [*start, agenda, *steps]


def trail_of(request: TimedRequest, bijeenkomst: Bijeenkomst, title: str, *steps: str) -> list[Any]:
    """Return the way back to a page of one meeting; `title` is what this person may read of it."""
    here = Step(title, address(bijeenkomst) if steps else "")
    return trail(request, here, *(Step(step) for step in steps))


def address(bijeenkomst: Bijeenkomst) -> str:
    """Return the address of the page of a meeting."""
    return reverse("bijeenkomst", args=[bijeenkomst.code])


def tabs(current: str, month_url: str) -> list[dict[str, Any]]:
    """Return the ways to look at the agenda; `current` is 'lijst' or 'maand'."""
    return [
        {"title": _("Lijst"), "url": reverse("agenda"), "is_current": current == "lijst"},
        {"title": _("Maand"), "url": month_url, "is_current": current == "maand"},
    ]
