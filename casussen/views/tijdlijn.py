"""The timeline of a casus."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casussen.queries.tijdlijn import read_tijdlijn, tijdlijn_of
from casussen.views.casus_frame import frame, open_casus
from casussen.views.door import confidential_page
from community.notation import day_of
from community.views.door import SignedInRequest
from community.views.shell import Step


@confidential_page("GET")
def tijdlijn(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the moments by day."""
    opened = open_casus(request, code, part="tijdlijn")
    context = frame(opened, Step(_("Tijdlijn")))
    if not opened.may_write:
        return render(request, "casussen/tijdlijn/tijdlijn.html", context | (read_tijdlijn(opened.casus) or {}))
    context |= {"lines": tijdlijn_of(opened.casus), "today": day_of(request.now)}
    return render(request, "casussen/tijdlijn/tijdlijn.html", context)
