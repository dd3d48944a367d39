"""The map of parties."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.onderdelen import add_parties_of_format
from casussen.queries.partijen import missing_parties, partijen_of, read_partijen
from casussen.views.casus_frame import frame, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest
from community.views.shell import Step


@confidential_page("GET")
def partijen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who takes part, and how close each stands."""
    opened = open_casus(request, code, part="partijen")
    context = frame(opened, Step(_("Partijen")))
    if not opened.may_write:
        return render(request, "casussen/partijen/partijen.html", context | (read_partijen(opened.casus) or {}))
    lines = partijen_of(opened.casus)
    context |= {"lines": lines, "from_format": missing_parties(lines, opened.answers)}
    return render(request, "casussen/partijen/partijen.html", context)


@confidential_page("POST")
def uit_format(request: SignedInRequest, code: str) -> HttpResponse:
    """Put the parties that the format names on the map."""
    opened = open_to_write(request, code, part="partijen")
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                add_parties_of_format(actor=request.user, casus=opened.casus, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("De partijen uit je format staan op de kaart."))
    return redirect("casus-partijen", code=code)
