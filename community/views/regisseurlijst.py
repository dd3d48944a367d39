"""`/partner/<code>/regisseurs/`: the list a partner keeps of its own regisseurs. Only its contacts come here.

Nothing of a file is kept: what was read travels sealed in the page to the second step, and is thrown away with it.
"""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access import require
from community.access.partnerschappen import AFTERWARDS, may_change_own, may_see_lijst
from community.actions.errors import ActionError
from community.actions.regisseurlijst import (
    Outcome,
    add_regel,
    clear_regels,
    import_regels,
    known_keys,
    remove_regel,
)
from community.forms.lijsten import ListError
from community.forms.regisseurlijst import EXAMPLE, ImportForm, RegelForm, seal_list, unseal_list
from community.models import Partnerschap, Regisseurregel
from community.requests import is_repeat, once
from community.sheet_writing import csv_lines
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.partner_frame import own_partnerschap, partner_frame
from community.views.shell import Step

LIST = "regisseurlijst"
PER_PAGE = 100


@signed_in("GET")
def regisseurs(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the list, and say who reads it and what it is used for."""
    row = _read(request, code)
    page = Paginator(_lines(row), PER_PAGE).get_page(request.GET.get("page"))
    gone = row.end_date + AFTERWARDS if row.end_date else None
    context = partner_frame(request, row, Step(_("Onze regisseurs"))) | {"page_obj": page, "gone": gone}
    return render(request, "community/partnerschappen/regisseurs.html", context)


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Write one regisseur down."""
    row = _changed(request, code)
    form = RegelForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_regel(actor=request.user, partnerschap=row, regel=form.regel(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De regisseur staat op jullie lijst."))
            return redirect(LIST, code=code)
    context = partner_frame(request, row, _step(row), Step(_("Regisseur toevoegen"))) | {"form": form}
    return render(request, "community/partnerschappen/regisseur_nieuw.html", context)


@signed_in("GET", "POST")
def importeren(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a file or pasted lines and tell what it would lead to. Nothing is stored yet."""
    row = _changed(request, code)
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(sent(request), files, known=known_keys(row))
    context = partner_frame(request, row, _step(row), Step(_("Lijst importeren"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        regels = form.proefrun.regels
        context |= {
            "proefrun": form.proefrun, "amount": len(regels),
            "token": seal_list(actor=request.user, partnerschap=row, regels=regels, now=request.now),
            "submit": ngettext("Zet %d persoon op de lijst", "Zet %d mensen op de lijst", len(regels)) % len(regels),
            "was_pasted": bool(form.cleaned_data["tekst"]),
        }  # fmt: skip
        return render(request, "community/partnerschappen/regisseurs_proefrun.html", context)
    return render(request, "community/partnerschappen/regisseurs_import.html", context)


@signed_in("GET", "POST")
def importeren_bevestigen(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down the people of the list that was looked at. Who comes here by address alone begins with the file."""
    row = _changed(request, code)
    if request.method != "POST":
        return redirect("regisseurlijst-import", code=code)
    try:
        regels = unseal_list(request.POST.get("lijst", ""), actor=request.user, partnerschap=row, now=request.now)
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                outcome = import_regels(actor=request.user, partnerschap=row, regels=regels, now=request.now)
                form_once.result = _words(outcome)
    except (ListError, ActionError) as error:
        messages.error(request, error.message)
        return redirect("regisseurlijst-import", code=code)
    messages.success(request, form_once.result)
    return redirect(LIST, code=code)


@signed_in("GET")
def importeren_voorbeeld(request: SignedInRequest, code: str) -> HttpResponse:
    """Give a file with the columns and one person, to fill in."""
    _changed(request, code)
    response = HttpResponse(b"".join(csv_lines(EXAMPLE)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="regisseurs-voorbeeld.csv"'
    return response


@signed_in("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, regel_id: UUID) -> HttpResponse:
    """Ask whether one regisseur goes off the list, and take her off."""
    row = _read(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST, code=code)
    regel = find(_lines(row), pk=regel_id)
    if request.method == "POST":
        if done(request, lambda: remove_regel(actor=request.user, partnerschap=row, regel_id=regel_id,
                                              now=request.now)):  # fmt: skip
            messages.success(request, _("De regisseur staat niet meer op jullie lijst."))
        return redirect(LIST, code=code)
    context = partner_frame(request, row, _step(row), Step(_("Verwijderen"))) | {"regel": regel}
    return render(request, "community/partnerschappen/regisseur_verwijderen.html", context)


@signed_in("GET", "POST")
def legen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether everybody goes off the list, and empty it."""
    row = _read(request, code)
    if request.method == "POST":
        if done(request, lambda: clear_regels(actor=request.user, partnerschap=row, now=request.now)):
            messages.success(request, _("Jullie lijst is leeg."))
        return redirect(LIST, code=code)
    context = partner_frame(request, row, _step(row), Step(_("Lijst leegmaken"))) | {"amount": _lines(row).count()}
    return render(request, "community/partnerschappen/regisseurs_legen.html", context)


def _words(outcome: Outcome) -> str:
    """Return what happened in at most 80 signs, as the answer to a second click remembers it."""
    text = ngettext("%d regisseur toegevoegd.", "%d regisseurs toegevoegd.", outcome.added) % outcome.added
    if not outcome.skipped:
        return text
    return f"{text} {ngettext('%d stond er al.', '%d stonden er al.', outcome.skipped) % outcome.skipped}"


def _lines(row: Partnerschap) -> QuerySet[Regisseurregel]:
    return row.regisseurregels.order_by("naam", "pk")


def _read(request: SignedInRequest, code: str) -> Partnerschap:
    row = own_partnerschap(request, code)
    require(may_see_lijst(request.user, row, request.now))
    return row


def _changed(request: SignedInRequest, code: str) -> Partnerschap:
    row = own_partnerschap(request, code)
    require(may_change_own(request.user, row, request.now))
    return row


def _step(row: Partnerschap) -> Step:
    return Step(_("Onze regisseurs"), redirect(LIST, code=row.code).url)
