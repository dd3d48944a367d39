"""The way from a term to the step of a casus that uses it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casussen.access.casussen import own_casussen
from casussen.onderdelen import parts
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest


@confidential_page("GET")
def stap(request: SignedInRequest, part: str) -> HttpResponse:
    """Lead to this part of one's only casus; with none or several to the list, with what to open there."""
    found = parts.find(part)
    if found is None:
        raise Http404
    codes = list(
        own_casussen(request.user, request.now).filter(remove_at__isnull=True).values_list("code", flat=True)[:2]
    )
    if len(codes) == 1:
        return redirect(found.page, codes[0])
    sentence = _("Open een casus. Kies daar: {onderdeel}.").format(onderdeel=found.title)
    messages.info(request, sentence)
    return redirect("casussen")
