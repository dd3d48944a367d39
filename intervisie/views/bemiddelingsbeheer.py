"""Requests for bemiddeling as a coördinator sees them: who asks, which style, how soon; never what it is about."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.models import User
from community.requests import once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, Step
from intervisie.access.bemiddeling import (
    looked_after_vragen,
    may_choose_mediator,
    may_look_after_bemiddeling,
    offering_profielen,
)
from intervisie.actions.bemiddeling import choose_mediator
from intervisie.forms.bemiddeling import BemiddelaarForm
from intervisie.models import Bemiddelingsvraag
from intervisie.queries.bemiddeling import kept_lines, offers, speaks_against

LIST, ONE = "bemiddeling-beheer", "bemiddeling-beheer-vraag"


@confidential_page("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show what is open, the one that waits longest first, and what ended lately."""
    require(may_look_after_bemiddeling(request.user, request.now))
    lines, ended = kept_lines(request.user, request.now)
    context = {"lines": lines, "ended": ended, "crumbs": way_to(request, Crumb(_("Bemiddeling")))}
    return render(request, "intervisie/bemiddeling/lijst.html", context)


@confidential_page("GET", "POST")
def vraag(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one request without its text, and let the hart choose who mediates; what speaks against is said."""
    rows = looked_after_vragen(request.user, request.now).select_related("asker", "mediator", "samenwerking")
    row = find(rows, code=code)
    may_choose = may_choose_mediator(request.user, row, request.now)
    if request.method == "POST":
        require(may_choose)
    form = BemiddelaarForm(sent(request), initial={"wie": _wanted(request)})
    context: dict[str, Any] = {
        "vraag": row, "form": form, "may_choose": may_choose,
        "offers": offers(row, request.user, request.now) if may_choose else [],
        "crumbs": [*way_to(request, Crumb(_("Bemiddeling"), LIST)), Step(row.asker.naam)],
    }  # fmt: skip
    if request.method == "POST" and form.is_valid() and _chosen(request, row, form, context):
        return redirect(LIST)
    return render(request, "intervisie/bemiddeling/kiezen.html", context)


def _chosen(
    request: SignedInRequest, row: Bemiddelingsvraag, form: BemiddelaarForm, context: dict[str, Any]
) -> bool:  # fmt: skip
    """Ask who was typed, unless something speaks against her that was not read yet."""
    mediator: User = form.cleaned_data["wie"]
    notes = speaks_against(row, mediator, request.now)
    if notes and request.POST.get("gezien", "") != str(mediator.pk):
        context |= {"notes": notes, "seen": mediator.pk}
        return False
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                choose_mediator(actor=request.user, vraag=row, mediator=mediator, now=request.now)
    except ActionError as error:
        form.add_error("wie", error.message)
        return False
    messages.success(request, _("{naam} krijgt de vraag of zij of hij bemiddelt.").format(naam=mediator.naam))
    return True


def _wanted(request: SignedInRequest) -> str:
    """Return the name of the member whose offer was clicked."""
    code = request.GET.get("lid", "")
    if not code.isalnum():
        return ""
    found = offering_profielen(request.user, request.now).filter(code=code).select_related("user").first()
    return found.user.naam if found else ""
