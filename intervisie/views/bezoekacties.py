"""`/bezoeken/<code>/acties/`: the list of the host; and `/toerneeacties/`: lists that were shown in one's groups."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Crumb, Step, crumbs
from community.workdays import local_date
from intervisie.access.bezoekacties import (
    changeable_acties,
    may_keep_acties,
    reads_acties,
    sharable_kringen,
    shown_lists,
)
from intervisie.access.verslagen import waits_for_letter
from intervisie.actions.bezoekacties import (
    add_actie,
    change_actie,
    drop_actie,
    finish_actie,
    finish_list,
    show_acties,
    take_back_acties,
)
from intervisie.forms.bezoekacties import ActieForm, KringForm, LoslatenForm, UitkomstForm
from intervisie.models import Bezoeksactie, Bezoekverslag
from intervisie.queries.bezoekacties import regels_of, shown_lines
from intervisie.queries.verslagen import brief_of, verslag_of
from intervisie.views.bezoek_frame import OpenBezoek, bezoek_frame, no_letter_yet, open_bezoek

PAGE = "bezoek-acties"


@confidential_page("GET", "POST")
def acties(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the list beside the tips of the letter; let the host add to it."""
    found = open_bezoek(request, code)
    verslag = verslag_of(found.bezoek)
    if waits_for_letter(found.place, verslag):
        return no_letter_yet(request, found, _("Acties na het bezoek"))
    verslag = _read(found, verslag)
    may_keep, today = may_keep_acties(found.place, verslag), local_date(request.now)
    require(may_keep or request.method != "POST")
    form = ActieForm(sent(request), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    given = form.cleaned_data
                    add_actie(actor=request.user, bezoek=found.bezoek, text=given["text"], due_date=given["due_date"],
                              now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De actie staat op je lijst."))
            return redirect(PAGE, code=code)
    context = bezoek_frame(found, Step(_("Acties"))) | {
        "verslag": verslag, "regels": regels_of(verslag, today), "form": form if may_keep else None,
        "may_keep": may_keep, "todos": brief_of(verslag).todos,
    }  # fmt: skip
    return render(request, "intervisie/bezoekacties/acties.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str, actie_id: str) -> HttpResponse:
    """Let the host change an open action; saved elsewhere meanwhile, both versions stand beside each other."""
    found, row = _own(request, code, actie_id)
    today = local_date(request.now)
    form = ActieForm(sent(request), today=today, actie=row)
    context: dict[str, Any] = bezoek_frame(found, _step(code), Step(_("Bewerken"))) | {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_actie(actor=request.user, actie=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = ActieForm(today=today, actie=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De actie is opgeslagen."))
            return redirect(PAGE, code=code)
    return render(request, "intervisie/bezoekacties/actie.html", context)


@confidential_page("GET", "POST")
def klaar(request: SignedInRequest, code: str, actie_id: str) -> HttpResponse:
    """Let the host say that an action is done, and what came of it if she likes."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    found, row = _own(request, code, actie_id)

    def act(given: dict[str, Any]) -> None:
        finish_actie(actor=request.user, actie=row, outcome=given["outcome"], now=request.now)

    return _ended(request, found, row, UitkomstForm(sent(request)), "klaar", act, _("Mooi. De actie is klaar."))


@confidential_page("GET", "POST")
def loslaten(request: SignedInRequest, code: str, actie_id: str) -> HttpResponse:
    """Let the host let an action go, with why."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    found, row = _own(request, code, actie_id)

    def act(given: dict[str, Any]) -> None:
        drop_actie(actor=request.user, actie=row, reason=given["reason"], now=request.now)

    said = _("Losgelaten. We vragen er niet meer naar.")
    return _ended(request, found, row, LoslatenForm(sent(request)), "loslaten", act, said)


@confidential_page("GET", "POST")
def delen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host choose the Kring that reads her list."""
    found, verslag = _keeping(request, code)
    kringen = sharable_kringen(request.user, request.now).order_by("name", "pk")
    form = KringForm(sent(request), kringen=kringen, initial={"kring": verslag.actions_kring_id})
    if request.method == "POST" and form.is_valid():
        kring = form.cleaned_data["kring"]
        acts = {"actor": request.user, "bezoek": found.bezoek, "kring": kring, "now": request.now}
        if done(request, lambda: show_acties(**acts)):
            messages.success(request, _("{groep} leest nu je lijst.").format(groep=kring.name))
        return redirect(PAGE, code=code)
    context = bezoek_frame(found, _step(code), Step(_("Tonen aan een groep"))) | {
        "form": form, "regels": regels_of(verslag, local_date(request.now)),
    }  # fmt: skip
    return render(request, "intervisie/bezoekacties/delen.html", context)


@confidential_page("POST")
def terugnemen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host show her list nowhere any more."""
    found, _verslag = _keeping(request, code)
    if done(request, lambda: take_back_acties(actor=request.user, bezoek=found.bezoek, now=request.now)):
        messages.success(request, _("Je lijst is alleen nog van jou en de voorzitter."))
    return redirect(PAGE, code=code)


@confidential_page("POST")
def afronden(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the host say that her list is ready without showing it."""
    found, _verslag = _keeping(request, code)
    if done(request, lambda: finish_list(actor=request.user, bezoek=found.bezoek, now=request.now)):
        messages.success(request, _("Je lijst is klaar. Elke actie komt terug op haar dag."))
    return redirect(PAGE, code=code)


@confidential_page("GET")
def gedeeld(request: SignedInRequest) -> HttpResponse:
    """List what was shown to this person in her groups."""
    trail = crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Acties na bezoeken")))
    context = {"crumbs": trail, "lines": shown_lines(request.user, request.now)}
    return render(request, "intervisie/bezoekacties/gedeeld.html", context)


@confidential_page("GET")
def lijst(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one list that was shown in a group of this person; nothing else of the visit."""
    rows = shown_lists(request.user, request.now).select_related("bezoek__host__user", "actions_kring")
    verslag = find(rows, bezoek__code=code)
    host = verslag.bezoek.host.user
    trail = crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Acties na bezoeken"), "toerneeacties"))
    context = {
        "crumbs": [*trail, Step(host.naam)], "host": host, "verslag": verslag,
        "regels": regels_of(verslag, local_date(request.now)),
    }  # fmt: skip
    return render(request, "intervisie/bezoekacties/lijst.html", context)


def _read(found: OpenBezoek, verslag: Bezoekverslag | None) -> Bezoekverslag:
    """Return the letter whose list of actions the person reads. Raises Http404 for everybody else."""
    if verslag is None or not reads_acties(found.place, verslag):
        raise Http404
    return verslag


def _keeping(request: SignedInRequest, code: str) -> tuple[OpenBezoek, Bezoekverslag]:
    found = open_bezoek(request, code)
    verslag = _read(found, verslag_of(found.bezoek))
    require(may_keep_acties(found.place, verslag))
    return found, verslag


def _own(request: SignedInRequest, code: str, actie_id: str) -> tuple[OpenBezoek, Bezoeksactie]:
    found, verslag = _keeping(request, code)
    rows = changeable_acties(found.place, verslag).select_related("verslag__bezoek__toernee__kring")
    return found, find(rows, pk=actie_id)


def _ended(
    request: SignedInRequest, found: OpenBezoek, row: Bezoeksactie, form: forms.Form, what: str,
    act: Callable[[dict[str, Any]], None], said: str,
) -> HttpResponse:  # fmt: skip
    code = found.bezoek.code
    if request.method == "POST" and form.is_valid():
        if done(request, lambda: act(form.cleaned_data)):
            messages.success(request, said)
        return redirect(PAGE, code=code)
    context = bezoek_frame(found, _step(code), Step(_("Actie"))) | {"form": form, "actie": row, "what": what}
    return render(request, "intervisie/bezoekacties/einde.html", context)


def _step(code: str) -> Step:
    return Step(_("Acties"), reverse(PAGE, args=[code]))
