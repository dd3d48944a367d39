"""`/coordinatie/uitnodigingen/`: who was invited, and who did not come in yet."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.organisaties import choosable_organisaties
from community.access.toegang import may_invite, visible_uitnodigingen
from community.actions.errors import ActionError
from community.actions.toegang import invite_member, resend_invitation, withdraw_invitation
from community.filters.toegang import UitnodigingFilter
from community.forms.uitnodigingen import InviteForm
from community.models import Uitnodiging
from community.queries.uitnodigingen import in_state, kringen_to_invite_to, shown
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb

PER_PAGE = 50


@signed_in()
def uitnodigingen(request: SignedInRequest) -> HttpResponse:
    """List the invitations, what waits first."""
    access.require(may_invite(request.user, request.now))
    rows = in_state(visible_uitnodigingen(request.user, request.now), "", request.now)
    found = UitnodigingFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs if found.is_valid() else rows.none(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/toegang/uitnodigingen.html",
        {
            "crumbs": way_to(request, Crumb(_("Uitnodigingen"))),
            "form": found.form,
            "is_narrowed": bool(request.GET.get("q") or request.GET.get("staat")),
            "page_obj": page,
            "rows": shown(page.object_list, request.now),
        },
    )


@signed_in("GET", "POST")
def uitnodiging_nieuw(request: SignedInRequest) -> HttpResponse:
    """Invite somebody."""
    access.require(may_invite(request.user, request.now))
    organisaties = choosable_organisaties(request.user, request.now).order_by("search_text")
    form = InviteForm(organisaties, kringen_to_invite_to(request.user, request.now), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    invite_member(actor=request.user, now=request.now, **form.cleaned_data)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De uitnodiging aan %s wordt verstuurd.") % form.cleaned_data["email"])
            return redirect("uitnodigingen")
    trail = way_to(request, Crumb(_("Uitnodigingen"), "uitnodigingen"), Crumb(_("Iemand uitnodigen")))
    return render(request, "community/toegang/uitnodiging_nieuw.html", {"form": form, "crumbs": trail})


@signed_in("GET", "POST")
def uitnodiging_versturen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send an invitation again, valid for 14 days from now. Who comes here by address alone goes to the list."""
    row = _find(request, pk)
    if request.method != "POST":
        return redirect("uitnodigingen")
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                resend_invitation(actor=request.user, uitnodiging=row, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("De uitnodiging aan %s is opnieuw verstuurd. Ze geldt 14 dagen.") % row.email)
    return redirect("uitnodigingen")


@signed_in("GET", "POST")
def uitnodiging_intrekken(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take an invitation back, after a question."""
    row = _find(request, pk)
    if request.method == "POST" and not is_repeat(request):
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    withdraw_invitation(actor=request.user, uitnodiging=row, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("De uitnodiging aan %s is ingetrokken.") % row.email)
    if request.method == "POST":
        return redirect("uitnodigingen")
    trail = way_to(request, Crumb(_("Uitnodigingen"), "uitnodigingen"), Crumb(_("Intrekken")))
    return render(request, "community/toegang/uitnodiging_intrekken.html", {"row": row, "crumbs": trail})


def _find(request: SignedInRequest, pk: uuid.UUID) -> Uitnodiging:
    return find(visible_uitnodigingen(request.user, request.now), pk=pk)
