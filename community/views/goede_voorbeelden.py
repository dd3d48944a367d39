"""`/partner/<code>/goede-voorbeelden/`: what the organisatie set up itself, kept by its contacts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.initiatieven import visible_initiatieven
from community.access.partnerschappen import may_change_own
from community.actions.errors import ActionError, StaleSaveError
from community.actions.goede_voorbeelden import add_voorbeeld, change_voorbeeld
from community.forms.goede_voorbeelden import VoorbeeldForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Initiatief, Partnerschap
from community.requests import once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.partner_frame import OWN, own_partnerschap, partner_frame
from community.views.shell import Step

PAGE = "community/partnerschappen/voorbeeld.html"


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down something the organisatie set up."""
    row = _changed(request, code)

    def act(form: VoorbeeldForm) -> None:
        add_voorbeeld(actor=request.user, partnerschap=row, answers=form.answers(), now=request.now)

    return _keep(request, row, None, act, _("Goed voorbeeld toevoegen"))


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str, voorbeeld_id: UUID) -> HttpResponse:
    """Change something the organisatie set up."""
    row = _changed(request, code)
    own = visible_initiatieven(request.user, request.now).filter(organisaties=row.organisatie)
    voorbeeld = find(own, pk=voorbeeld_id)

    def act(form: VoorbeeldForm) -> None:
        change_voorbeeld(actor=request.user, partnerschap=row, voorbeeld=voorbeeld, now=request.now,
                         version=form.cleaned_data["version"], answers=form.answers())  # fmt: skip

    return _keep(request, row, voorbeeld, act, _("Goed voorbeeld bewerken"))


def _keep(
    request: SignedInRequest, row: Partnerschap, voorbeeld: Initiatief | None, act: Callable[[VoorbeeldForm], None],
    heading: str,
) -> HttpResponse:  # fmt: skip
    form = VoorbeeldForm(voorbeeld, sent(request))
    context: dict[str, Any] = partner_frame(request, row, Step(heading)) | {"form": form, "heading": heading}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    act(form)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, VoorbeeldForm(error.current))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Het voorbeeld is opgeslagen."))
            return redirect(OWN, code=row.code)
    return render(request, PAGE, context)


def _changed(request: SignedInRequest, code: str) -> Partnerschap:
    """Return the partnerschap to its contacts while it runs. Raises DeniedError or Http404 for all others."""
    row = own_partnerschap(request, code)
    require(may_change_own(request.user, row, request.now))
    return row
