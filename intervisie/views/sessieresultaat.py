"""The result of a session: for a member and a guest her own alone, by mail for a guest, and into one's own casus."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.casussen import own_casussen
from casussen.queries.casussen import my_casussen
from community.access import require
from community.actions.errors import ActionError
from community.confidential import confidential
from community.extension_points import GastlinkKind
from community.models import Gastlink, User
from community.requests import once
from community.views.door import TimedRequest, find, sent
from community.views.shell import Step
from intervisie.access.sessiegasten import RESULT_LINK, SESSIE_LINK, has_result, seats_with_result, sessie_of_link
from intervisie.access.sessies import UNENDED, WITH, Plek
from intervisie.actions.sessieresultaat import GUEST_RESULT, mail_result, put_with_casus
from intervisie.forms.sessiegasten import AdresForm
from intervisie.forms.sessieresultaat import CasusForm
from intervisie.queries.sessieresultaat import Resultaat, result_of
from intervisie.views.meedoen import genodigd
from intervisie.views.sessie_frame import sessie_frame
from intervisie.views.sessiedoor import session_page


@session_page("GET")
def resultaat(request: TimedRequest, plek: Plek) -> HttpResponseBase:
    """Show somebody her own result; before the session is over she goes to the session."""
    if plek.sessie.status in UNENDED and plek.deelnemer is not None:
        return redirect("sessie-live", code=plek.sessie.code)
    return _page(request, plek, _own_result(plek, request.now), AdresForm(initial=_known_address(plek)))


@session_page("POST")
def sturen(request: TimedRequest, plek: Plek) -> HttpResponseBase:
    """Mail a guest a link to her result, at the address she leaves."""
    require(plek.is_guest and has_result(plek))
    form = AdresForm(request.POST)
    if form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    mail_result(plek=plek, email=form.cleaned_data["email"], now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("We sturen je een mail met een link naar je resultaat. Alleen naar jou."))
            return redirect("sessie-resultaat", code=plek.sessie.code)
    return _page(request, plek, _own_result(plek, request.now), form)


@session_page("GET", "POST")
def naar_casus(request: TimedRequest, plek: Plek) -> HttpResponseBase:
    """Copy her result into a casus of her own, after she said yes to that."""
    user = request.user
    require(isinstance(user, User) and plek.user == user and has_result(plek))
    if not isinstance(user, User):
        raise Http404
    result = _own_result(plek, request.now)
    lines = [line for line in my_casussen(user, request.now) if line.casus.remove_at is None]
    form = CasusForm(sent(request), casussen=[(line.casus.code, line.title) for line in lines])
    if request.method == "POST" and form.is_valid():
        casus = find(own_casussen(user, request.now), code=form.cleaned_data["casus"])
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    row = put_with_casus(actor=user, plek=plek, casus=casus, now=request.now)
                    form_once.result = str(row.pk)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je resultaat staat bij je casus. Wie iets schreef, staat er niet bij."))
            return redirect("casus-opbrengst", code=casus.code, row_id=form_once.result)
    step = Step(_("Mijn resultaat"), reverse("sessie-resultaat", args=[plek.sessie.code]))
    context = {"form": form, "result": result, "has_casus": bool(lines)}
    context |= sessie_frame(plek, step, Step(_("Zet bij mijn casus")))
    return render(request, "intervisie/sessies/resultaat_casus.html", context)


def van_gast(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show a guest her result by the link that was mailed to her, after her code."""
    with confidential():
        names = [f"sessie__{name}" for name in WITH]
        own = find(seats_with_result(link).select_related(*names), pk=link.object_id)
        result = _own_result(Plek(own.sessie, own), request.now)
        context = {"result": result, "link": link, "token": token, "is_guest": True}
        return render(request, "intervisie/sessies/resultaat.html", context)


def is_open_to_join(link: Gastlink, now: datetime) -> bool:
    """Whether there is still a session behind this link."""
    return sessie_of_link(link, now).exists()


def is_open_result(link: Gastlink, now: datetime) -> bool:
    """Whether there is still a result behind this link."""
    return seats_with_result(link).exists()


SESSIE_LINKS = GastlinkKind(
    code=SESSIE_LINK, what=_("een sessie"), is_open=is_open_to_join, page=genodigd, mail="N61", asks_code=False
)
RESULT_LINKS = GastlinkKind(
    code=RESULT_LINK, what=_("je resultaat van een sessie"), is_open=is_open_result, page=van_gast, mail=GUEST_RESULT
)


def _own_result(plek: Plek, now: datetime) -> Resultaat:
    result = result_of(plek, now)
    if result is None:
        raise Http404
    return result


def _page(request: TimedRequest, plek: Plek, result: Resultaat, form: AdresForm) -> HttpResponse:
    context: dict[str, Any] = {"result": result, "is_guest": plek.is_guest, "form": form if plek.is_guest else None}
    context["is_member"] = not plek.is_guest
    return render(request, "intervisie/sessies/resultaat.html", context | sessie_frame(plek, Step(_("Mijn resultaat"))))


def _known_address(plek: Plek) -> dict[str, str]:
    """Return the address a guest was invited at, for her to leave as it is."""
    link = plek.deelnemer.gastlink if plek.is_guest and plek.deelnemer is not None else None
    return {"email": link.email} if link is not None else {}
