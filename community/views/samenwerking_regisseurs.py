"""Who keeps a samenwerking: another regisseur, one less, another owner."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.access.samenwerkingen import (
    may_add_regisseur,
    may_change_samenwerking,
    may_decide_visible,
    own_samenwerkingen,
)
from community.actions.errors import ActionError
from community.actions.samenwerkingen import add_regisseur, hand_over, remove_regisseur
from community.forms.samenwerkingen import RegisseurForm
from community.models import Samenwerking, User
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.samenwerkingen import PAGE, frame, known
from community.views.shell import Step


@signed_in("GET", "POST")
def nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let another member keep it too."""
    row = known(request, code)
    require(may_add_regisseur(request.user, row, request.now))
    form = RegisseurForm(sent(request), use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["persoon"]
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_regisseur(actor=request.user, samenwerking=row, user=person, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("{naam} is nu ook regisseur en krijgt een mail.").format(naam=person.naam))
            return redirect(PAGE, code=code)
    context = frame(row, Step(_("Regisseur toevoegen"))) | {"form": form}
    return render(request, "community/samenwerkingen/regisseur_nieuw.html", context)


@signed_in("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, lid: str) -> HttpResponse:
    """Ask whether somebody, or the person herself, stops keeping it; and let her stop."""
    row = known(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    require(may_change_samenwerking(request.user, row, request.now))
    person = _regisseur(row, lid)
    is_self = person.pk == request.user.pk
    require(is_self or may_decide_visible(request.user, row, request.now))
    if request.method != "POST":
        context = frame(row, Step(_("Regisseur verwijderen"))) | {"person": person, "is_self": is_self}
        return render(request, "community/samenwerkingen/regisseur_verwijderen.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_regisseur(actor=request.user, samenwerking=row, user=person, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
        return redirect(PAGE, code=code)
    messages.success(request, _("{naam} is geen regisseur meer.").format(naam=person.naam))
    is_still_hers = own_samenwerkingen(request.user, request.now).filter(pk=row.pk).exists()
    return redirect(PAGE, code=code) if is_still_hers else redirect("samenwerkingen")


@signed_in("GET", "POST")
def overdragen(request: SignedInRequest, code: str, lid: str) -> HttpResponse:
    """Ask whether another regisseur will own it, and hand it over."""
    row = known(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    require(may_decide_visible(request.user, row, request.now))
    person = _regisseur(row, lid)
    if request.method != "POST":
        context = frame(row, Step(_("Overdragen"))) | {"person": person}
        return render(request, "community/samenwerkingen/overdragen.html", context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                hand_over(actor=request.user, samenwerking=row, user=person, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("{naam} is nu eigenaar en krijgt een mail.").format(naam=person.naam))
    return redirect(PAGE, code=code)


def _regisseur(row: Samenwerking, code: str) -> User:
    """Return the regisseur with this code of her page. Raises Http404 when she is none."""
    return find(row.regisseurs.all(), profiel__code=code)
