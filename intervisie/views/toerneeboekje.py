"""The toerneeboekje: what it is, and asking for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest
from community.views.shell import Step
from intervisie.actions.toerneeboekje import ask_boekje
from intervisie.queries.toerneeboekje import kits_for, visits_of
from intervisie.views.bezoek_frame import bezoek_frame, open_bezoek


@confidential_page("GET", "POST")
def boekje(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell what the booklet holds and whose name stands on it; the button has it made and leads to its page."""
    found = open_bezoek(request, code)
    toernee = found.bezoek.toernee
    require(found.place.has_agreed and toernee.destroyed_at is None)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    form_once.result = str(ask_boekje(actor=request.user, toernee=toernee, now=request.now).pk)
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect("boekje", code=code)
        return redirect("werk", werk_id=form_once.result)
    context = bezoek_frame(found, Step(_("Toerneeboekje"))) | {
        "visits": len(visits_of(toernee)), "kits": len(kits_for(request.user, toernee, request.now)),
    }  # fmt: skip
    return render(request, "intervisie/bezoeken/boekje.html", context)
