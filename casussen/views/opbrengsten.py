"""What a session gave, with the casus of its owner: reading it and taking it away. For who writes in the casus."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.opbrengsten import remove_opbrengst
from casussen.models import Sessieopbrengst
from casussen.queries.onderdelen import rows_of
from casussen.queries.opbrengsten import read_opbrengst
from casussen.views.casus_frame import OpenCasus, frame, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.access import require
from community.requests import is_repeat
from community.views.door import SignedInRequest, done, find
from community.views.shell import Step

PART = "sessies"


@confidential_page("GET")
def opbrengst(request: SignedInRequest, code: str, row_id: uuid.UUID) -> HttpResponse:
    """Show what one session gave."""
    opened = open_casus(request, code, part=PART)
    require(opened.zicht.may_write)
    read = read_opbrengst(_row(opened, row_id))
    context = frame(opened, Step(read.title)) | {"opbrengst": read}
    return render(request, "casussen/opbrengsten/opbrengst.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, row_id: uuid.UUID) -> HttpResponse:
    """Ask whether it really goes."""
    opened = open_to_write(request, code, part=PART)
    if request.method == "POST" and is_repeat(request):
        return redirect("casus", code=code)
    row = _row(opened, row_id)
    read = read_opbrengst(row)
    if request.method == "POST":
        if done(request, lambda: remove_opbrengst(actor=request.user, opbrengst=row, now=request.now)):
            messages.success(request, _("Verwijderd."))
        return redirect("casus", code=code)
    title = _("Opbrengst van een sessie verwijderen")
    back = opened.url("casus-opbrengst", row_id=row_id)
    context: dict[str, Any] = {"title": title, "back_url": back, "words": read.title}
    context |= frame(opened, Step(read.title, back), Step(title))
    return render(request, "casussen/onderdelen/verwijderen.html", context)


def _row(opened: OpenCasus, row_id: uuid.UUID) -> Sessieopbrengst:
    row = find(rows_of(opened.casus, Sessieopbrengst), pk=row_id)
    row.casus = opened.casus
    return row
