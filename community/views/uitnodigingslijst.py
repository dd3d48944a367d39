"""`/coordinatie/uitnodigingen/import/`: a list of people of one organisatie, looked at first and invited then.

Nothing of the file is kept: what was read travels sealed in the page to the second step, and is thrown away with it.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community import access
from community.access.organisaties import choosable_organisaties
from community.access.toegang import may_invite
from community.actions.uitnodigingslijst import Outcome, invite_list
from community.forms.lijsten import ListError
from community.forms.uitnodigingslijst import EXAMPLE, ListForm, Proefrun, seal_list, unseal_list
from community.models import Organisatie
from community.requests import once
from community.sheet_writing import csv_lines
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb


@signed_in("GET", "POST")
def uitnodigingslijst(request: SignedInRequest) -> HttpResponse:
    """Take a file and tell what it would lead to. Nothing is stored and nobody is invited yet."""
    access.require(may_invite(request.user, request.now))
    organisaties = choosable_organisaties(request.user, request.now).order_by("search_text")
    form = ListForm(organisaties, sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _proefrun(request, form.cleaned_data["organisatie"], form.cleaned_data["lijst"])
    context = {"form": form, "crumbs": _trail(request)}
    return render(request, "community/toegang/uitnodigingslijst.html", context)


@signed_in("GET", "POST")
def uitnodigingslijst_bevestigen(request: SignedInRequest) -> HttpResponse:
    """Invite the people of the list that was looked at. Who comes here by address alone begins with the file."""
    access.require(may_invite(request.user, request.now))
    if request.method != "POST":
        return redirect("uitnodigingslijst")
    try:
        key, genodigden = unseal_list(request.POST.get("lijst", ""), actor=request.user, now=request.now)
    except ListError as error:
        messages.error(request, error.message)
        return redirect("uitnodigingslijst")
    organisatie = find(choosable_organisaties(request.user, request.now), pk=key)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            outcome = invite_list(
                actor=request.user, genodigden=genodigden, organisatie=organisatie, now=request.now
            )  # fmt: skip
            form_once.result = _words(outcome)
    messages.success(request, form_once.result)
    return redirect("uitnodigingen")


@signed_in()
def uitnodigingslijst_voorbeeld(request: SignedInRequest) -> HttpResponse:
    """Give a file with the columns and one person, to fill in."""
    access.require(may_invite(request.user, request.now))
    response = HttpResponse(b"".join(csv_lines(EXAMPLE)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="uitnodigingen-voorbeeld.csv"'
    return response


def _proefrun(request: SignedInRequest, organisatie: Organisatie, proefrun: Proefrun) -> HttpResponse:
    people = proefrun.genodigden
    context = {
        "organisatie": organisatie, "proefrun": proefrun, "amount": len(people),
        "token": seal_list(actor=request.user, organisatie=organisatie, genodigden=people, now=request.now),
        "submit": ngettext("Nodig %d persoon uit", "Nodig %d mensen uit", len(people)) % len(people),
        "crumbs": _trail(request),
    }  # fmt: skip
    return render(request, "community/toegang/uitnodigingslijst_proefrun.html", context)


def _words(outcome: Outcome) -> str:
    """Return what happened in at most 80 signs, as the answer to a second click remembers it."""
    amount = len(outcome.invited)
    text = ngettext("%d persoon is uitgenodigd.", "%d mensen zijn uitgenodigd.", amount) % amount
    if not outcome.skipped:
        return text
    left = len(outcome.skipped)
    return f"{text} {ngettext('%d was al bekend.', '%d waren al bekend.', left) % left}"


def _trail(request: SignedInRequest) -> list[Crumb]:
    return way_to(request, Crumb(_("Uitnodigingen"), "uitnodigingen"), Crumb(_("Lijst importeren")))
