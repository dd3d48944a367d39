"""Photographs of cards: adding them, seeing them and taking them away."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.models import BestandKind
from community.requests import is_repeat, once
from community.views.bestanden import TYPES
from community.views.door import TimedRequest, find, sent
from community.views.shell import Step
from intervisie.access.kaartfotos import may_photograph, removable_fotos, visible_fotos
from intervisie.access.sessies import Plek
from intervisie.actions.kaartfotos import add_foto, remove_foto
from intervisie.forms.kaartfotos import KaartfotoForm
from intervisie.models import Kaartfoto
from intervisie.queries.kaartfotos import groups_of, people_choices
from intervisie.views.sessie_frame import sessie_frame
from intervisie.views.sessiedoor import session_page


@session_page("GET", "POST")
def fotos(request: TimedRequest, plek: Plek) -> HttpResponse:
    """Show the photographs she sees, and take a new one."""
    may_add = may_photograph(plek, request.now)
    require(may_add or (request.method != "POST" and visible_fotos(plek, request.now).exists()))
    form = None
    if may_add:
        people = people_choices(plek, request.now)
        form = KaartfotoForm(sent(request), request.FILES or None, people=people)
        if request.method == "POST" and _is_added(request, plek, form):
            messages.success(request, _("De foto staat erbij. Alleen wie de kaartjes kreeg, ziet hem straks nog."))
            return redirect("sessie-fotos", code=plek.sessie.code)
    context = _frame(plek) | {"form": form, "groups": groups_of(plek, request.now)}
    return render(request, "intervisie/sessies/fotos/fotos.html", context)


@session_page("GET")
def foto(request: TimedRequest, plek: Plek, foto_id: str) -> HttpResponseBase:
    """Give one photograph to who sees it."""
    return shown(find(visible_fotos(plek, request.now), pk=foto_id))


@session_page("GET", "POST")
def verwijderen(request: TimedRequest, plek: Plek, foto_id: str) -> HttpResponse:
    """Ask whether a photograph really goes."""
    code = plek.sessie.code
    if request.method == "POST" and is_repeat(request):
        return redirect("sessie-fotos", code=code)
    row = find(removable_fotos(plek, request.now), pk=foto_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_foto(plek=plek, foto=row, now=request.now)
        messages.success(request, _("De foto is weg."))
        return redirect(_after(request, plek))
    context = _frame(plek, _("Foto verwijderen")) | {"foto": row}
    return render(request, "intervisie/sessies/fotos/verwijderen.html", context)


def shown(row: Kaartfoto) -> StreamingHttpResponse:
    """Return a photograph to stand in a page. Its first piece is opened before the answer begins: one that does not
    open is a 503, not half a picture."""
    content = row.content
    answer = StreamingHttpResponse(_begun(content.chunks()), content_type=TYPES[BestandKind(row.kind)])
    answer.headers["Content-Length"] = str(content.size)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _is_added(request: TimedRequest, plek: Plek, form: KaartfotoForm) -> bool:
    if not form.is_valid():
        return False
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                given = form.cleaned_data
                add_foto(plek=plek, about=given["about"], upload=given["foto"], now=request.now)
    except ActionError as error:
        form.add_error("foto", error.message)
        return False
    return True


def _after(request: TimedRequest, plek: Plek) -> str:
    """Return where she goes when a photograph is gone: the page of photographs, while that has something for her."""
    stays = may_photograph(plek, request.now) or visible_fotos(plek, request.now).exists()
    return reverse("sessie-fotos" if stays else "sessie-resultaat", args=[plek.sessie.code])


def _frame(plek: Plek, *titles: str) -> dict[str, Any]:
    here = Step(_("Foto's van kaartjes"), reverse("sessie-fotos", args=[plek.sessie.code]) if titles else "")
    return sessie_frame(plek, here, *map(Step, titles))


def _begun(chunks: Iterator[bytes]) -> Iterable[bytes]:
    return chain([next(chunks, b"")], chunks)
