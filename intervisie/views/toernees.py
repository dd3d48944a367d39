"""Toernees for who is in them: her own, and the page of one; agreements first, then what she does next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.access.agenda import may_plan_for
from community.forms.agenda import BijeenkomstForm
from community.requests import is_repeat
from community.views.door import SignedInRequest, done, sent, signed_in
from community.views.planning import plan_page
from community.views.shell import Step
from intervisie.access.toernees import (
    may_become_contactpersoon,
    may_leave_toernee,
    may_look_after_toernees,
    may_read_toernee,
    own_deelnemer,
    visible_toernees,
)
from intervisie.actions.toerneemensen import become_contactpersoon, leave_toernee
from intervisie.models import Toernee
from intervisie.queries.matchaanmeldingen import own_rondes
from intervisie.queries.toerneepagina import people_of_toernee, toernee_page, visit_lines
from intervisie.queries.toernees import own_toernee_lines
from intervisie.views.toernee_frame import own_toernee, own_trail, read_toernee, toernee_frame


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show the toernees of this person, and the rounds in which she can register for one."""
    rondes = [line for line in own_rondes(request.user, request.now) if line.ronde.makes_toernees]
    context = {
        "crumbs": own_trail(),
        "toernees": own_toernee_lines(visible_toernees(request.user, request.now), request.now),
        "open": [line for line in rondes if line.is_open and not line.is_registered],
        "registered": [line for line in rondes if line.is_registered and line.may_withdraw],
        "may_form": may_look_after_toernees(request.user, request.now),
    }
    return render(request, "intervisie/toernees/lijst.html", context)


@confidential_page("GET")
def toernee(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a toernee to its people; who did not agree yet sees names and days, and is led to the agreements."""
    row = own_toernee(request, code)
    own = own_deelnemer(request.user, row, request.now)
    if not may_read_toernee(request.user, row, request.now):
        context = {"people": people_of_toernee(row, request.now), "visits": visit_lines(row, own, request.now),
                   "may_leave": may_leave_toernee(request.user, row, request.now)}  # fmt: skip
        return render(request, "intervisie/toernees/eerst_afspraken.html", toernee_frame(row) | context)
    page = toernee_page(row, own, request.user, request.now)
    context = {
        "page": page,
        "takes_part": own is not None,
        "may_plan": may_plan_for(request.user, row.kring, request.now),
        "may_leave": may_leave_toernee(request.user, row, request.now),
        "may_become_contact": not page.has_contactpersoon and may_become_contactpersoon(request.user, row, request.now),
        "kring_text": str(row.kring_id),
    }
    return render(request, "intervisie/toernees/toernee.html", toernee_frame(row) | context)


@signed_in("GET", "POST")
def stoppen(request: SignedInRequest, code: str) -> HttpResponse:
    """Say what stopping means, and let her stop."""
    if request.method == "POST" and is_repeat(request):
        return redirect("toernees")
    row = own_toernee(request, code)
    require(may_leave_toernee(request.user, row, request.now))
    if request.method != "POST":
        return render(request, "intervisie/toernees/stoppen.html", toernee_frame(row, Step(_("Stoppen"))))
    if done(request, lambda: leave_toernee(actor=request.user, toernee=row, now=request.now)):
        messages.success(request, _("Je doet niet meer mee met {toernee}.").format(toernee=row.kring.name))
    return redirect("toernees")


@signed_in("GET", "POST")
def contactpersoon(request: SignedInRequest, code: str) -> HttpResponse:
    """Let a deelnemer take the part of contactpersoon, where nobody has it."""
    row = own_toernee(request, code)
    if request.method == "POST" and is_repeat(request):
        return redirect("toernee", code=code)
    require(may_become_contactpersoon(request.user, row, request.now))
    if request.method != "POST":
        return render(request, "intervisie/toernees/contactpersoon.html", toernee_frame(row, Step(_("Contactpersoon"))))
    if done(request, lambda: become_contactpersoon(actor=request.user, toernee=row, now=request.now)):
        messages.success(request, _("Je bent contactpersoon. Jij plant de gesprekken van jullie samen."))
    return redirect("toernee", code=code)


@signed_in("GET", "POST")
def gesprek_nieuw(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the contactpersoon plan a talk of which the date is known: a kick-off, a call of the visitors."""
    row: Toernee = read_toernee(request, code)
    require(may_plan_for(request.user, row.kring, request.now))
    form = BijeenkomstForm(request.user, request.now, sent(request), kring=row.kring)
    frame = toernee_frame(row, Step(_("Nieuw gesprek")))
    return plan_page(request, form, frame | {"form": form, "kring": row.kring, "home_url": frame["crumbs"][-2].url})
