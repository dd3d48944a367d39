"""Answering what one thinks of a part of the training, and reading what was answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.shell import Crumb, Step
from training.access.edities import may_plan_edities, planned_edities
from training.access.evaluaties import asked_evaluaties, may_read_results, read_evaluaties
from training.actions.evaluaties import answer_evaluatie
from training.forms.evaluaties import EvaluatieForm
from training.models.evaluatievragen import ASKED
from training.queries.evaluaties import FEWEST_ANSWERS, editie_counts, outcomes, round_of
from training.views.editie_frame import frame, open_editie
from training.views.plan_frame import trail


@signed_in("GET", "POST")
def evaluatie(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """Ask who takes part what she thinks of a day; once. Who reads the results is led to them."""
    opened = open_editie(request, slug)
    rows = asked_evaluaties(request.user, opened.editie, request.now)
    asked = round_of(rows, [code], request.user)
    if asked is None:
        require(may_read_results(request.user, opened.editie, request.now))
        return redirect("editie-evaluaties", slug=slug)
    if request.method == "POST" and is_repeat(request):
        return redirect("editie", slug=slug)
    form = EvaluatieForm(ASKED[asked.editiedeel.onderdeel.kind], sent(request))
    # Who began in time and sends too late, or again from another tab, keeps her words before her.
    is_open = asked.closes_at > request.now and not asked.is_answered  # type: ignore[attr-defined]  # annotated
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer_evaluatie(actor=request.user, evaluatie=asked, answers=form.answers(), now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Bedankt. Je antwoorden zijn bewaard, zonder je naam."))
            return redirect("editie", slug=slug)
    context = frame(opened, Step(_("Evaluatie"))) | {
        "asked": asked, "form": form if is_open or request.method == "POST" else None, "fewest": FEWEST_ANSWERS,
    }  # fmt: skip
    return render(request, "training/evaluaties/evaluatie.html", context)


@signed_in("GET")
def evaluaties(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what was answered about each part that is closed, from five answers on."""
    opened = open_editie(request, slug)
    if not may_read_results(request.user, opened.editie, request.now):
        raise Http404
    found = outcomes(read_evaluaties(request.user, opened.editie, request.now), request.now)
    context = frame(opened, Step(_("Evaluaties"))) | {"outcomes": found, "fewest": FEWEST_ANSWERS}
    return render(request, "training/evaluaties/evaluaties.html", context)


@signed_in("GET")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """Show the coördinerend hart in which edities something was asked, and how many answered."""
    require(may_plan_edities(request.user, request.now))
    found = editie_counts(planned_edities(request.user, request.now))
    context = {"crumbs": trail(Crumb(_("Edities"), "edities-plan"), Crumb(_("Evaluaties"))), "counts": found}
    return render(request, "training/evaluaties/overzicht.html", context)
