"""`/intervisie/acties/`: what somebody is going to do after a session. Nobody else opens these pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_first_time, is_repeat, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Crumb, crumbs
from community.workdays import local_date
from intervisie.access.sessieacties import changeable_sessieacties, own_sessieacties
from intervisie.actions.sessieacties import (
    add_sessieactie,
    change_sessieactie,
    drop_sessieactie,
    finish_sessieactie,
    keep_own_actions,
    remove_sessieactie,
)
from intervisie.forms.sessieacties import SessieactieForm, UitkomstForm
from intervisie.models import Sessieactie
from intervisie.queries.sessieacties import actielijst, sessies_with_unkept

LIST = "sessieacties"
Act = Callable[[SignedInRequest, Sessieactie, str], None]


@confidential_page("GET", "POST")
def acties(request: SignedInRequest) -> HttpResponse:
    """Show somebody her own actions, and let her add one."""
    form = SessieactieForm(sent(request), today=local_date(request.now))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_sessieactie(actor=request.user, text=given["text"], due_date=given["due_date"],
                                    now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De actie staat op je lijst. Alleen jij leest haar."))
            return redirect(LIST)
    context = {"crumbs": _trail(), "form": form, "lijst": actielijst(request.user, request.now),
               "has_unkept": bool(sessies_with_unkept(request.user, request.now))}  # fmt: skip
    return render(request, "intervisie/sessieacties/lijst.html", context)


@confidential_page("POST")
def overnemen(request: SignedInRequest) -> HttpResponse:
    """Put on her list what she wrote in a session that nobody closed."""
    if done(request, lambda: keep_own_actions(actor=request.user, now=request.now)):
        messages.success(request, _("De acties uit je sessie staan op je lijst."))
    return redirect(LIST)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, actie_id: str) -> HttpResponse:
    """Let her change an open action; saved elsewhere meanwhile, both versions stand beside each other."""
    row, today = _open(request, actie_id), local_date(request.now)
    form = SessieactieForm(sent(request), today=today, actie=row)
    context: dict[str, Any] = {"crumbs": _trail(_("Bewerken")), "form": form, "actie": row}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_sessieactie(actor=request.user, actie=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = SessieactieForm(today=today, actie=error.current)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De actie is opgeslagen."))
            return redirect(LIST)
    return render(request, "intervisie/sessieacties/actie.html", context)


@confidential_page("GET", "POST")
def klaar(request: SignedInRequest, actie_id: str) -> HttpResponse:
    """Let her say that an action is done, and what came of it if she likes."""
    form = UitkomstForm(sent(request), label=_("Wat kwam ervan?"))
    return _ended(request, actie_id, form, finish_action, "klaar", _("Mooi. De actie is klaar."))


@confidential_page("GET", "POST")
def loslaten(request: SignedInRequest, actie_id: str) -> HttpResponse:
    """Let her let an action go, with why if she likes."""
    form = UitkomstForm(sent(request), label=_("Waarom laat je dit los?"))
    return _ended(request, actie_id, form, drop_action, "loslaten", _("Losgelaten. We vragen er niet meer naar."))


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, actie_id: str) -> HttpResponse:
    """Ask whether an action must go for good, and destroy it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST)
    row = find(own_sessieacties(request.user, request.now), pk=actie_id)
    if request.method != "POST":
        context = {"crumbs": _trail(_("Verwijderen")), "actie": row}
        return render(request, "intervisie/sessieacties/verwijderen.html", context)
    # Not within `once`: the destruction of a key must find its own transaction committed.
    if is_first_time(request, now=request.now):
        remove_sessieactie(actor=request.user, actie=row, now=request.now)
    messages.success(request, _("De actie is verwijderd."))
    return redirect(LIST)


def finish_action(request: SignedInRequest, row: Sessieactie, outcome: str) -> None:
    """Finish one action of hers."""
    finish_sessieactie(actor=request.user, actie=row, outcome=outcome, now=request.now)


def drop_action(request: SignedInRequest, row: Sessieactie, outcome: str) -> None:
    """Let one action of hers go."""
    drop_sessieactie(actor=request.user, actie=row, reason=outcome, now=request.now)


def _ended(request: SignedInRequest, actie_id: str, form: UitkomstForm, act: Act, what: str, said: str) -> HttpResponse:
    if request.method == "POST" and is_repeat(request):
        return redirect(LIST)
    row = _open(request, actie_id)
    if request.method == "POST" and form.is_valid():
        if done(request, lambda: act(request, row, form.cleaned_data["outcome"])):
            messages.success(request, said)
        return redirect(LIST)
    context = {"crumbs": _trail(_("Actie")), "form": form, "actie": row, "what": what}
    return render(request, "intervisie/sessieacties/einde.html", context)


def _open(request: SignedInRequest, actie_id: str) -> Sessieactie:
    return find(changeable_sessieacties(request.user, request.now), pk=actie_id)


def _trail(*steps: str) -> list[Any]:
    own = Crumb(_("Mijn acties"), LIST if steps else "")
    return list(crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), own, *(Crumb(step) for step in steps)))
