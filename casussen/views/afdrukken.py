"""A praktijkboek on paper: what the pdf is, and asking for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.afdrukken import ask_pdf
from casussen.queries.opnamen import opnamen_of
from casussen.views.door import confidential_page
from casussen.views.praktijkboek_frame import frame, open_boek, to_afspraken
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest
from community.views.shell import Step


@confidential_page("GET", "POST")
def afdrukken(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell what the pdf holds and whose name stands on it; the button has it made and leads to its page."""
    opened = open_boek(request, code)
    if opened.rights.must_agree:
        return to_afspraken(request, opened)
    require(opened.rights.may_read)
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    form_once.result = str(ask_pdf(actor=request.user, boek=opened.boek, now=request.now).pk)
        except ActionError as error:
            messages.warning(request, error.message)
            return redirect("praktijkboek-afdrukken", code=code)
        return redirect("werk", werk_id=form_once.result)
    context = frame(request, opened, Step(_("Bewaar als pdf")))
    context["number"] = opnamen_of(opened.boek, request.user, request.now).count()
    return render(request, "casussen/praktijkboeken/afdrukken.html", context)
