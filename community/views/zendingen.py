"""The outbox: what is planned, sent, failed and uncertain, and the hand on the tap. Never the text of a mail."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.berichten import may_steer_mail, visible_berichten
from community.access.coordinatie import may_see_zendingen
from community.access.toegang import visible_bezorgingen
from community.actions.berichten import (
    CANCELLABLE,
    REPEATABLE,
    cancel_bericht,
    pause_mail,
    resume_mail,
    send_again,
)
from community.actions.errors import ActionError
from community.berichten.screen import in_one_line
from community.filters.zendingen import BerichtFilter
from community.models import Bericht
from community.queries.berichten import LISTS, is_paused, outbox_counts, outbox_list, post_state
from community.queries.gezond import is_silent
from community.queries.zendingen import addresses_without_mail, in_same_mail, shown, stopped_count, with_people
from community.requests import once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb

PER_PAGE = 50
FIRST_LIST = "gepland"
# Mail leaves within a minute; what waits this long points at a worker or mail server that is down.
LATE = timedelta(minutes=15)
LIST_WORDS = {"gepland": "Gepland", "verzonden": "Verstuurd", "mislukt": "Mislukt", "onzeker": "Onzeker",
              "vervallen": "Vervallen of ingetrokken"}  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """One list of the outbox, with how much stands in it."""

    title: str
    url: str
    is_current: bool
    count: int


@signed_in()
def berichten(request: SignedInRequest) -> HttpResponse:
    """List the outbox, one list at a time, with filters."""
    access.require(may_see_zendingen(request.user, request.now))
    visible = visible_berichten(request.user, request.now)
    name = request.GET.get("lijst") or FIRST_LIST
    found = BerichtFilter(request.GET, outbox_list(visible, name if name in LISTS else FIRST_LIST))
    page = Paginator(found.qs if found.is_valid() else visible.none(), PER_PAGE).get_page(request.GET.get("page"))
    state = post_state(request.now)
    return render(
        request,
        "community/zendingen/berichten.html",
        {
            "crumbs": way_to(request, Crumb(_("Berichten"))),
            "tabs": _tabs(request, name, outbox_counts(visible)),
            "filter": found,
            "is_filtered": bool(request.GET.get("soort") or request.GET.get("persoon")),
            "page_obj": page,
            "rows": [shown(bericht, is_paused=state.paused_at is not None) for bericht in page],
            "state": state,
            "is_late": bool(state.oldest_due_at and not state.paused_at and request.now - state.oldest_due_at > LATE),
            "is_silent": is_silent(state.heartbeats.values(), request.now),
            "may_steer": may_steer_mail(request.user, request.now),
            "stopped_count": stopped_count(visible_bezorgingen(request.user, request.now)),
        },
    )


@signed_in()
def adressen(request: SignedInRequest) -> HttpResponse:
    """List the members whose mail does not arrive, with the way to their account."""
    rows = visible_bezorgingen(request.user, request.now)
    access.require(may_see_zendingen(request.user, request.now))
    page = Paginator(addresses_without_mail(rows), PER_PAGE).get_page(request.GET.get("page"))
    context = {"crumbs": way_to(request, Crumb(_("Berichten"), "coordinatie-berichten"), Crumb(_("Adressen"))),
               "page_obj": page}  # fmt: skip
    return render(request, "community/zendingen/adressen.html", context)


@signed_in()
def bericht(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one Bericht and the mail that carries it: when, how often tried, with which answer."""
    visible = visible_berichten(request.user, request.now)
    row = find(with_people(visible), pk=pk)
    may_steer = may_steer_mail(request.user, request.now)
    together = in_same_mail(visible, row.zending) if row.zending else [row]
    lines = {line.bericht.pk: line.title for line in in_one_line(together, request.now)} if may_steer else {}
    paused = is_paused()
    return render(
        request,
        "community/zendingen/bericht.html",
        {
            "crumbs": way_to(request, Crumb(_("Berichten"), "coordinatie-berichten"), Crumb(_("Bericht"))),
            "item": shown(row, is_paused=paused),
            "subject": lines.get(row.pk, ""),
            "others": [(shown(each, is_paused=paused), lines.get(each.pk, "")) for each in together if each != row],
            "may_steer": may_steer,
            "may_repeat": may_steer and row.status in REPEATABLE,
            "may_cancel": may_steer and row.status in CANCELLABLE,
        },
    )


@signed_in("GET", "POST")
def bericht_opnieuw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send a mail once more, after the question whether that is meant."""
    return _steer_one(request, pk, "community/zendingen/opnieuw.html", send_again,
                      _("Het bericht staat klaar en gaat opnieuw weg."))  # fmt: skip


@signed_in("GET", "POST")
def bericht_intrekken(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a message back before it leaves, after the question whether that is meant."""
    return _steer_one(request, pk, "community/zendingen/intrekken.html", cancel_bericht,
                      _("Het bericht is ingetrokken. Er gaat geen mail meer weg."))  # fmt: skip


@signed_in("GET", "POST")
def pauzeren(request: SignedInRequest) -> HttpResponse:
    """Hold all mail, after the question whether that is meant."""
    access.require(may_steer_mail(request.user, request.now))
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                pause_mail(actor=request.user, now=request.now)
        messages.success(request, _("De mail staat op pauze. Er gaat niets meer weg, behalve inlogcodes."))
        return redirect("coordinatie-berichten")
    return render(request, "community/zendingen/pauzeren.html", _confirm_page(request, _("Pauzeren")))


@signed_in("GET", "POST")
def hervatten(request: SignedInRequest) -> HttpResponse:
    """Let mail go again, after the question whether that is meant."""
    access.require(may_steer_mail(request.user, request.now))
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                resume_mail(actor=request.user, now=request.now)
        messages.success(request, _("De mail gaat weer weg. Wat klaarstond, volgt vanzelf."))
        return redirect("coordinatie-berichten")
    return render(request, "community/zendingen/hervatten.html", _confirm_page(request, _("Hervatten")))


def _steer_one(
    request: SignedInRequest, pk: uuid.UUID, template: str, action: Callable[..., None], done: str
) -> HttpResponse:
    access.require(may_steer_mail(request.user, request.now))
    row = find(visible_berichten(request.user, request.now).select_related("recipient", "zending"), pk=pk)
    if request.method == "POST":
        return _carry_out(request, row, action, done)
    page = _confirm_page(request, _("Bericht"))
    return render(request, template, page | {"item": shown(row, is_paused=is_paused())})


def _carry_out(request: SignedInRequest, row: Bericht, action: Callable[..., None], done: str) -> HttpResponse:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                action(actor=request.user, bericht=row, now=request.now)
        messages.success(request, done)
    except ActionError as error:
        messages.error(request, error.message)
    return redirect("coordinatie-bericht", pk=row.pk)


def _confirm_page(request: SignedInRequest, title: str) -> dict[str, object]:
    return {"crumbs": way_to(request, Crumb(_("Berichten"), "coordinatie-berichten"), Crumb(title))}


def _tabs(request: SignedInRequest, current: str, counts: dict[str, int]) -> list[Tab]:
    tabs = []
    for name, title in LIST_WORDS.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["lijst"] = name
        tabs.append(Tab(title, f"?{query.urlencode()}", name == current, counts[name]))
    return tabs
