"""`/coordinatie/organisaties/<slug>/samenvoegen/`: an organisatie goes on as another one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access import require
from community.access.organisaties import choosable_organisaties, may_manage_organisaties, visible_organisaties
from community.actions.errors import ActionError
from community.actions.organisatiefusie import merge_organisatie
from community.forms.organisatiefusie import FusieForm
from community.queries.organisaties import workers_on
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb
from community.workdays import local_date

REGISTER = "organisaties:index"


@signed_in("GET", "POST")
def samenvoegen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say what will happen and to how many people, and do it when another organisatie is chosen."""
    user, now = request.user, request.now
    require(may_manage_organisaties(user, now))
    row = find(visible_organisaties(user, now), slug=slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(REGISTER)
    form = FusieForm(choosable_organisaties(user, now).exclude(pk=row.pk), sent(request))
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    moved = merge_organisatie(actor=user, organisatie=row, into=into, now=now)
                    text = ngettext("%d persoon werkt", "%d mensen werken", moved) % moved
                    messages.success(request, _("{wie} nu bij {naam}.").format(wie=text, naam=into.name))
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            return redirect(REGISTER)
    trail = way_to(request, Crumb(_("Organisaties"), REGISTER), Crumb(_("Samenvoegen")))
    context = {"crumbs": trail, "organisatie": row, "form": form, "amount": workers_on(row, local_date(now))}
    return render(request, "community/organisaties/samenvoegen.html", context)
