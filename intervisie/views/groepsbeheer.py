"""Groups of intervisie as a coördinator sees them: how they are and who is in them, never what is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.models import KringRol, Lidmaatschap
from community.queries.groepsleven import latest_evaluatie
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent, signed_in
from community.views.shell import Step
from intervisie.access.groepen import looked_after_groepen, may_change_people, may_look_after_groepen, people_to_change
from intervisie.actions.groepseinde import close_groep
from intervisie.actions.groepsleden import add_person, appoint_contactpersoon, remove_person
from intervisie.actions.groepstoetreding import ask_about_joining
from intervisie.forms.groepen import MensForm
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import groep_lines, meeting_dates, people_of_groep
from intervisie.views.groep_frame import kept_frame, kept_groep, kept_trail

PAGE = "intervisiegroep-beheer"


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show all groups, the silent ones first."""
    require(may_look_after_groepen(request.user, request.now))
    context = {"lines": groep_lines(looked_after_groepen(request.user, request.now), request.now),
               "crumbs": kept_trail()}  # fmt: skip
    return render(request, "intervisie/groepen/lijst.html", context)


@signed_in("GET")
def beheer(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who is in a group, who agreed, and when it meets; what it writes stays shut."""
    groep = kept_groep(request, code)
    past, coming = meeting_dates(groep, request.now)
    context = {
        "line": groep_lines(looked_after_groepen(request.user, request.now).filter(pk=groep.pk), request.now)[0],
        "people": people_of_groep(groep, request.now), "past": past, "coming": coming,
        "evaluatie": latest_evaluatie(groep.kring),
        "may_change": may_change_people(request.user, groep, request.now),
    }  # fmt: skip
    return render(request, "intervisie/groepen/beheer.html", kept_frame(groep) | context)


@signed_in("GET", "POST")
def mens_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Put somebody in the group; what speaks against it is said first, and asked once more."""
    groep = _changeable(request, code)
    form = MensForm(sent(request))
    context: dict[str, Any] = {"form": form} | kept_frame(groep, Step(_("Iemand toevoegen")))
    if request.method == "POST" and form.is_valid():
        user, role = form.cleaned_data["wie"], form.role
        try:
            notes = ask_about_joining(actor=request.user, groep=groep, user=user, role=role, now=request.now)
            if notes and request.POST.get("gezien", "") != str(user.pk):
                context |= {"notes": notes, "seen": user.pk}
                return render(request, "intervisie/groepen/mens_nieuw.html", context)
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    add_person(actor=request.user, groep=groep, user=user, role=role, now=request.now)
        except ActionError as error:
            form.add_error("wie", error.message)
        else:
            messages.success(request, _("{naam} zit nu in de groep.").format(naam=user.naam))
            return redirect(PAGE, code=code)
    return render(request, "intervisie/groepen/mens_nieuw.html", context)


@signed_in("GET", "POST")
def mens_verwijderen(request: SignedInRequest, code: str, lidmaatschap_id: str) -> HttpResponse:
    """Ask whether somebody really goes out of the group, and take her out."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    groep, row = _person(request, code, lidmaatschap_id)
    if request.method != "POST":
        context = {"person": row.user} | kept_frame(groep, Step(_("Uit de groep halen")))
        return render(request, "intervisie/groepen/mens_verwijderen.html", context)
    if done(request, lambda: remove_person(actor=request.user, groep=groep, lidmaatschap=row, now=request.now)):
        messages.success(request, _("{naam} zit niet meer in de groep.").format(naam=row.user.naam))
    return redirect(PAGE, code=code)


@signed_in("GET", "POST")
def mens_contactpersoon(request: SignedInRequest, code: str, lidmaatschap_id: str) -> HttpResponse:
    """Make a member the contactpersoon."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    groep, row = _person(request, code, lidmaatschap_id)
    require(row.role == KringRol.LID)
    if request.method != "POST":
        context = {"person": row.user} | kept_frame(groep, Step(_("Contactpersoon")))
        return render(request, "intervisie/groepen/mens_contactpersoon.html", context)

    def appoint() -> None:
        appoint_contactpersoon(actor=request.user, groep=groep, lidmaatschap=row, now=request.now)

    if done(request, appoint):
        messages.success(request, _("{naam} is nu contactpersoon.").format(naam=row.user.naam))
    return redirect(PAGE, code=code)


@signed_in("GET", "POST")
def afsluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether a group really ends, and close it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    groep = _changeable(request, code)
    if request.method != "POST":
        return render(request, "intervisie/groepen/afsluiten.html", kept_frame(groep, Step(_("Groep afsluiten"))))
    if done(request, lambda: close_groep(actor=request.user, groep=groep, now=request.now)):
        messages.success(request, _("De groep is afgesloten. Iedereen krijgt een mail."))
    return redirect(PAGE, code=code)


def _changeable(request: SignedInRequest, code: str) -> Intervisiegroep:
    groep = kept_groep(request, code)
    require(may_change_people(request.user, groep, request.now))
    return groep


def _person(request: SignedInRequest, code: str, lidmaatschap_id: str) -> tuple[Intervisiegroep, Lidmaatschap]:
    groep = _changeable(request, code)
    rows = people_to_change(request.user, groep, request.now).select_related("user")
    return groep, find(rows, pk=lidmaatschap_id)
