"""Placing material of trainings, a newer version of it, changing what stands with it, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.materialen import kept_materialen, kept_programmas, may_keep_library, may_place_in
from training.actions.materialen import (
    change_materiaal,
    place_materiaal,
    place_version,
    restore_materiaal,
    withdraw_materiaal,
)
from training.forms.materialen import BibliotheekForm, MateriaalForm, NieuwForm, VersieForm
from training.models import Editie, Materiaal, Programma
from training.queries.materialen import origins_in, parts_of
from training.views.editie_frame import frame, open_editie


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest) -> HttpResponse:
    """Place material in the library of a programme."""
    require(may_keep_library(request.user, request.now))
    programmas = kept_programmas(request.user, request.now).order_by("name", "pk")
    chosen = next((row for row in programmas if str(row.pk) == request.POST.get("programma")), programmas.first())
    parts = parts_of(chosen.pk) if chosen else []
    origins = origins_in(request.user, chosen, request.now)
    form = BibliotheekForm(programmas, parts, origins, sent(request), request.FILES or None,
                           initial={"programma": chosen.pk if chosen else None})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        placed = _place(request, form, form.cleaned_data["programma"], None)
        if placed is not None:
            return redirect("materiaal", materiaal_id=placed)
    context = {"crumbs": _crumbs(_("Materiaal toevoegen")), "form": form}
    return render(request, "training/materialen/nieuw.html", context)


@signed_in("GET", "POST")
def nieuw_van_editie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Place material that is made to measure for one editie."""
    opened = open_editie(request, slug)
    require(may_place_in(request.user, opened.editie, request.now))
    programma = opened.editie.programmaversie.programma
    asked = {"code": request.GET.get("bij", "").upper(), "origin": request.GET.get("van", "")}
    form = NieuwForm(parts_of(programma.pk), origins_in(request.user, programma, request.now), sent(request),
                     request.FILES or None, initial=asked)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        placed = _place(request, form, programma, opened.editie)
        if placed is not None:
            return redirect("editie-materialen", slug=slug)
    context = frame(opened, Step(_("Materiaal toevoegen"))) | {"form": form}
    return render(request, "training/materialen/nieuw.html", context)


@signed_in("GET", "POST")
def versie(request: SignedInRequest, materiaal_id: str) -> HttpResponse:
    """Place a newer version of a file."""
    row = _kept(request, materiaal_id)
    form = VersieForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    place_version(
                        actor=request.user, materiaal=row, file=form.cleaned_data["bestand"],
                        is_told=form.cleaned_data["bericht"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De nieuwe versie staat er. Wie het materiaal opent, krijgt nu deze."))
            return redirect("materiaal", materiaal_id=row.pk)
    context = {"crumbs": _crumbs(_("Nieuwe versie")), "form": form, "materiaal": row}
    return render(request, "training/materialen/versie.html", context)


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, materiaal_id: str) -> HttpResponse:
    """Change what stands with the material; a stale save shows both versions."""
    row = _kept(request, materiaal_id)
    parts = parts_of(row.programma_id)
    form = MateriaalForm(parts, sent(request), initial=_stored(row))
    context: dict[str, Any] = {"crumbs": _crumbs(_("Bewerken")), "form": form, "materiaal": row}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_materiaal(
                        actor=request.user, materiaal=row, version=form.cleaned_data["version"],
                        answers=form.answers(), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = MateriaalForm(parts, initial=_stored(error.current))
            context |= {"stale": error, "versions": both_versions(form, stored)}
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("materiaal", materiaal_id=row.pk)
    return render(request, "training/materialen/bewerken.html", context)


@signed_in("GET", "POST")
def intrekken(request: SignedInRequest, materiaal_id: str) -> HttpResponse:
    """Ask whether the material really is taken back, or put back, and do it."""
    row = _kept(request, materiaal_id)
    is_back = row.withdrawn_at is not None
    if request.method == "POST":
        wanted = request.POST.get("wat")
        with once(request, now=request.now) as form_once:
            if form_once.is_first and wanted in ("intrekken", "terugzetten"):
                act = withdraw_materiaal if wanted == "intrekken" else restore_materiaal
                act(actor=request.user, materiaal=row, now=request.now)
        said = {"intrekken": _("Het materiaal is ingetrokken."), "terugzetten": _("Het materiaal staat er weer.")}
        if wanted in said:
            messages.success(request, said[wanted])
        return redirect("materiaal", materiaal_id=row.pk)
    title = _("Terugzetten") if is_back else _("Intrekken")
    context = {"crumbs": _crumbs(title), "materiaal": row, "is_back": is_back, "title": title}
    return render(request, "training/materialen/intrekken.html", context)


def _place(request: SignedInRequest, form: NieuwForm, programma: Programma, editie: Editie | None) -> str | None:
    """Place what was filled in and return its id; None when it cannot be, said in the form."""
    origin = form.cleaned_data["origin"]
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                row = place_materiaal(
                    actor=request.user, programma=programma, editie=editie, answers=form.answers(),
                    file=form.cleaned_data["bestand"], origin_id=origin.pk if origin else None, now=request.now,
                )  # fmt: skip
                form_once.result = str(row.pk)
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, _("Het materiaal staat klaar."))
    return form_once.result


def _kept(request: SignedInRequest, materiaal_id: str) -> Materiaal:
    rows = kept_materialen(request.user, request.now).select_related("programma", "editie")
    return find(rows, pk=materiaal_id)


def _stored(row: Materiaal) -> dict[str, Any]:
    return {"title": row.title, "code": row.code, "audience": row.audience, "licence": row.licence,
            "version": row.version}  # fmt: skip


def _crumbs(title: str) -> list[Crumb]:
    return crumbs(Crumb(_("Trainingen"), "trainingen"), Crumb(_("Materialen"), "materialen"), Crumb(title))
