"""Goals, what is at stake, and the weighing of options."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casussen.actions.onderdelen import save_single
from casussen.forms.afweging import AfwegingForm
from casussen.models import Afweging
from casussen.queries.doelen import afweging_of, doelen_page, read_doelen, values_of_frame
from casussen.views import bewaren
from casussen.views.casus_frame import frame, open_casus
from casussen.views.door import confidential_page
from community.actions.versions import NOT_STORED
from community.views.door import SignedInRequest, sent
from community.views.shell import Step


@confidential_page("GET")
def doelen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the common goal, other goals, and apart from them the belangen."""
    opened = open_casus(request, code, part="doelen")
    context = frame(opened, Step(_("Doelen en belangen")))
    if not opened.may_write:
        return render(request, "casussen/doelen/doelen.html", context | (read_doelen(opened.casus) or {}))
    page = doelen_page(opened.casus, opened.answers)
    return render(request, "casussen/doelen/doelen.html", context | {"page": page})


@confidential_page("GET", "POST")
def afweging(request: SignedInRequest, code: str) -> HttpResponse:
    """Weigh options: criteria, scores with reasons, and what comes out."""
    opened = open_casus(request, code, part="afweging", saves_itself=True)
    row = afweging_of(opened.casus)
    stored = row.frame if row else {}
    context = frame(opened, Step(_("Doelen en belangen"), opened.url("casus-doelen")), Step(_("Afweging")))
    context |= {"afweging": values_of_frame(stored)}
    if not opened.may_write:
        return render(request, "casussen/doelen/afweging.html", context)
    form = AfwegingForm(sent(request), frame=stored, version=row.version if row else NOT_STORED)
    context |= {"form": form}

    def save(version: int) -> Afweging:
        return save_single(
            actor=request.user, casus=opened.casus, model=Afweging, is_it=lambda _row: True, version=version,
            values={"frame": form.frame()}, now=request.now,
        )  # fmt: skip

    def theirs(current: Any) -> BaseForm:
        return AfwegingForm(frame=current.frame, version=current.version)

    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url("casus-afweging"))
    return answer or render(request, "casussen/doelen/afweging.html", context)
