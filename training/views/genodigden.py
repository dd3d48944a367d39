"""The pages of a guest of the eindsessie: when and where, her answer, and what was shared with her. No account."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.errors import ActionError
from community.confidential import confidential
from community.extension_points import GastlinkKind
from community.forms.gastlinks import CodeForm
from community.models import BijeenkomstStatus, Gastlink
from community.queries.agenda import place_of, route_to
from community.requests import once
from community.views.door import TimedRequest, find
from community.views.gastlinks import guest_page, has_typed_code
from training.access.eindsessies import genodigden_of_link
from training.access.presentaties import presentaties_of_link
from training.actions.eindsessies import EINDSESSIE_LINK, answer_invitation
from training.forms.eindsessies import AntwoordForm
from training.models import Antwoord, Genodigde
from training.queries.eindsessies import INVITED, eindsessie_of, guest_calendar


def voorkant(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show a guest when and where the eindsessie is, and what she answered."""
    row = _guest(request, link)
    return _page(request, row, token, AntwoordForm(initial={"antwoord": row.answer, "opmerking": row.remark}))


@guest_page("POST")
def antwoord(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Note whether the guest comes."""
    form = AntwoordForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer_invitation(gastlink=link, answer=Antwoord(given["antwoord"]), remark=given["opmerking"],
                                      now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            return redirect(f"{reverse('gedeeld', args=[token])}?klaar")
    return _page(request, _guest(request, link), token, form)


@guest_page("GET")
def presentatie(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Show a guest the presentation that was chosen for her, after a code by mail: it is more than a date."""
    if not genodigden_of_link(link, request.now).filter(sees_presentatie=True).exists():
        raise Http404
    if not has_typed_code(request, link):
        return render(request, "community/gastlinks/code.html", {"form": CodeForm(), "token": token})
    with confidential():
        row = find(presentaties_of_link(link, request.now).select_related("deelnemer__user"), deelnemer__isnull=False)
        context = {"row": row, "slides": row.content["slides"], "token": token}
        return render(request, "training/eindsessies/gedeeld_presentatie.html", context)


@guest_page("GET")
def agenda(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Give the guest the eindsessie as a file for her calendar."""
    meeting = eindsessie_of(_guest(request, link).editie)
    if meeting is None or meeting.status != BijeenkomstStatus.GEPLAND:
        raise Http404
    answer = HttpResponse(guest_calendar(meeting), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="eindsessie.ics"'
    return answer


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether there is still an invitation behind this link."""
    return genodigden_of_link(link, now).exists()


EINDSESSIE_LINKS = GastlinkKind(
    code=EINDSESSIE_LINK, what=_("een uitnodiging"), is_open=is_open, page=voorkant, mail=INVITED, asks_code=False
)


def _guest(request: TimedRequest, link: Gastlink) -> Genodigde:
    return find(genodigden_of_link(link, request.now).select_related("invited_by", "editie", "gastlink"), gastlink=link)


def _page(request: TimedRequest, row: Genodigde, token: str, form: AntwoordForm) -> HttpResponse:
    meeting = eindsessie_of(row.editie)
    is_planned = meeting is not None and meeting.status == BijeenkomstStatus.GEPLAND
    with confidential():
        has_presentatie = presentaties_of_link(row.gastlink, request.now).exists()
    context = {
        "row": row, "meeting": meeting, "is_planned": is_planned, "token": token, "form": form,
        "is_over": meeting is None or meeting.starts_at <= request.now, "is_done": "klaar" in request.GET,
        "place": place_of(meeting) if meeting else "", "route_url": route_to(meeting) if meeting else "",
        "has_presentatie": has_presentatie,
    }  # fmt: skip
    return render(request, "training/eindsessies/gedeeld.html", context)
