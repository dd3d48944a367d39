"""Dilemmas of a casus."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casussen.queries.dilemmas import dilemmas_of, read_dilemmas
from casussen.views.casus_frame import frame, open_casus
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest
from community.views.shell import Step


@confidential_page("GET")
def dilemmas(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the dilemmas; who only reads does not see the sensitive ones."""
    opened = open_casus(request, code, part="dilemmas")
    context = frame(opened, Step(_("Dilemma's")))
    if not opened.may_write:
        return render(request, "casussen/dilemmas/dilemmas.html", context | (read_dilemmas(opened.casus) or {}))
    lines = dilemmas_of(opened.casus, with_sensitive=True)
    return render(request, "casussen/dilemmas/dilemmas.html", context | {"lines": lines})
