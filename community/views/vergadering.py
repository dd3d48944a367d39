"""What came out of a meeting of a Kring: decisions and the report; and all of it on one page of the group."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.vergadering import may_write_outcome, visible_besluiten
from community.actions.besluiten import add_besluit, change_besluit, remove_besluit, save_verslag
from community.forms.vergadering import BesluitForm, VerslagForm, ZoekForm
from community.models import Besluit, Bijeenkomst
from community.notation import saved_at
from community.queries.vergadering import (
    acties_of_kring,
    agendapunten_of,
    besluiten_of_kring,
    shown,
    verslag_of,
)
from community.requests import is_repeat, once
from community.views.agenda_frame import address, open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, find, sent, signed_in
from community.views.leergroep_frame import frame, open_group, turned_away
from community.views.vergadering_frame import Sheet, handle
from community.workdays import local_date

PER_PAGE = 20
MOST_ACTIES = 100


@signed_in("GET", "POST")
def besluit_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down what was decided."""
    meeting = _written_by(request, code)
    day = min(local_date(meeting.starts_at), local_date(request.now))
    form = BesluitForm(list(agendapunten_of(meeting)), sent(request), decided_date=day)
    return handle(request, _sheet(meeting, form, _("Besluit toevoegen")), lambda given: add_besluit(
        actor=request.user, bijeenkomst=meeting, now=request.now, **_besluit_of(given)
    ))  # fmt: skip


@signed_in("GET", "POST")
def besluit_bewerken(request: SignedInRequest, code: str, besluit_id: Any) -> HttpResponse:
    """Change a decision. When somebody else saved meanwhile both versions stand beside each other."""
    meeting = _written_by(request, code)
    besluit = _besluit(request, meeting, besluit_id)
    punten = list(agendapunten_of(meeting))
    sheet = _sheet(meeting, BesluitForm(punten, sent(request), besluit=besluit), _("Besluit bewerken"))
    return handle(
        request, sheet,
        lambda given: change_besluit(
            actor=request.user, besluit=besluit, version=given["version"], now=request.now, **_besluit_of(given)
        ),
        stored=lambda current: BesluitForm(punten, besluit=current),
    )  # fmt: skip


@signed_in("GET", "POST")
def besluit_verwijderen(request: SignedInRequest, code: str, besluit_id: Any) -> HttpResponse:
    """Ask whether a decision must go, and take it away."""
    meeting = _written_by(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect(f"{address(meeting)}#besluiten")
    besluit = _besluit(request, meeting, besluit_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_besluit(actor=request.user, besluit=besluit, now=request.now)
        messages.success(request, _("Het besluit is weg."))
        return redirect(f"{address(meeting)}#besluiten")
    crumbs = trail_of(request, meeting, meeting.title, _("Besluit weghalen"))
    context = {"crumbs": crumbs, "meeting": meeting, "step": _("Besluit weghalen"), "besluit": besluit}
    return render(request, "community/vergadering/besluit_verwijderen.html", context)


@signed_in("GET", "POST")
def verslag(request: SignedInRequest, code: str) -> HttpResponse:
    """Write the report. It says when it was saved last; both versions are shown when somebody else saved meanwhile."""
    meeting = _written_by(request, code)
    stored = verslag_of(meeting)
    sheet = Sheet(
        meeting, VerslagForm(sent(request), verslag=stored), _("Verslag"), "community/vergadering/verslag.html",
        done=f"{saved_at(request.now)}.", next_url=reverse("verslag", args=[meeting.code]),
    )  # fmt: skip
    return handle(
        request, sheet,
        lambda given: save_verslag(
            actor=request.user, bijeenkomst=meeting, version=given["version"], text=given["text"], now=request.now
        ),
        stored=lambda current: VerslagForm(verslag=current), verslag=stored,
    )  # fmt: skip


@signed_in()
def besluiten_en_acties(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a group decided and agreed to do, the newest first, and look for words in it."""
    group = open_group(request, slug)
    turned = turned_away(request, group, may_see=group.rights.may_read)
    if turned:
        return turned
    kring, user, now = group.leergroep.kring, request.user, request.now
    search = ZoekForm(request.GET, use_required_attribute=False)
    text, is_closed = search.words(), request.GET.get("acties") == "klaar"
    acties = list(acties_of_kring(kring, text, user, now, is_closed=is_closed)[: MOST_ACTIES + 1])
    besluiten = besluiten_of_kring(kring, text, user, now)
    context = {
        **frame(group, "leergroep-besluiten"), "search": search, "text": text, "is_closed_list": is_closed,
        "rows": shown(acties[:MOST_ACTIES], user, now), "is_cut": len(acties) > MOST_ACTIES,
        "besluiten": Paginator(besluiten, PER_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "community/vergadering/besluiten_en_acties.html", context)


def _written_by(request: SignedInRequest, code: str) -> Bijeenkomst:
    meeting = open_bijeenkomst(request, code)
    require(may_write_outcome(request.user, meeting, request.now))
    return meeting


def _besluit(request: SignedInRequest, meeting: Bijeenkomst, besluit_id: Any) -> Besluit:
    rows = visible_besluiten(request.user, request.now).filter(bijeenkomst=meeting)
    return find(rows.select_related("bijeenkomst__kring"), pk=besluit_id)


def _sheet(meeting: Bijeenkomst, form: BesluitForm, step: str) -> Sheet:
    return Sheet(meeting, form, step, "community/vergadering/besluit.html", done=_("Het besluit is opgeslagen."),
                 next_url=f"{address(meeting)}#besluiten")  # fmt: skip


def _besluit_of(given: dict[str, Any]) -> dict[str, Any]:
    return {"text": given["text"], "decided_date": given["decided_date"], "agendapunt_id": given["agendapunt"]}
