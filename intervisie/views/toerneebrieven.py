"""`/toernees/<code>/opbrengst/`: what the visits have in common; and the texts that a toernee writes together."""

from typing import Any

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
from community.views.door import SignedInRequest, done, sent
from community.views.shell import Step
from intervisie.access.toerneebrieven import may_agree, may_propose, may_write_brief, reads_opbrengst
from intervisie.actions.toerneebrieven import agree_to_brief, propose_brief, save_toerneebrief
from intervisie.forms.toerneebrieven import AkkoordForm, ToerneebriefForm
from intervisie.models import BriefKind, Toernee, Toerneebrief
from intervisie.queries.bezoekkits import canvas_schema
from intervisie.queries.toerneebrieven import (
    FEWEST,
    KINDS,
    held_visits,
    instemmingen_of,
    opbrengst_of,
    signatures_of,
    toerneebrief_of,
)
from intervisie.queries.waarnemingen import box_titles
from intervisie.views.toernee_frame import own_toernee, toernee_frame

SOORTEN = {"rode-draad": BriefKind.RODE_DRAAD, "opdrachtgevers": BriefKind.OPDRACHTGEVERS}
PAGE = "toerneebrief"


@confidential_page("GET")
def opbrengst(request: SignedInRequest, code: str) -> HttpResponse:
    """Show what counted visits have in common, and lead to the two texts."""
    toernee = _open(request, code)
    context = toernee_frame(toernee, Step(_("Opbrengst"))) | {
        "opbrengst": opbrengst_of(toernee, box_titles(canvas_schema()), request.user),
        "kinds": [label for _code, label in KINDS],
        "fewest": FEWEST, "held": held_visits(toernee, request.now),
    }  # fmt: skip
    return render(request, "intervisie/toerneebrieven/opbrengst.html", context)


@confidential_page("GET")
def brief(request: SignedInRequest, code: str, soort: str) -> HttpResponse:
    """Show one text, who agreed to it, and what the person can do now."""
    toernee, kind, row = _text(request, code, soort)
    user, now = request.user, request.now
    context = _frame(toernee, kind) | {
        "soort": soort, "brief": row, "text": row.text if row else "",
        "may_write": may_write_brief(user, toernee, row, now),
        "may_propose": may_propose(user, toernee, row, now), "may_agree": may_agree(user, toernee, row, now),
    }  # fmt: skip
    if row is not None and (row.proposed_at is not None or row.final_at is not None):
        row.toernee = toernee
        context["people"] = [] if row.final_at else instemmingen_of(row, user.pk, now)
        context["signatures"] = signatures_of(row)
        context["has_agreed"] = any(one.is_own and one.has_agreed for one in context["people"])
    return render(request, "intervisie/toerneebrieven/brief.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str, soort: str) -> HttpResponse:
    """Let a deelnemer write; saved by another meanwhile, both versions stand beside each other."""
    toernee, kind, row = _text(request, code, soort)
    if request.method != "POST":
        require(may_write_brief(request.user, toernee, row, request.now))
    form = ToerneebriefForm(
        sent(request), kind=kind, text=row.text if row else "", version=row.version if row else 0
    )  # fmt: skip
    context: dict[str, Any] = _frame(toernee, kind, Step(_("Schrijven"))) | {
        "form": form, "soort": soort, "is_proposed": row is not None and row.proposed_at is not None,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_toerneebrief(actor=request.user, toernee=toernee, kind=kind, now=request.now,
                                      **form.cleaned_data)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = ToerneebriefForm(kind=kind, text=error.current.text, version=error.current.version)
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De tekst is opgeslagen."))
            return redirect(PAGE, code=code, soort=soort)
    return render(request, "intervisie/toerneebrieven/schrijven.html", context)


@confidential_page("POST")
def voorleggen(request: SignedInRequest, code: str) -> HttpResponse:
    """Put the letter before the other deelnemers."""
    if is_repeat(request):
        return _back(code)
    toernee, _kind, row = _text(request, code, "opdrachtgevers")
    require(may_propose(request.user, toernee, row, request.now))
    form = AkkoordForm(request.POST)
    if form.is_valid():
        acts = {"actor": request.user, "toernee": toernee, "version": form.cleaned_data["version"]}
        if done(request, lambda: propose_brief(**acts, now=request.now)):
            messages.success(request, _("De brief ligt voor. Iedereen krijgt de vraag om akkoord te gaan."))
    return _back(code)


@confidential_page("POST")
def akkoord(request: SignedInRequest, code: str) -> HttpResponse:
    """Let a deelnemer agree to this version, or take that back."""
    if is_repeat(request):
        return _back(code)
    toernee, _kind, row = _text(request, code, "opdrachtgevers")
    require(row is not None)
    form, agrees = AkkoordForm(request.POST), request.POST.get("antwoord", "") == "ja"
    if form.is_valid():
        acts = {"actor": request.user, "toernee": toernee, "version": form.cleaned_data["version"], "agrees": agrees}
        if done(request, lambda: agree_to_brief(**acts, now=request.now)):
            said = _("Je bent akkoord met deze brief.") if agrees else _("Je akkoord is ingetrokken.")
            messages.success(request, said)
    return _back(code)


@confidential_page("GET")
def afdrukken(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the final letter as it goes on paper: one A4 with names and organisaties."""
    toernee, kind, row = _text(request, code, "opdrachtgevers")
    if row is None or row.final_at is None:
        raise Http404
    context = _frame(toernee, kind, Step(_("Afdrukken"))) | {
        "brief": row, "text": row.text, "signatures": signatures_of(row),
    }  # fmt: skip
    return render(request, "intervisie/toerneebrieven/afdrukken.html", context)


def _open(request: SignedInRequest, code: str) -> Toernee:
    """Return a toernee in which the person takes part. Raises Http404 for everybody else."""
    toernee = own_toernee(request, code)
    require(reads_opbrengst(request.user, toernee, request.now))
    return toernee


def _text(request: SignedInRequest, code: str, soort: str) -> tuple[Toernee, BriefKind, Toerneebrief | None]:
    kind = SOORTEN.get(soort)
    if kind is None:
        raise Http404
    toernee = _open(request, code)
    return toernee, kind, toerneebrief_of(toernee, kind)


def _frame(toernee: Toernee, kind: BriefKind, *steps: Step) -> dict[str, Any]:
    soort = next(slug for slug, one in SOORTEN.items() if one == kind)
    above = Step(_("Opbrengst"), reverse("toernee-opbrengst", args=[toernee.code]))
    own = Step(str(kind.label), reverse(PAGE, args=[toernee.code, soort]) if steps else "")
    return toernee_frame(toernee, above, own, *steps) | {"title": str(kind.label)}


def _back(code: str) -> HttpResponse:
    return redirect(PAGE, code=code, soort="opdrachtgevers")
