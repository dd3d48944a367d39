"""Breaking the glass: a beheerder asks, a privacycontact decides. Neither sees anything of a casus here."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.access.casussen import active_noodtoegangen
from casussen.access.noodtoegang import (
    answerable_noodtoegangen,
    may_ask_noodtoegang,
    may_enter_noodtoegang,
    may_judge_noodtoegang,
)
from casussen.actions.noodtoegang import ask_noodtoegang, decide_noodtoegang, end_noodtoegang
from casussen.forms.delen import NoodtoegangForm
from casussen.models import Noodtoegang
from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, crumbs

# What the two buttons say.
ANSWERS = {"toestaan": True, "weigeren": False}


@confidential_page("GET", "POST")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """Let a beheerder ask, and show a privacycontact what she may decide on."""
    require(may_enter_noodtoegang(request.user, request.now))
    form = NoodtoegangForm(sent(request))
    if request.method == "POST":
        require(may_ask_noodtoegang(request.user, request.now))
        if form.is_valid():
            return _ask(request, form)
    rows = answerable_noodtoegangen(request.user, request.now).select_related("asked_by", "casus")
    mine = active_noodtoegangen(request.user, request.now).select_related("casus", "decided_by")
    context = {
        "crumbs": crumbs(Crumb(_("Noodtoegang"))),
        "form": form if may_ask_noodtoegang(request.user, request.now) else None,
        "may_judge": may_judge_noodtoegang(request.user, request.now),
        "rows": list(rows.order_by("-asked_at", "pk")),
        "mine": list(mine.order_by("until_at", "pk")),
    }
    return render(request, "casussen/delen/noodtoegang.html", context)


@confidential_page("GET", "POST")
def besluit(request: SignedInRequest, noodtoegang_id: uuid.UUID) -> HttpResponse:
    """Show a privacycontact who asks and why, and let her allow or refuse it."""
    row = _row(request, noodtoegang_id)
    if request.method == "POST":
        is_allowed = ANSWERS.get(request.POST.get("besluit", ""))
        if is_allowed is None:
            raise Http404
        try:
            decide_noodtoegang(actor=request.user, noodtoegang=row, is_allowed=is_allowed, now=request.now)
        except ActionError as error:
            messages.warning(request, error.message)
        else:
            told = _("Toegestaan. De eigenaar krijgt bericht.") if is_allowed else _("Geweigerd.")
            messages.success(request, told)
        return redirect("noodtoegang")
    context = {"crumbs": crumbs(Crumb(_("Noodtoegang"), "noodtoegang"), Crumb(_("Besluit"))), "row": row}
    return render(request, "casussen/delen/noodtoegang_besluit.html", context)


@confidential_page("POST")
def stoppen(request: SignedInRequest, noodtoegang_id: uuid.UUID) -> HttpResponse:
    """End an access before its time."""
    end_noodtoegang(actor=request.user, noodtoegang=_row(request, noodtoegang_id), now=request.now)
    messages.success(request, _("De noodtoegang is gestopt. De eigenaar krijgt bericht."))
    return redirect("noodtoegang")


def _ask(request: SignedInRequest, form: NoodtoegangForm) -> HttpResponse:
    given = form.cleaned_data
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            ask_noodtoegang(
                actor=request.user, code=given["casuscode"], reason=given["reden"], hours=int(given["uren"]),
                now=request.now,
            )  # fmt: skip
    messages.success(request, _("Je vraag is verstuurd. Klopt de code, dan hoor je wat het privacycontact besluit."))
    return redirect("noodtoegang")


def _row(request: SignedInRequest, noodtoegang_id: uuid.UUID) -> Noodtoegang:
    rows = answerable_noodtoegangen(request.user, request.now).select_related("asked_by", "casus__owner")
    return find(rows, pk=noodtoegang_id)
