"""Guests of a casus: what its owner does about them, and what they see."""

import uuid
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from casussen.access.delen import gastdelingen_of, governed_gastdelingen
from casussen.actions.delen import is_checked
from casussen.actions.gasten import (
    CASUS_LINK,
    change_guest,
    log_guest_inzage,
    send_guest_again,
    share_with_guest,
    withdraw_guest,
)
from casussen.forms.delen import GastForm, NieuweGastForm
from casussen.models import Gastdeling
from casussen.onderdelen import open_parts
from casussen.views.casus_frame import OpenCasus
from casussen.views.delen_frame import ONE_MOMENT, handle, open_to_share, sharing_frame
from casussen.views.door import confidential_page
from community.confidential import confidential
from community.extension_points import GastlinkKind
from community.models import Gastlink
from community.notation import day_of
from community.requests import once
from community.views.door import SignedInRequest, TimedRequest, find, sent
from community.views.gastlinks import guest_page
from community.views.shell import Step

# What a form suggests as last day.
USUAL = timedelta(days=30)


@confidential_page("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Send a guest a link to chosen parts."""
    opened = open_to_share(request, code)
    form = NieuweGastForm(sent(request), initial={"tot_en_met": day_of(request.now + USUAL)})
    answer = handle(
        request, opened, form,
        lambda given: share_with_guest(actor=request.user, casus=opened.casus, name=given["naam"], email=given["email"],
                                       parts=given["onderdelen"], last_day=given["tot_en_met"], now=request.now),
        done=_("De gast krijgt een mail met de link."),
    )  # fmt: skip
    context = sharing_frame(opened, Step(_("Gast uitnodigen"))) | {"form": form, "is_checked": is_checked(opened.casus)}
    return answer or render(request, "casussen/delen/gast_nieuw.html", context)


@confidential_page("GET", "POST")
def gast(request: SignedInRequest, code: str, gast_id: uuid.UUID) -> HttpResponse:
    """Change what a guest sees and until when."""
    opened = open_to_share(request, code)
    row = _gastdeling(request, opened, gast_id)
    last_day = day_of(row.gastlink.expires_at - ONE_MOMENT)
    form = GastForm(sent(request), initial={"onderdelen": row.parts, "tot_en_met": last_day})
    answer = handle(
        request, opened, form,
        lambda given: change_guest(actor=request.user, gastdeling=row, parts=given["onderdelen"],
                                   last_day=given["tot_en_met"], now=request.now),
        done=_("De gast ziet vanaf nu wat je koos."),
    )  # fmt: skip
    context = sharing_frame(opened, Step(row.gastlink.name)) | {"form": form, "guest": row}
    return answer or render(request, "casussen/delen/gast.html", context)


@confidential_page("POST")
def opnieuw(request: SignedInRequest, code: str, gast_id: uuid.UUID) -> HttpResponse:
    """Send a guest a new link; the older one is out."""
    opened = open_to_share(request, code)
    row = _gastdeling(request, opened, gast_id)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            send_guest_again(actor=request.user, gastdeling=row, now=request.now)
    messages.success(request, _("De gast krijgt een nieuwe link. De oude werkt niet meer."))
    return redirect("casus-delen", code=code)


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str, gast_id: uuid.UUID) -> HttpResponse:
    """End what a guest may see."""
    opened = open_to_share(request, code)
    row = _gastdeling(request, opened, gast_id)
    if request.method == "POST":
        withdraw_guest(actor=request.user, gastdeling=row, now=request.now)
        messages.success(request, _("De link van de gast werkt niet meer."))
        return redirect("casus-delen", code=code)
    context = sharing_frame(opened, Step(_("Toegang intrekken"))) | {"name": row.gastlink.name}
    return render(request, "casussen/delen/intrekken.html", context)


def voorkant(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show a guest whose casus it is and which parts she may open; nothing that stands in them."""
    with confidential():
        row = _for_guest(request, link)
        parts = [part for part in open_parts() if part.code in row.parts]
        context = {"owner": row.casus.owner, "parts": parts, "link": link, "token": token}
        return render(request, "casussen/delen/gedeeld.html", context)


@guest_page("GET")
def onderdeel(request: TimedRequest, link: Gastlink, *, token: str, onderdeel: str) -> HttpResponseBase:
    """Show a guest one part that was chosen for her, after a line in the log."""
    with confidential():
        row = _for_guest(request, link)
        part = next((part for part in open_parts() if part.code == onderdeel and part.code in row.parts), None)
        if part is None:
            raise Http404
        log_guest_inzage(gastlink=link, gastdeling=row, part=part.code, now=request.now)
        values = part.read(row.casus)
        shown = render_to_string(part.template, dict(values), request) if values else ""
        context = {"owner": row.casus.owner, "part": part, "shown": shown, "link": link, "token": token}
        return render(request, "casussen/delen/gedeeld_onderdeel.html", context)


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether there is still a casus behind this link."""
    with confidential():
        return gastdelingen_of(link, now).exists()


CASUS_LINKS = GastlinkKind(code=CASUS_LINK, what="een deel van een casus", is_open=is_open, page=voorkant)


def _for_guest(request: TimedRequest, link: Gastlink) -> Gastdeling:
    return find(gastdelingen_of(link, request.now).select_related("casus__owner"), gastlink=link)


def _gastdeling(request: SignedInRequest, opened: OpenCasus, gast_id: uuid.UUID) -> Gastdeling:
    rows = governed_gastdelingen(request.user, opened.casus, request.now).select_related("gastlink", "casus")
    return find(rows, pk=gast_id)
