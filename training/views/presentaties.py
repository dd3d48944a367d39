"""The presentation of a participant: making it from her casus, showing it, and what others show."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import NOT_STORED
from community.forms.versions import both_versions, take_stored_version
from community.requests import once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step
from training.access.presentaties import own_presentaties, visible_presentaties
from training.actions.presentaties import save_presentatie, share_presentatie
from training.forms.presentaties import PresentatieForm
from training.models import Presentatie
from training.queries.presentaties import first_slides
from training.views.editie_frame import OpenEditie, frame, open_editie, open_own, turned_away

PAGE = "editie-presentatie"


@confidential_page("GET")
def eigen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant her presentation as others will see it, and whether they do."""
    opened, deelnemer = open_own(request, slug)
    row = own_presentaties(request.user, deelnemer, request.now).first()
    context = _below(opened, _("Mijn presentatie")) | {"row": row, "slides": row.content["slides"] if row else []}
    return render(request, "training/eindsessies/presentatie.html", context | {"is_own": True})


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the slides; the first time they hold what stands in her own casus."""
    opened, deelnemer = open_own(request, slug)
    row = own_presentaties(request.user, deelnemer, request.now).first()
    first = row.content["slides"] if row else first_slides(deelnemer, request.user, request.now)
    form = PresentatieForm(sent(request), slides=first, version=row.version if row else NOT_STORED)
    own_step = Step(_("Mijn presentatie"), reverse(PAGE, args=[slug]))
    context = frame(opened, _eindsessie(slug), own_step, Step(_("Bewerken"))) | {"form": form, "is_new": row is None}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_presentatie(
                        actor=request.user, deelnemer=deelnemer, version=form.cleaned_data["version"],
                        content=form.content(), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            theirs = PresentatieForm(slides=error.current.content["slides"], version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, theirs)}
        else:
            messages.success(request, _("Je presentatie is opgeslagen."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/eindsessies/presentatie_bewerken.html", context)


@confidential_page("POST")
def delen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the presentation to the people of the editie and one's guests, or take that back."""
    _opened, deelnemer = open_own(request, slug)
    is_shared = request.POST.get("delen") == "ja"
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                share_presentatie(actor=request.user, deelnemer=deelnemer, is_shared=is_shared, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        done = _("Je presentatie staat klaar.") if is_shared else _("Alleen jij ziet je presentatie nu.")
        messages.success(request, done)
    return redirect(PAGE, slug=slug)


@confidential_page("GET")
def gedeeld(request: SignedInRequest, slug: str, deelnemer_id: str) -> HttpResponse:
    """Show what another participant of the editie shares."""
    opened = open_editie(request, slug)
    if (instead := turned_away(request, opened)) is not None:
        return instead
    rows = visible_presentaties(request.user, opened.editie, request.now).select_related("deelnemer__user")
    row: Presentatie = find(rows, deelnemer=deelnemer_id)
    context = _below(opened, row.deelnemer.user.naam) | {"row": row, "slides": row.content["slides"]}
    return render(request, "training/eindsessies/presentatie.html", context)


def _eindsessie(slug: str) -> Step:
    return Step(_("Eindsessie"), reverse("editie-eindsessie", args=[slug]))


def _below(opened: OpenEditie, title: str) -> dict[str, Any]:
    return frame(opened, _eindsessie(opened.editie.slug), Step(title))
