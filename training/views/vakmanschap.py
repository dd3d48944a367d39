"""The self-scan of a participant: filling it in, seeing the difference, sharing it; and what a trainer was shown."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.actions.versions import NOT_STORED
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, Step, crumbs
from training.access.intake import led_deelnemers, own_deelnemer
from training.access.vakmanschap import own_scans, shared_scans
from training.actions.vakmanschap import remove_scan, save_scan, share_scan
from training.forms.vakmanschap import ScanForm
from training.models import Scan, Scanmoment
from training.queries import vakmanschap as queries
from training.queries.eindoverzicht import eindoverzicht_of
from training.queries.vakmanschap import sheet_of
from training.views.editie_frame import OpenEditie, frame, open_editie, open_own

PAGE = "editie-zelfscan"
MOMENTS = {"intake": Scanmoment.INTAKE, "eind": Scanmoment.EIND}


@confidential_page("GET")
def zelfscan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant her scores at the intake and at the end, with the difference.

    Who stopped still reads what she filled in; she fills in and shares nothing more.
    """
    opened = open_editie(request, slug)
    scans = list(own_scans(request.user, request.now).filter(deelnemer__editie=opened.editie))
    takes_part = own_deelnemer(request.user, opened.editie, request.now) is not None
    if not scans and not takes_part:
        raise Http404
    context = frame(opened, Step(_("Zelfscan"))) | {"sheet": sheet_of(scans), "is_own": True, "takes_part": takes_part}
    return render(request, "training/vakmanschap/zelfscan.html", context)


@confidential_page("GET")
def overzicht(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant at the end: her five goals, what she did for each, and the difference. Herself alone."""
    opened, deelnemer = open_own(request, slug)
    sheet = sheet_of(own_scans(request.user, request.now).filter(deelnemer=deelnemer))
    context = _frame(opened, _("Eindoverzicht")) | {"sheet": sheet}
    context["overzicht"] = eindoverzicht_of(opened.editie, request.user, sheet, request.now)
    return render(request, "training/vakmanschap/overzicht.html", context)


@confidential_page("GET", "POST")
def invullen(request: SignedInRequest, slug: str, moment: str) -> HttpResponse:
    """Fill in the scan of one moment; when it was saved elsewhere meanwhile both stand beside each other."""
    opened, deelnemer = open_own(request, slug)
    if moment not in MOMENTS:
        raise Http404
    stored = own_scans(request.user, request.now).filter(deelnemer=deelnemer, moment=MOMENTS[moment]).first()
    form = _form(stored, sent(request))
    context = _frame(opened, MOMENTS[moment].label) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_scan(
                        actor=request.user, deelnemer=deelnemer, moment=MOMENTS[moment],
                        version=form.cleaned_data["version"], answers=form.answers(), now=request.now,
                    )  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, _form(error.current, None))}
        else:
            messages.success(request, _("Je zelfscan is opgeslagen. Alleen jij ziet hem, tenzij je hem deelt."))
            return redirect(PAGE, slug=slug)
    return render(request, "training/vakmanschap/invullen.html", context)


@confidential_page("POST")
def delen(request: SignedInRequest, slug: str, moment: str) -> HttpResponse:
    """Share a scan with one's trainers, or take that back."""
    opened, deelnemer = open_own(request, slug)
    if moment not in MOMENTS:
        raise Http404
    is_shared = request.POST.get("delen") == "ja"
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                share_scan(actor=request.user, deelnemer=deelnemer, moment=MOMENTS[moment], is_shared=is_shared,
                           now=request.now)  # fmt: skip
    except ActionError as error:
        messages.error(request, error.message)
    else:
        done = _("Je trainers kunnen deze zelfscan nu lezen.") if is_shared else _("Je trainers lezen hem niet meer.")
        messages.success(request, done)
    return redirect(PAGE, slug=opened.editie.slug)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, slug: str, moment: str) -> HttpResponse:
    """Ask whether a scan of one's own really goes, and throw it away; also for who stopped."""
    if request.method == "POST" and is_repeat(request):
        return redirect("mijn-competenties")  # a second click: it is gone already
    opened = open_editie(request, slug)
    rows = own_scans(request.user, request.now).filter(deelnemer__editie=opened.editie)
    scan = find(rows, moment=MOMENTS.get(moment, ""))
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_scan(actor=request.user, scan=scan, now=request.now)
        messages.success(request, _("Je zelfscan is weg."))
        return redirect("mijn-competenties")
    context = _frame(opened, _("Verwijderen")) | {"scan": scan}
    return render(request, "training/vakmanschap/verwijderen.html", context)


@confidential_page("GET")
def gedeeld(request: SignedInRequest, slug: str, deelnemer_id: str) -> HttpResponse:
    """Show a trainer what a participant shares with her."""
    opened = open_editie(request, slug)
    row = find(led_deelnemers(request.user, opened.editie, request.now).select_related("editie"), pk=deelnemer_id)
    scans = list(shared_scans(request.user, row, request.now))
    if not scans:
        raise Http404
    step = Step(row.user.naam, reverse("editie-intake-deelnemer", args=[slug, row.pk]))
    context = frame(opened, step, Step(_("Zelfscan"))) | {"sheet": sheet_of(scans), "deelnemer": row}
    return render(request, "training/vakmanschap/zelfscan.html", context)


@confidential_page("GET")
def competenties(request: SignedInRequest) -> HttpResponse:
    """Show the eight competences, and where the person scored herself on them."""
    scans = own_scans(request.user, request.now).select_related("deelnemer__editie").order_by("-saved_at", "pk")
    context = {
        "crumbs": crumbs(Crumb(_("Mijn vakmanschap"))),
        "competenties": queries.competenties(),
        "edities": list(dict.fromkeys(scan.deelnemer.editie for scan in scans)),
    }
    return render(request, "training/vakmanschap/competenties.html", context)


def _form(stored: Scan | None, data: Any) -> ScanForm:
    return ScanForm(
        data, competenties=queries.competenties(), doelen=queries.ontwikkeldoelen(),
        answers=stored.answers if stored else None, version=stored.version if stored else NOT_STORED,
    )  # fmt: skip


def _frame(opened: OpenEditie, title: Any) -> dict[str, Any]:
    return frame(opened, Step(_("Zelfscan"), reverse(PAGE, args=[opened.editie.slug])), Step(str(title)))
