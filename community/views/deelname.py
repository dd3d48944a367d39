"""Saying whether one comes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.actions.deelname import answer
from community.actions.errors import ActionError
from community.models import DeelnameStatus
from community.requests import once
from community.views.agenda_frame import open_bijeenkomst
from community.views.door import SignedInRequest, signed_in


@signed_in("GET", "POST")
def aanmelden(request: SignedInRequest, code: str) -> HttpResponse:
    """Say that one comes; a full meeting gives a place on the waiting list. A link to here only shows the meeting."""
    return _answer(request, code, is_coming=True)


@signed_in("GET", "POST")
def afmelden(request: SignedInRequest, code: str) -> HttpResponse:
    """Say that one does not come. A link to here only shows the meeting."""
    return _answer(request, code, is_coming=False)


def _answer(request: SignedInRequest, code: str, *, is_coming: bool) -> HttpResponse:
    meeting = open_bijeenkomst(request, code)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    place = answer(actor=request.user, bijeenkomst=meeting, is_coming=is_coming, now=request.now)
                    form_once.result = place.status
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _words(form_once.result))
    return redirect("bijeenkomst", code=meeting.code)


def _words(status: str) -> str:
    words = {
        DeelnameStatus.AANGEMELD.value: _("Je bent aangemeld. Je krijgt een mail met de afspraak voor je agenda."),
        DeelnameStatus.AANWEZIG.value: _("Je bent aangemeld."),
        DeelnameStatus.WACHTLIJST.value: _("Je staat op de wachtlijst. Komt er een plek vrij, dan krijg je bericht."),
    }
    return words.get(status, _("Je bent afgemeld. Fijn dat je het laat weten."))
