"""The page of a group of intervisie, for who is in it: agreements first, then its people, dates and notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.access.agenda import may_plan_for
from community.access.groepsleven import may_answer_evaluatie
from community.forms.agenda import BijeenkomstForm
from community.queries.groepsleven import open_evaluatie_of
from community.requests import is_repeat
from community.views.door import SignedInRequest, done, sent, signed_in
from community.views.planning import plan_page
from community.views.shell import Step
from intervisie.access.groepen import (
    may_become_contactpersoon,
    may_leave_groep,
    may_read_groep,
    may_write_notitie,
    readable_notities,
)
from intervisie.actions.groepsleden import become_contactpersoon, leave_groep
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import groep_page, meeting_dates, people_of_groep
from intervisie.queries.notities import notitie_page
from intervisie.queries.sessielinks import sessies_of_kring
from intervisie.views.groep_frame import groep_frame, own_groep, read_groep


@confidential_page("GET")
def groep(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a group to its people; who did not agree yet sees names and dates, and is led to the agreements."""
    row = own_groep(request, code)
    if not may_read_groep(request.user, row, request.now):
        return _agreements_first(request, row)
    page = groep_page(row, request.now)
    present = {one.user.pk for one in page.people}
    rows = readable_notities(request.user, row, request.now)
    context = {
        "page": page,
        "notities": notitie_page(rows, request.GET.get("page", 1), request.user, present),
        "may_write": may_write_notitie(request.user, row, request.now),
        "may_plan": may_plan_for(request.user, row.kring, request.now),
        "may_leave": may_leave_groep(request.user, row, request.now),
        "may_become_contact": not page.has_contactpersoon and may_become_contactpersoon(request.user, row, request.now),
        "evaluatie": may_answer_evaluatie(request.user, row.kring, request.now)
        and open_evaluatie_of(row.kring, request.user, request.now),
        "kring_text": str(row.kring_id),
        "sessies": sessies_of_kring(request.user, row.kring, request.now),
    }
    return render(request, "intervisie/groepen/groep.html", groep_frame(row) | context)


@signed_in("GET", "POST")
def verlaten(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether the person really goes, and let her go."""
    if request.method == "POST" and is_repeat(request):
        return redirect("intervisie")
    row = own_groep(request, code)
    require(may_leave_groep(request.user, row, request.now))
    if request.method != "POST":
        return render(request, "intervisie/groepen/verlaten.html", groep_frame(row, Step(_("Groep verlaten"))))
    if done(request, lambda: leave_groep(actor=request.user, groep=row, now=request.now)):
        messages.success(request, _("Je doet niet meer mee met {groep}.").format(groep=row.kring.name))
    return redirect("intervisie")


@signed_in("GET", "POST")
def contactpersoon(request: SignedInRequest, code: str) -> HttpResponse:
    """Let a member take the part of contactpersoon, when nobody has it."""
    row = own_groep(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect("intervisiegroep", code=code)
    require(may_become_contactpersoon(request.user, row, request.now))
    if request.method != "POST":
        return render(request, "intervisie/groepen/contactpersoon.html", groep_frame(row, Step(_("Contactpersoon"))))
    if done(request, lambda: become_contactpersoon(actor=request.user, groep=row, now=request.now)):
        messages.success(request, _("Je bent contactpersoon. Plan nu een datum."))
    return redirect("intervisiegroep", code=code)


@signed_in("GET", "POST")
def bijeenkomst_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the contactpersoon plan a meeting of which the date is known."""
    row = read_groep(request, code)
    require(may_plan_for(request.user, row.kring, request.now))
    form = BijeenkomstForm(request.user, request.now, sent(request), kring=row.kring)
    frame = groep_frame(row, Step(_("Nieuwe bijeenkomst")))
    return plan_page(request, form, frame | {"form": form, "kring": row.kring, "home_url": frame["crumbs"][-2].url})


def _agreements_first(request: SignedInRequest, row: Intervisiegroep) -> HttpResponse:
    past, coming = meeting_dates(row, request.now)
    context = {"people": people_of_groep(row, request.now), "past": past, "coming": coming,
               "may_leave": may_leave_groep(request.user, row, request.now)}  # fmt: skip
    return render(request, "intervisie/groepen/eerst_afspraken.html", groep_frame(row) | context)
