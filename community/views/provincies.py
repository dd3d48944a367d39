"""`/provincies/`: what goes on in one province, for every member."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.queries.initiatieven import SLUGS, provincie_blocks
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs


@signed_in("GET")
def provincies(request: SignedInRequest) -> HttpResponse:
    """List the twelve provinces."""
    context = {"crumbs": crumbs(Crumb(_("Provincies"))), "provincies": SLUGS}
    return render(request, "community/provincies/provincies.html", context)


@signed_in("GET")
def provincie(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the trainings, groups, meetings and initiatives of one province, and nothing of another."""
    found = SLUGS.get(slug)
    if found is None:
        raise Http404
    context = {
        "crumbs": crumbs(Crumb(_("Provincies"), "provincies"), Crumb(str(found.label))),
        "provincie": found, "blocks": provincie_blocks(request.user, found.value, request.now),
    }  # fmt: skip
    return render(request, "community/provincies/provincie.html", context)
