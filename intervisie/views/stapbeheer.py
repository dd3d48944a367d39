"""Seeing to the steps of a toernee: which are late and whose, and excusing somebody. Nothing of what was written."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.views.door import SignedInRequest, done, find, signed_in
from community.views.shell import Step
from intervisie.access.stappen import excusable_stappen, may_excuse
from intervisie.access.toernees import goes_on, may_look_after_toernees
from intervisie.actions.stappen import excuse_step
from intervisie.queries.stappen import lines_of_toernee
from intervisie.views.toernee_frame import kept_frame, kept_toernee, toernee_of_either


@signed_in("GET")
def beheer(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the coördinerend hart whose each step is and which are late."""
    toernee = kept_toernee(request, code)
    lines = lines_of_toernee(toernee, None, request.now)
    context = {"lines": lines, "late": [line for line in lines if line.late], "may_excuse": goes_on(toernee)}
    return render(request, "intervisie/stappen/beheer.html", kept_frame(toernee, Step(_("Stappen"))) | context)


@signed_in("POST")
def vrijstellen(request: SignedInRequest, code: str, stap_id: UUID) -> HttpResponse:
    """Say that somebody need not do a step; nobody waits for it any more."""
    toernee = toernee_of_either(request, code)
    rows = excusable_stappen(request.user, toernee, request.now)
    stap = find(rows.select_related("toernee__kring", "bezoek__toernee__kring", "deelnemer__user"), pk=stap_id)
    require(may_excuse(request.user, stap, request.now))
    if done(request, lambda: excuse_step(actor=request.user, stap=stap, now=request.now)):
        name = stap.deelnemer.user.naam
        messages.success(request, _("%(name)s hoeft deze stap niet te doen.") % {"name": name})
    if stap.bezoek is None or may_look_after_toernees(request.user, request.now):
        return redirect("toernee-stappen-beheer", code=code)
    return redirect("bezoek-stappen", code=stap.bezoek.code)
