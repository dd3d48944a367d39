"""My casussen, and the page of one casus."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casussen.queries.casussen import casussen_of_others, my_casussen
from casussen.views.casus_frame import frame, open_casus
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest
from community.views.shell import Crumb, crumbs


@confidential_page("GET")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """Show the person's own casussen and those that others let her read."""
    context = {
        "crumbs": crumbs(Crumb(_("Casussen"))),
        "own": my_casussen(request.user, request.now),
        "shared": casussen_of_others(request.user, request.now),
    }
    return render(request, "casussen/casussen/casussen.html", context)


@confidential_page("GET")
def casus(request: SignedInRequest, code: str) -> HttpResponse:
    """Show a casus: its question, where it stands, and what can be done with it."""
    opened = open_casus(request, code)
    return render(request, "casussen/casussen/casus.html", frame(opened))
