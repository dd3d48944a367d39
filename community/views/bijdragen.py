"""`/partner/<code>/bijdragen/`: what was promised and what came, for contacts and the coördinerend hart."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.partnerschappen import may_change_bijdragen
from community.actions.bijdragen import add_bijdrage, change_bijdrage, realise_bijdrage, remove_bijdrage
from community.actions.errors import ActionError, StaleSaveError
from community.forms.bijdragen import BijdrageForm, GerealiseerdForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Bijdrage, Partnerschap
from community.queries.bijdragen import bijdragen_of, lines_of, totals_of
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.partner_frame import known_partnerschap, partner_frame
from community.views.shell import Step
from community.workdays import local_date

LIST = "bijdragen"
FORM_PAGE = "community/partnerschappen/bijdrage_formulier.html"


@signed_in("GET")
def bijdragen(request: SignedInRequest, code: str) -> HttpResponse:
    """List what this partner promised and gave."""
    row = known_partnerschap(request, code)
    found = list(bijdragen_of(row))
    context = partner_frame(request, row, Step(_("Bijdragen"))) | {
        "lines": lines_of(found, local_date(request.now)), "totals": totals_of(found),
    }  # fmt: skip
    return render(request, "community/partnerschappen/bijdragen.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Write a bijdrage down."""
    row = _changed(request, code)

    def act(form: Any) -> None:
        add_bijdrage(actor=request.user, partnerschap=row, answers=form.answers(), now=request.now)

    return _keep(request, row, None, lambda _row, data: BijdrageForm(None, data), act,
                 heading=_("Bijdrage toevoegen"), thanks=_("De bijdrage staat erbij."))  # fmt: skip


@signed_in("GET", "POST")
def bewerken(request: SignedInRequest, code: str, bijdrage_id: UUID) -> HttpResponse:
    """Change a bijdrage."""
    row = _changed(request, code)
    bijdrage = _bijdrage(row, bijdrage_id)

    def act(form: Any) -> None:
        change_bijdrage(actor=request.user, bijdrage=bijdrage, version=form.cleaned_data["version"],
                        answers=form.answers(), now=request.now)  # fmt: skip

    return _keep(request, row, bijdrage, BijdrageForm, act, heading=_("Bijdrage bewerken"),
                 thanks=_("De bijdrage is opgeslagen."), may_remove=True)  # fmt: skip


@signed_in("GET", "POST")
def gerealiseerd(request: SignedInRequest, code: str, bijdrage_id: UUID) -> HttpResponse:
    """Say that a bijdrage came, and how much."""
    row = _changed(request, code)
    bijdrage = _bijdrage(row, bijdrage_id)
    today = local_date(request.now)

    def act(form: Any) -> None:
        given = form.cleaned_data
        realise_bijdrage(actor=request.user, bijdrage=bijdrage, version=given["version"], now=request.now,
                         realised=given.get("realised"), realised_date=given["realised_date"])  # fmt: skip

    return _keep(request, row, bijdrage, lambda stored, data: GerealiseerdForm(stored, today, data), act,
                 heading=_("Bijdrage gerealiseerd"), thanks=_("De bijdrage staat als gerealiseerd."))  # fmt: skip


@signed_in("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, bijdrage_id: UUID) -> HttpResponse:
    """Ask whether a bijdrage was a mistake, and remove it."""
    row = _changed(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST, code=code)
    bijdrage = _bijdrage(row, bijdrage_id)
    if request.method == "POST":
        if done(request, lambda: remove_bijdrage(actor=request.user, bijdrage=bijdrage, now=request.now)):
            messages.success(request, _("De bijdrage is verwijderd."))
        return redirect(LIST, code=code)
    context = partner_frame(request, row, _step(row), Step(_("Verwijderen"))) | {"bijdrage": bijdrage}
    return render(request, "community/partnerschappen/bijdrage_verwijderen.html", context)


def _keep(
    request: SignedInRequest, row: Partnerschap, bijdrage: Bijdrage | None, make: Callable[[Any, Any], Form],
    act: Callable[[Form], None], *, heading: str, thanks: str, may_remove: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show a form about a bijdrage and act on it; both versions stand beside each other when it is stale."""
    form = make(bijdrage, sent(request))
    context: dict[str, Any] = partner_frame(request, row, _step(row), Step(heading)) | {
        "form": form, "heading": heading, "bijdrage": bijdrage, "back_url": _step(row).url,
        "may_remove": may_remove,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    act(form)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, make(error.current, None))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, thanks)
            return redirect(LIST, code=row.code)
    return render(request, FORM_PAGE, context)


def _changed(request: SignedInRequest, code: str) -> Partnerschap:
    """Return the partnerschap to who may change its bijdragen. Raises DeniedError or Http404 for all others."""
    row = known_partnerschap(request, code)
    require(may_change_bijdragen(request.user, row, request.now))
    return row


def _bijdrage(row: Partnerschap, bijdrage_id: UUID) -> Bijdrage:
    return find(bijdragen_of(row).select_related("partnerschap"), pk=bijdrage_id)


def _step(row: Partnerschap) -> Step:
    return Step(_("Bijdragen"), redirect(LIST, code=row.code).url)
