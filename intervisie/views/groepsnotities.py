"""Notes of a group of intervisie: writing, changing, removing; and one's own over all groups."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Step
from intervisie.access.groepen import changeable_notities, may_write_notitie, own_notities
from intervisie.actions.notities import change_notitie, remove_notitie, write_notitie
from intervisie.forms.groepen import NotitieForm
from intervisie.models import Groepsnotitie, Intervisiegroep
from intervisie.queries.notities import own_notitie_rows
from intervisie.views.groep_frame import groep_frame, own_trail, read_groep

PAGE = "intervisiegroep"


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody who reads along write a note."""
    groep = read_groep(request, code)
    form = NotitieForm(sent(request))
    if request.method != "POST":
        require(may_write_notitie(request.user, groep, request.now))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    write_notitie(actor=request.user, groep=groep, text=form.cleaned_data["text"], now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je notitie staat op de pagina van de groep."))
            return redirect(PAGE, code=code)
    context = {"form": form} | groep_frame(groep, Step(_("Nieuwe notitie")))
    return render(request, "intervisie/groepen/notitie.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str, notitie_id: str) -> HttpResponse:
    """Let somebody change her own note; saved elsewhere meanwhile, both versions stand beside each other."""
    groep, row = _own(request, code, notitie_id)
    form = NotitieForm(sent(request), text=row.text, version=row.version)
    context: dict[str, Any] = {"form": form, "notitie": row} | groep_frame(groep, Step(_("Notitie bewerken")))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_notitie(actor=request.user, notitie=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = NotitieForm(text=error.current.text, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je notitie is opgeslagen."))
            return redirect(PAGE, code=code)
    return render(request, "intervisie/groepen/notitie.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, notitie_id: str) -> HttpResponse:
    """Ask whether somebody really removes her own note, and remove it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    groep, row = _own(request, code, notitie_id)
    if request.method != "POST":
        context = {"notitie": row} | groep_frame(groep, Step(_("Notitie verwijderen")))
        return render(request, "intervisie/groepen/notitie_verwijderen.html", context)
    if done(request, lambda: remove_notitie(actor=request.user, notitie=row, now=request.now)):
        messages.success(request, _("Je notitie is verwijderd."))
    return redirect(PAGE, code=code)


@confidential_page("GET")
def eigen(request: SignedInRequest) -> HttpResponse:
    """Show somebody what she wrote herself, also in groups she left."""
    context = {"notities": own_notitie_rows(own_notities(request.user, request.now)),
               "crumbs": own_trail(Step(_("Mijn notities")))}  # fmt: skip
    return render(request, "intervisie/groepen/eigen_notities.html", context)


def _own(request: SignedInRequest, code: str, notitie_id: str) -> tuple[Intervisiegroep, Groepsnotitie]:
    groep = read_groep(request, code)
    rows = changeable_notities(request.user, groep, request.now).select_related("groep__kring")
    return groep, find(rows, pk=notitie_id)
