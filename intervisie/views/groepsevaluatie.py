"""How a group of intervisie, or a toernee, goes: its members answer, who leads it reads and chooses what comes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.groepsleven import (
    may_answer_evaluatie,
    may_choose_vervolg,
    may_read_answers,
    visible_evaluaties,
)
from community.actions.errors import ActionError
from community.actions.groepsleven import answer_evaluatie, choose_vervolg
from community.models import Evaluatie, Kring, Vervolg
from community.queries.groepsleven import FEWEST_ANSWERS, latest_evaluatie, open_evaluatie_of, outcome_of
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Step
from intervisie.access.groepen import visible_groepen
from intervisie.actions.groepseinde import mix_groep
from intervisie.forms.groepen import GroepsevaluatieForm, GroepsvervolgForm
from intervisie.views.groep_frame import groep_frame, groep_of_either, kept_frame, own_groep


@signed_in("GET", "POST")
def evaluatie(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask a member how the group goes; once. Who answered already goes back to the group."""
    groep = own_groep(request, code)
    back = reverse("intervisiegroep", args=[code])
    return answer_page(request, groep.kring, back, groep_frame(groep, Step(_("Evaluatie"))))


@signed_in("GET", "POST")
def uitkomst(request: SignedInRequest, code: str, evaluatie_id: str) -> HttpResponse:
    """Show who leads the group what came of an evaluation, and ask what the group does now.

    A coördinator decides for a group that nobody leads, and reads no answers.
    """
    groep = groep_of_either(request, code)
    is_inside = visible_groepen(request.user, request.now).filter(pk=groep.pk).exists()
    frame = (groep_frame if is_inside else kept_frame)(groep, Step(_("Evaluatie")))
    return outcome_page(request, groep.kring, evaluatie_id, GroepsvervolgForm, frame)


def answer_page(request: SignedInRequest, kring: Kring, back: str, frame: dict[str, Any]) -> HttpResponse:
    """Ask a member of this Kring how it goes; once. Who answered already goes back."""
    require(may_answer_evaluatie(request.user, kring, request.now))
    asked = open_evaluatie_of(kring, request.user, request.now)
    if asked is None and request.method == "POST" and not is_repeat(request):
        # Who sends too late, or a second time from another tab, keeps her answers before her.
        asked = latest_evaluatie(kring)
    if asked is None:
        if not is_repeat(request):
            messages.info(request, _("Er is nu niets in te vullen. Bedankt als je het al deed."))
        return redirect(back)
    form = GroepsevaluatieForm(sent(request), use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    answer_evaluatie(actor=request.user, evaluatie=asked, answers=form.answers(),
                                     wants_on=form.wants_on, now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Bedankt. Je antwoorden zijn bewaard, zonder je naam."))
            return redirect(back)
    context = {"form": form, "evaluatie": asked, "fewest": FEWEST_ANSWERS, "name": kring.name, "back_url": back}
    return render(request, "intervisie/groepen/evaluatie.html", frame | context)


def outcome_page(
    request: SignedInRequest, kring: Kring, evaluatie_id: str, form_class: type[GroepsvervolgForm],
    frame: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Show what came of an evaluation of this Kring, and ask who may choose what comes after."""
    row = find(visible_evaluaties(request.user, kring, request.now).select_related("kring"), pk=evaluatie_id)
    may_choose = may_choose_vervolg(request.user, kring, request.now)
    may_choose = may_choose and row.closed_at is not None and not row.vervolg
    form = form_class(sent(request)) if may_choose else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _chosen(request, row, form)
    context = {
        "form": form, "evaluatie": row, "fewest": FEWEST_ANSWERS, "name": kring.name,
        "outcome": outcome_of(row) if may_read_answers(request.user, row.kring, request.now) else None,
    }  # fmt: skip
    return render(request, "intervisie/groepen/uitkomst.html", frame | context)


def _chosen(request: SignedInRequest, row: Evaluatie, form: GroepsvervolgForm | None) -> HttpResponse:
    """Store the choice. Of who chose before, or came too late, nothing changes."""
    if form is not None:
        vervolg = Vervolg(form.cleaned_data["vervolg"])

        def choose() -> None:
            if vervolg == Vervolg.MIXEN:
                mix_groep(actor=request.user, evaluatie=row, now=request.now)
            else:
                choose_vervolg(actor=request.user, evaluatie=row, vervolg=vervolg, now=request.now)

        if done(request, choose):
            goes_on = vervolg == Vervolg.DOORGAAN
            messages.success(request, _("De groep gaat door.") if goes_on
                             else _("De groep is afgesloten. Iedereen krijgt een mail."))  # fmt: skip
    return redirect(request.path)
