"""Who holds which role: for coördinatoren and beheerders."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.organisaties import choosable_organisaties
from community.access.people import visible_profielen
from community.access.rollen import (
    endable_toekenningen,
    grantable_rollen,
    may_end_rol,
    may_see_rollen,
    visible_toekenningen,
)
from community.actions.errors import ActionError
from community.actions.rollen import end_rol, grant_rol
from community.filters.rollen import RollenFilter
from community.forms.rollen import EndRolForm, RolForm
from community.models import User
from community.queries.rollen import listed
from community.queries.uitnodigingen import kringen_to_invite_to
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.shell import Crumb
from community.workdays import local_date

PER_PAGE = 50


@signed_in()
def rollen(request: SignedInRequest) -> HttpResponse:
    """List who holds which role; without a filter the roles of now."""
    _refuse_others(request)
    rows = listed(visible_toekenningen(request.user, request.now))
    filterset = RollenFilter(request.GET, queryset=rows, request=request)
    page = Paginator(filterset.rows, PER_PAGE).get_page(request.GET.get("page"))
    endable = {row.pk for row in page.object_list if may_end_rol(request.user, row, request.now)}
    return render(
        request,
        "community/rollen/rollen.html",
        {
            "crumbs": way_to(request, Crumb(_("Rollen"))),
            "form": filterset.form,
            "is_narrowed": filterset.is_narrowed,
            "page_obj": page,
            "endable": endable,
        },
    )


@signed_in("GET", "POST")
def rol_nieuw(request: SignedInRequest) -> HttpResponse:
    """Give somebody a role; `?lid=<code>` comes from her page."""
    _refuse_others(request)
    user, now = request.user, request.now
    person = _person(request)
    form = RolForm(
        grantable_rollen(user, now), choosable_organisaties(user, now), kringen_to_invite_to(user, now),
        user=person, data=sent(request), initial={"from_date": local_date(now)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=now) as form_once:
                if form_once.is_first:
                    grant_rol(actor=user, now=now, **form.answers())
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De rol is gegeven. Deze persoon krijgt er bericht van."))
            return redirect("rollen")
    trail = way_to(request, Crumb(_("Rollen"), "rollen"), Crumb(_("Rol geven")))
    return render(request, "community/rollen/nieuw.html", {"form": form, "person": person, "crumbs": trail})


@signed_in("GET", "POST")
def rol_beeindigen(request: SignedInRequest, pk: str) -> HttpResponse:
    """End somebody's role, at once or after a day to come."""
    if request.method == "POST" and is_repeat(request):
        return redirect("rollen")
    rows = endable_toekenningen(request.user, request.now)
    row = find(rows.select_related("user", "organisatie", "kring"), pk=pk)
    form = EndRolForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    last_day = form.cleaned_data["last_day"]
                    end_rol(actor=request.user, toekenning=row, last_day=last_day, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De rol is beëindigd. Deze persoon krijgt er bericht van."))
            return redirect("rollen")
    trail = way_to(request, Crumb(_("Rollen"), "rollen"), Crumb(_("Beëindigen")))
    return render(request, "community/rollen/beeindigen.html", {"form": form, "toekenning": row, "crumbs": trail})


def _refuse_others(request: SignedInRequest) -> None:
    if not may_see_rollen(request.user, request.now):
        raise Http404


def _person(request: SignedInRequest) -> User | None:
    code = request.GET.get("lid", "")
    if not code:
        return None
    return find(visible_profielen(request.user, request.now).select_related("user"), code=code).user
