"""The effect measure: one's own answers over time, the report of an editie, and how one goes on after a training."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.shell import Crumb, Step, crumbs
from training.access.effectmeting import may_read_effect, own_metingen, own_participation, visible_effectrapporten
from training.actions.effectmeting import make_effectrapport, save_meting
from training.forms.effectmeting import EffectmetingForm
from training.models import Deelnemer, Meetmoment
from training.queries.effectmeting import open_moment, own_lines, reports_of, windows_for
from training.views.editie_frame import frame, open_editie

PAGE, REPORT = "editie-effectmeting", "editie-effectrapport"
MOMENTS = {"intake": Meetmoment.INTAKE, "eind": Meetmoment.EIND, "half-jaar": Meetmoment.HALF_JAAR}
NAMES = {moment: name for name, moment in MOMENTS.items()}


@confidential_page("GET")
def eigen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a participant what she answered each time, with the difference, and what she can answer now."""
    deelnemer = _own(request, slug)
    moments, lines = own_lines(own_metingen(request.user, deelnemer, request.now))
    opened = open_moment(windows_for(deelnemer.editie), request.now)
    context = _frame(deelnemer) | {"moments": moments, "lines": lines, "opened_moment": opened}
    context["fill_url"] = reverse(f"{PAGE}-invullen", args=[slug, NAMES[opened]]) if opened else ""
    return render(request, "training/effectmeting/effectmeting.html", context)


@confidential_page("GET", "POST")
def invullen(request: SignedInRequest, slug: str, moment: str) -> HttpResponse:
    """Answer the eight questions of the moment that is open."""
    deelnemer = _own(request, slug)
    if moment not in MOMENTS or open_moment(windows_for(deelnemer.editie), request.now) != MOMENTS[moment]:
        raise Http404
    row = own_metingen(request.user, deelnemer, request.now).filter(moment=MOMENTS[moment]).first()
    form = EffectmetingForm(sent(request), answers=row.answers if row else None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    save_meting(actor=request.user, deelnemer=deelnemer, moment=MOMENTS[moment],
                                answers=form.answers(), now=request.now)  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Dank je wel. Alleen jij ziet je antwoorden."))
            return redirect(PAGE, slug=slug)
    context = _frame(deelnemer, Step(str(MOMENTS[moment].label))) | {"form": form, "moment": MOMENTS[moment]}
    return render(request, "training/effectmeting/invullen.html", context)


@confidential_page("GET", "POST")
def rapport(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who leads an editie the differences; a button makes the report of a moment that closed, once."""
    opened = open_editie(request, slug)
    require(may_read_effect(request.user, opened.editie, request.now))
    if request.method == "POST":
        moment = MOMENTS.get(request.POST.get("moment", ""))
        if moment is None:
            raise Http404
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    make_effectrapport(actor=request.user, editie=opened.editie, moment=moment, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Het rapport is gemaakt. Het verandert niet meer."))
        return redirect(REPORT, slug=slug)
    rows = visible_effectrapporten(request.user, opened.editie, request.now)
    reports = reports_of(rows, windows_for(opened.editie), request.now)
    context = frame(opened, Step(_("Effect van de training")))
    context["reports"] = [(report, NAMES[report.moment]) for report in reports]
    return render(request, "training/effectmeting/rapport.html", context)


@signed_in("GET")
def verder(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show who finished a training the ways to go on learning together."""
    deelnemer = _own(request, slug)
    return render(request, "training/effectmeting/verder.html", _trail(deelnemer, Step(_("Hoe ga je verder?"))))


def _own(request: SignedInRequest, slug: str) -> Deelnemer:
    deelnemer = own_participation(request.user, slug)
    if deelnemer is None:
        raise Http404
    return deelnemer


def _frame(deelnemer: Deelnemer, *steps: Step) -> dict[str, Any]:
    own = Step(_("Effectmeting"), reverse(PAGE, args=[deelnemer.editie.slug]) if steps else "")
    return _trail(deelnemer, own, *steps)


def _trail(deelnemer: Deelnemer, *steps: Step) -> dict[str, Any]:
    editie = deelnemer.editie
    home = Step(editie.name, reverse("editie", args=[editie.slug]))
    trail = [*crumbs(Crumb(_("Trainingen"), "trainingen")), home, *steps]
    return {"editie": editie, "crumbs": trail}
