"""My casussen, the page of one casus, beginning one and removing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.casussen import ask_removal, begin_casus, take_back_removal
from casussen.forms.casussen import BeginForm
from casussen.queries.casussen import casus_page, casussen_of_others, my_casussen
from casussen.queries.opbrengsten import opbrengsten_on
from casussen.views.casus_frame import frame, open_casus, open_to_govern
from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, sent
from community.views.shell import Crumb, Step, crumbs


@confidential_page("GET")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """Show the person's own casussen and those that others let her read."""
    context = {
        "crumbs": crumbs(Crumb(_("Casussen"))),
        "own": my_casussen(request.user, request.now),
        "shared": casussen_of_others(request.user, request.now),
    }
    return render(request, "casussen/casussen/casussen.html", context)


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Begin a casus with a title and five lines; the rest of the format follows."""
    form = BeginForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                made = begin_casus(actor=request.user, answers=form.cleaned_data, now=request.now)
                form_once.result = made.code
        messages.success(request, _("Je casus staat klaar. Alleen jij ziet hem, tot je hem deelt."))
        return redirect("casus-format", code=form_once.result)
    trail = crumbs(Crumb(_("Casussen"), "casussen"), Crumb(_("Nieuwe casus")))
    return render(request, "casussen/casussen/nieuw.html", {"crumbs": trail, "form": form})


@confidential_page("GET")
def casus(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a casus: its question, where it stands, and what can be done with it."""
    opened = open_casus(request, code)
    page = casus_page(opened.casus, opened.answers, opened.zicht, request.now)
    opbrengsten = opbrengsten_on(opened.casus, opened.zicht) if opened.has_opbrengsten else []
    context = frame(opened) | {"page": page, "opbrengsten": opbrengsten}
    return render(request, "casussen/casussen/casus.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the casus really goes; it goes after days of grace."""
    opened = open_to_govern(request, code)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                ask_removal(actor=request.user, casus=opened.casus, now=request.now)
        return redirect("casus", code=code)
    return render(request, "casussen/casussen/verwijderen.html", frame(opened, Step(_("Verwijderen"))))


@confidential_page("POST")
def houden(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep a casus that was to be removed."""
    opened = open_to_govern(request, code)
    try:
        take_back_removal(actor=request.user, casus=opened.casus, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Je casus blijft staan."))
    return redirect("casus", code=code)
