"""Who leads and coaches in an editie, where it is, and how many can take part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import once
from community.views.door import SignedInRequest, sent, signed_in
from community.views.shell import Step
from community.workdays import local_date
from training.access.edities import appointed_trainers, possible_coaches, possible_trainers
from training.actions.editiemensen import set_people
from training.forms.planning import MensenChoices, MensenForm
from training.models import Editie, EditieStatus
from training.queries.plandata import situation_of
from training.queries.planning import possible_partners, possible_places
from training.queries.planverschil import Change, changed_people, stamp_of
from training.views.plan_frame import plan_frame, plannable

CONFIRM = "bevestig"


@signed_in("GET", "POST")
def mensen(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose trainers, coaches, place and numbers. Of an editie that is known the difference is shown first."""
    editie = plannable(request, slug)
    form = _form(request, editie, sent(request))
    lapsed = appointed_trainers(editie).exclude(user__in=possible_trainers(request.now))
    context = plan_frame(request, editie, Step(_("Trainers, locatie en plaatsen")))
    context |= {"lapsed": [row.user.naam for row in lapsed]}
    if request.method == "POST" and form.is_valid():
        changes, stamp = _difference(request, editie, form)
        if changes and request.POST.get(CONFIRM) != stamp:
            return render(request, "training/planning/mensen.html",
                          context | {"form": form, "changes": changes, "stamp": stamp})  # fmt: skip
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    set_people(actor=request.user, editie=editie, version=form.cleaned_data["version"],
                               answers=form.answers(), now=request.now)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, _form(request, error.current, None))}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("editie-plan", slug=slug)
    return render(request, "training/planning/mensen.html", context | {"form": form})


def _form(request: SignedInRequest, editie: Editie, data: object) -> MensenForm:
    now = request.now
    chosen = [row.user for row in appointed_trainers(editie)]
    choices = MensenChoices(
        possible_trainers(now), possible_coaches(now), possible_places(editie), possible_partners(editie)
    )
    return MensenForm(editie, choices, chosen, local_date(now), data)


def _difference(request: SignedInRequest, editie: Editie, form: MensenForm) -> tuple[list[Change], str]:
    """Return who hears of this change, with its mark; nothing for a concept."""
    if editie.status != EditieStatus.GEPUBLICEERD:
        return [], ""
    answers = form.answers()
    found = situation_of(editie, request.now)
    changes = changed_people(found, answers.trainers, answers.coaches, answers.locatie, request.now)
    people = [sorted(str(user.pk) for user in group) for group in (answers.trainers, answers.coaches)]
    place = str(answers.locatie.pk) if answers.locatie else ""
    return changes, stamp_of(form.cleaned_data["version"], people, place)
