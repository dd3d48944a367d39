"""Giving sight of a casus, changing it and taking it away: its owner alone."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.access.casussen import may_govern_casus, possible_readers
from casussen.access.delen import governed_delingen, may_share_casus
from casussen.actions.delen import (
    change_sight,
    check_before_sharing,
    give_sight,
    is_checked,
    share_with_kring,
    withdraw_all,
    withdraw_sight,
)
from casussen.forms.delen import ControleForm, EindeForm, KringDelenForm, ZichtForm, ZoekForm
from casussen.models import Deling, DelingRol
from casussen.queries.delen import found_readers
from casussen.views.casus_frame import OpenCasus, Step, frame, open_casus
from casussen.views.controle import marked_casus
from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.notation import day_of
from community.requests import once
from community.views.door import SignedInRequest, find, sent

# An end is the first moment after the last day.
ONE_MOMENT = timedelta(seconds=1)


@confidential_page("GET")
def overzicht(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who reads along, and look for somebody to add."""
    opened = open_to_share(request, code)
    search = ZoekForm(request.GET if "zoek" in request.GET else None)
    words = search.cleaned_data["zoek"] if search.is_bound and search.is_valid() else ""
    context = frame(opened, Step(_("Delen"))) | {
        "is_checked": is_checked(opened.casus),
        "search": search,
        "words": words,
        "found": found_readers(request.user, opened.casus, words, request.now) if words else [],
    }
    return render(request, "casussen/delen/delen.html", context)


@confidential_page("GET", "POST")
def controle(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the owner read over what she shares, with probable names marked, and tick the four checks."""
    opened = open_to_share(request, code)
    form = ControleForm(sent(request), initial={"gezien": opened.casus.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            check_before_sharing(
                actor=request.user, casus=opened.casus, seen_at=form.cleaned_data["gezien"], now=request.now
            )
        except ActionError as error:
            form = ControleForm(initial={"gezien": opened.casus.changed_at.isoformat()})
            messages.warning(request, error.message)
        else:
            messages.success(request, _("Gecontroleerd. Je kunt nu delen."))
            return redirect("casus-delen", code=code)
    marked = marked_casus(opened.casus)
    context = sharing_frame(opened, Step(_("Controle vóór delen"))) | {"form": form, "marked": marked}
    return render(request, "casussen/delen/controle.html", context)


@confidential_page("GET", "POST")
def lid(request: SignedInRequest, code: str, lid: str) -> HttpResponse:
    """Give one person sight."""
    opened = open_to_share(request, code)
    reader = find(possible_readers(request.user, opened.casus, request.now), profiel__code=lid)
    form = ZichtForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    give_sight(
                        actor=request.user, casus=opened.casus, reader=reader, role=form.cleaned_data["rol"],
                        last_day=form.cleaned_data["tot_en_met"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Gelukt. Deze persoon ziet de casus vanaf nu."))
            return redirect("casus-delen", code=code)
    context = sharing_frame(opened, Step(reader.naam)) | {
        "form": form,
        "reader": reader,
        "is_checked": is_checked(opened.casus),
    }
    return render(request, "casussen/delen/lid.html", context)


@confidential_page("GET", "POST")
def groep(request: SignedInRequest, code: str) -> HttpResponse:
    """Share with everybody in a group that the owner is in."""
    opened = open_to_share(request, code)
    form = KringDelenForm(request.user, opened.casus, request.now, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    share_with_kring(
                        actor=request.user, casus=opened.casus, kring=form.cleaned_data["groep"],
                        last_day=form.cleaned_data["tot_en_met"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De groep leest nu mee."))
            return redirect("casus-delen", code=code)
    context = sharing_frame(opened, Step(_("Met een groep"))) | {"form": form, "is_checked": is_checked(opened.casus)}
    return render(request, "casussen/delen/groep.html", context)


@confidential_page("GET", "POST")
def deling(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """Change what somebody may do and until when."""
    opened = open_to_share(request, code)
    row = _deling(request, opened, deling_id)
    last_day = day_of(row.until_at - ONE_MOMENT) if row.until_at else None
    initial = {"rol": row.role, "tot_en_met": last_day}
    form = (ZichtForm if row.user_id else EindeForm)(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_sight(
                actor=request.user, deling=row, role=form.cleaned_data.get("rol", DelingRol.LEZER),
                last_day=form.cleaned_data["tot_en_met"], now=request.now,
            )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De toegang is gewijzigd."))
            return redirect("casus-delen", code=code)
    context = sharing_frame(opened, Step(_("Toegang wijzigen"))) | {"form": form, "name": name_of(row)}
    return render(request, "casussen/delen/deling.html", context)


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """Take sight away from a person or a group."""
    opened = _governed(request, code)
    row = _deling(request, opened, deling_id)
    if request.method == "POST":
        withdraw_sight(actor=request.user, deling=row, now=request.now)
        messages.success(request, _("Ingetrokken. De casus is daar vanaf nu niet meer te zien."))
        return redirect("casus-delen", code=code)
    context = sharing_frame(opened, Step(_("Toegang intrekken"))) | {"name": name_of(row)}
    return render(request, "casussen/delen/intrekken.html", context)


@confidential_page("GET", "POST")
def alles_intrekken(request: SignedInRequest, code: str) -> HttpResponse:
    """Take away all sight at once."""
    opened = _governed(request, code)
    if request.method == "POST":
        withdraw_all(actor=request.user, casus=opened.casus, now=request.now)
        messages.success(request, _("Alles is ingetrokken. Alleen jij ziet deze casus nog."))
        return redirect("casus-wie", code=code)
    return render(request, "casussen/delen/alles.html", sharing_frame(opened, Step(_("Alles intrekken"))))


def open_to_share(request: SignedInRequest, code: str) -> OpenCasus:
    """Return the casus for who may share it. Raises Http404 for everybody else."""
    opened = open_casus(request, code)
    require(may_share_casus(request.user, opened.casus, request.now))
    return opened


def sharing_frame(opened: OpenCasus, step: Step) -> dict[str, object]:
    """Return the context of a page below Delen."""
    return frame(opened, Step(_("Delen"), opened.url("casus-delen")), step)


def name_of(row: Deling) -> str:
    """Return the name of the person or the group."""
    return row.user.naam if row.user else row.kring.name if row.kring else ""


def _governed(request: SignedInRequest, code: str) -> OpenCasus:
    opened = open_casus(request, code)
    require(may_govern_casus(request.user, opened.casus, request.now))
    return opened


def _deling(request: SignedInRequest, opened: OpenCasus, deling_id: uuid.UUID) -> Deling:
    rows = governed_delingen(request.user, opened.casus, request.now).select_related("user", "kring", "casus")
    return find(rows, pk=deling_id)
