"""Long work that a person waits for: how far it is, stopping it, and fetching what came of it."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from community.access import require
from community.access.werk import may_have_werk, visible_werk
from community.actions.werk import fetch_werk, stop_werk
from community.confidential import confidential
from community.models import Werk
from community.queries.werk import REFUSED, stand_of
from community.requests import once
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb, crumbs

Answer = TypeVar("Answer", bound=HttpResponseBase)
TYPES = {"pdf": "application/pdf"}


@signed_in()
def werk(request: SignedInRequest, werk_id: UUID) -> HttpResponse:
    """Show how far it is; a page that follows by itself, and without JavaScript by a link."""
    row = _found(request, werk_id)
    shown = stand_of(row, request.user, request.now)
    name = _("Je pdf") if shown.kind.has_file else shown.kind.name
    context = {"crumbs": crumbs(Crumb(name)), "stand": shown, "back": shown.kind.back(row)}
    return _unkept(render(request, "community/werk/werk.html", context))


@signed_in()
def stand(request: SignedInRequest, werk_id: UUID) -> HttpResponse:
    """Answer with the part of the page that changes; 204 as long as it would show what it shows."""
    row = _found(request, werk_id)
    shown = stand_of(row, request.user, request.now)
    if request.GET.get("nu") == shown.mark:
        return _unkept(HttpResponse(status=204))
    context = {"stand": shown, "back": shown.kind.back(row)}
    return _unkept(render(request, "community/werk/_stand.html", context))


@signed_in("GET", "POST")
def stoppen(request: SignedInRequest, werk_id: UUID) -> HttpResponse:
    """Stop it: at once when it waits, at its next step when it runs. Who comes back here after logging in sees how it
    stands."""
    row = _found(request, werk_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                stop_werk(actor=request.user, werk=row, now=request.now)
    return redirect("werk", werk_id=werk_id)


@signed_in()
def ophalen(request: SignedInRequest, werk_id: UUID) -> HttpResponseBase:
    """Give the file to be saved, to the person who asked for it and may still have it; access is asked again."""
    row = _found(request, werk_id)
    if request.method == "HEAD":  # nothing is handed out, so nothing is written down
        return _unkept(HttpResponse())
    with confidential():
        found = fetch_werk(actor=request.user, werk=row, now=request.now)
        if found is None:
            messages.info(request, _("Deze pdf is er niet meer. Vraag zo nodig een nieuwe."))
            return redirect("werk", werk_id=werk_id)
        content = found.content
    response = StreamingHttpResponse(content.chunks(), content_type=TYPES[found.kind])
    name = stand_of(row, request.user, request.now).kind.file_name(row, request.now)
    response.headers["Content-Length"] = str(content.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return _unkept(response)


def _found(request: SignedInRequest, werk_id: UUID) -> Werk:
    """Return her own work that she may still have. Work that was refused stays: its page says so."""
    row: Werk = find(visible_werk(request.user, request.now), pk=werk_id)
    with confidential():
        require(row.failure == REFUSED or may_have_werk(request.user, row, request.now))
    return row


def _unkept(response: Answer) -> Answer:
    response.headers["Cache-Control"] = "private, no-store"
    return response
