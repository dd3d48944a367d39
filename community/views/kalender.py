"""The calendar of the Netherlands as the coördinerend hart keeps it: which dates still must be checked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.kalender import checkable_perioden, may_check_kalender
from community.actions.kalender import check_periode
from community.queries.kalender import coming_periods
from community.requests import once
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb, crumbs
from community.workdays import local_date


@signed_in()
def kalender(request: SignedInRequest) -> HttpResponse:
    """List school holidays and election days that are not over; unchecked ones have a button."""
    require(may_check_kalender(request.user, request.now))
    context = {
        "crumbs": crumbs(Crumb(_("Coördinatie"), "coordinatie"), Crumb(_("Kalender"))),
        "periods": coming_periods(local_date(request.now)),
        "edit_url": _edit_url(),
    }
    return render(request, "community/agenda/kalender.html", context)


@signed_in("GET", "POST")
def kalender_bevestigen(request: SignedInRequest, periode_id: int) -> HttpResponse:
    """Note that somebody compared one row with the official list."""
    periode = find(checkable_perioden(request.user, request.now), pk=periode_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                check_periode(actor=request.user, periode=periode, now=request.now)
        messages.success(request, _("Gecontroleerd: {name}.").format(name=periode.name))
    return redirect("kalender")


def _edit_url() -> str:
    """Return where dates are changed; empty where this installation has no such screen."""
    try:
        return reverse("kalender:index")
    except NoReverseMatch:
        return ""
