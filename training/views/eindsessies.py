"""The guests of the eindsessie: whom a participant invites, and the list of who comes."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Step
from training.access.eindsessies import all_genodigden, may_see_all_genodigden, own_genodigden
from training.access.intake import own_deelnemer
from training.actions.eindsessies import invite_guest, send_invitation_again, withdraw_invitation
from training.forms.eindsessies import GenodigdeForm
from training.models import Genodigde, GenodigdeKind
from training.queries.eindsessies import asked_opdrachtgever, eindsessie_of, tally_of, with_names
from training.views.editie_frame import OpenEditie, frame, open_editie, open_own, turned_away

PAGE = "editie-genodigden"


@signed_in("GET")
def genodigden(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant her guests; who leads and the coördinerend hart see names and answers of all."""
    opened = open_editie(request, slug)
    sees_all = may_see_all_genodigden(request.user, opened.editie, request.now)
    if not sees_all and (instead := turned_away(request, opened)) is not None:
        return instead
    rows = all_genodigden if sees_all else own_genodigden
    found = with_names(rows(request.user, opened.editie, request.now))
    is_participant = own_deelnemer(request.user, opened.editie, request.now) is not None
    require(sees_all or is_participant)
    context = _below(opened, _("Gasten")) | {
        "rows": found, "tally": tally_of(found), "sees_all": sees_all, "is_participant": is_participant,
        "meeting": eindsessie_of(opened.editie),
    }  # fmt: skip
    return render(request, "training/eindsessies/genodigden.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite a guest; the first one is suggested: the opdrachtgever she named when she applied."""
    opened, deelnemer = open_own(request, slug)
    form = GenodigdeForm(sent(request), initial=_suggested(request, opened))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    invite_guest(
                        actor=request.user, deelnemer=deelnemer, kind=GenodigdeKind(given["soort"]), name=given["naam"],
                        email=given["email"], sees_presentatie=given["ziet_presentatie"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De gast staat op je lijst. De uitnodiging gaat 6 weken vooraf de deur uit."))
            return redirect(PAGE, slug=slug)
    context = _below(opened, _("Nodig iemand uit"), Step(_("Gasten"), reverse(PAGE, args=[slug]))) | {"form": form}
    return render(request, "training/eindsessies/genodigde_nieuw.html", context)


@signed_in("POST")
def opnieuw(request: SignedInRequest, slug: str, genodigde_id: uuid.UUID) -> HttpResponse:
    """Send a guest a new link now."""
    _opened, row = _own_guest(request, slug, genodigde_id)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            send_invitation_again(actor=request.user, genodigde=row, now=request.now)
    messages.success(request, _("De gast krijgt een nieuwe link. De oude werkt niet meer."))
    return redirect(PAGE, slug=slug)


@signed_in("GET", "POST")
def intrekken(request: SignedInRequest, slug: str, genodigde_id: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    opened, row = _own_guest(request, slug, genodigde_id)
    if request.method == "POST":
        withdraw_invitation(actor=request.user, genodigde=row, now=request.now)
        messages.success(request, _("De uitnodiging is ingetrokken."))
        return redirect(PAGE, slug=slug)
    back = Step(_("Gasten"), reverse(PAGE, args=[slug]))
    context = _below(opened, _("Trek de uitnodiging in"), back) | {"name": row.gastlink.name, "back_url": back.url}
    return render(request, "training/eindsessies/intrekken.html", context)


def _suggested(request: SignedInRequest, opened: OpenEditie) -> dict[str, Any]:
    if own_genodigden(request.user, opened.editie, request.now).exists():
        return {"soort": GenodigdeKind.COLLEGA}
    name, email = asked_opdrachtgever(opened.editie, request.user)
    return {"naam": name, "email": email}


def _own_guest(request: SignedInRequest, slug: str, genodigde_id: uuid.UUID) -> tuple[OpenEditie, Genodigde]:
    opened, _deelnemer = open_own(request, slug)
    rows = own_genodigden(request.user, opened.editie, request.now).select_related("gastlink", "editie")
    return opened, find(rows, pk=genodigde_id)


def _below(opened: OpenEditie, title: str, *between: Step) -> dict[str, Any]:
    # Who plans the editie sees who comes, and opens none of its parts.
    url = reverse("editie-eindsessie", args=[opened.editie.slug]) if opened.standing.may_read else ""
    eindsessie = Step(_("Eindsessie"), url)
    return frame(opened, eindsessie, *between, Step(title))
