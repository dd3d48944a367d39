"""`/intervisie/reflecties/`: what somebody writes for herself. Nobody else opens these pages."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_first_time, is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, crumbs
from intervisie.access.evaluatieplanningen import own_reflecties, reflectable_terugblikken
from intervisie.actions.reflecties import remove_reflectie, save_reflectie, skip_reflectie
from intervisie.forms.evaluatieplanningen import ReflectieForm
from intervisie.models import Reflectie, Terugblik
from intervisie.queries.evaluatieplanningen import name_of, reflecties_of

LIST = "reflecties"


@confidential_page("GET")
def reflecties(request: SignedInRequest) -> HttpResponse:
    """List what somebody wrote for herself, and what she is asked now."""
    rows = reflecties_of(request.user, request.now)
    context = {
        "crumbs": crumbs(Crumb(_("Mijn reflecties"))),
        "lines": [(row, name_of(row.planning), mine) for row, mine in rows],
    }
    return render(request, "intervisie/reflecties/lijst.html", context)


@confidential_page("GET", "POST")
def reflectie(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Let somebody write for herself, and change what she wrote."""
    row, mine = _open(request, pk)
    form = ReflectieForm(sent(request), text=mine.text if mine else "", version=mine.version if mine else 0)
    context = _frame(row) | {"form": form, "mine": mine}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_reflectie(actor=request.user, terugblik=row, version=given["version"], text=given["text"],
                                   now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = ReflectieForm(text=error.current.text, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        else:
            messages.success(request, _("Je reflectie is bewaard. Alleen jij leest haar."))
            return redirect(LIST)
    return render(request, "intervisie/reflecties/reflectie.html", context)


@confidential_page("POST")
def overslaan(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write nothing this time."""
    row, _mine = _open(request, pk)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            skip_reflectie(actor=request.user, terugblik=row, now=request.now)
    messages.success(request, _("Deze keer slaan we over."))
    return redirect("mijn-omgeving")


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether it must go for good, and destroy it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST)
    row, mine = _open(request, pk)
    if mine is None:
        raise Http404
    if request.method != "POST":
        return render(request, "intervisie/reflecties/verwijderen.html", _frame(row))
    # Not within `once`: the destruction of a key must find its own transaction committed.
    if is_first_time(request, now=request.now):
        remove_reflectie(actor=request.user, reflectie=mine, now=request.now)
    messages.success(request, _("Je reflectie is verwijderd. Niemand kan haar nog lezen."))
    return redirect(LIST)


def _open(request: SignedInRequest, pk: uuid.UUID) -> tuple[Terugblik, Reflectie | None]:
    """Return the time and what she wrote then. Raises Http404 for who is not asked and did not write."""
    rows = reflectable_terugblikken(request.user, request.now)
    row = find(rows.select_related("planning__kring", "planning__samenwerking"), pk=pk)
    return row, own_reflecties(request.user, request.now).filter(terugblik=row).first()


def _frame(row: Terugblik) -> dict[str, Any]:
    trail = crumbs(Crumb(_("Mijn reflecties"), LIST), Crumb(_("Terugkijken")))
    return {"crumbs": trail, "terugblik": row, "name": name_of(row.planning)}
