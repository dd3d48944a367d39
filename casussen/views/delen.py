"""Giving sight of a casus, changing it and taking it away: its owner alone."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.access.casussen import possible_readers
from casussen.access.delen import governed_delingen
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
from casussen.views.casus_frame import OpenCasus, frame, open_to_govern
from casussen.views.controle import marked_casus
from casussen.views.delen_frame import ONE_MOMENT, handle, open_to_share, sharing_frame
from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.notation import day_of
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step


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
    answer = handle(
        request, opened, form,
        lambda given: give_sight(actor=request.user, casus=opened.casus, reader=reader, role=given["rol"],
                                 last_day=given["tot_en_met"], now=request.now),
        done=_("Gelukt. Deze persoon ziet de casus vanaf nu."),
    )  # fmt: skip
    context = sharing_frame(opened, Step(reader.naam)) | {
        "form": form,
        "reader": reader,
        "is_checked": is_checked(opened.casus),
    }
    return answer or render(request, "casussen/delen/lid.html", context)


@confidential_page("GET", "POST")
def groep(request: SignedInRequest, code: str) -> HttpResponse:
    """Share with everybody in a group that the owner is in."""
    opened = open_to_share(request, code)
    form = KringDelenForm(request.user, opened.casus, request.now, sent(request))
    answer = handle(
        request, opened, form,
        lambda given: share_with_kring(actor=request.user, casus=opened.casus, kring=given["groep"],
                                       last_day=given["tot_en_met"], now=request.now),
        done=_("De groep leest nu mee."),
    )  # fmt: skip
    context = sharing_frame(opened, Step(_("Met een groep"))) | {"form": form, "is_checked": is_checked(opened.casus)}
    return answer or render(request, "casussen/delen/groep.html", context)


@confidential_page("GET", "POST")
def deling(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """Change what somebody may do and until when."""
    opened = open_to_share(request, code)
    row = _deling(request, opened, deling_id)
    last_day = day_of(row.until_at - ONE_MOMENT) if row.until_at else None
    initial = {"rol": row.role, "tot_en_met": last_day}
    form = (ZichtForm if row.user_id else EindeForm)(sent(request), initial=initial)
    answer = handle(
        request, opened, form,
        lambda given: change_sight(actor=request.user, deling=row, role=given.get("rol", DelingRol.LEZER),
                                   last_day=given["tot_en_met"], now=request.now),
        done=_("De toegang is gewijzigd."),
    )  # fmt: skip
    context = sharing_frame(opened, Step(_("Toegang wijzigen"))) | {"form": form, "name": name_of(row)}
    return answer or render(request, "casussen/delen/deling.html", context)


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """Take sight away from a person or a group."""
    opened = open_to_govern(request, code)
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
    opened = open_to_govern(request, code)
    if request.method == "POST":
        withdraw_all(actor=request.user, casus=opened.casus, now=request.now)
        messages.success(request, _("Alles is ingetrokken. Alleen jij ziet deze casus nog."))
        return redirect("casus-wie", code=code)
    return render(request, "casussen/delen/alles.html", sharing_frame(opened, Step(_("Alles intrekken"))))


def name_of(row: Deling) -> str:
    """Return the name of the person or the group."""
    return row.user.naam if row.user else row.kring.name if row.kring else ""


def _deling(request: SignedInRequest, opened: OpenCasus, deling_id: uuid.UUID) -> Deling:
    rows = governed_delingen(request.user, opened.casus, request.now).select_related("user", "kring", "casus")
    return find(rows, pk=deling_id)
