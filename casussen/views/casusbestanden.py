"""Files of a casus: adding, giving and removing them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casussen.actions.casusbestanden import add_files, remove_file
from casussen.forms.fasen import BestandForm
from casussen.models import Casusbestand
from casussen.queries.fasen import bestanden_of
from casussen.queries.onderdelen import rows_of
from casussen.views.casus_frame import frame, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import ActionError
from community.models import BestandKind
from community.requests import is_repeat, once
from community.views.bestanden import TYPES
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step


@confidential_page("GET", "POST")
def bestanden(request: SignedInRequest, code: str) -> HttpResponse:
    """List the files, and take new ones."""
    is_sent = request.method == "POST"
    opened = (open_to_write if is_sent else open_casus)(request, code, part="bestanden")
    context = frame(opened, Step(_("Documenten")))
    if not opened.may_write:
        context |= {"lines": bestanden_of(opened.casus)}
        return render(request, "casussen/bestanden/bestanden.html", context)
    form = BestandForm(sent(request), request.FILES or None)
    if is_sent and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    files = form.cleaned_data["bestanden"]
                    add_files(actor=request.user, casus=opened.casus, files=files, now=request.now)
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Toegevoegd."))
            return redirect("casus-bestanden", code=code)
    context |= {"form": form, "lines": bestanden_of(opened.casus)}
    return render(request, "casussen/bestanden/bestanden.html", context)


@confidential_page("GET")
def bestand(request: SignedInRequest, code: str, row_id: str) -> HttpResponseBase:
    """Give a file to be saved, never to be shown inside the site.

    The first chunk is opened before the answer begins: a file that does not open is a 503, not half a file. The name
    it is saved under says nothing: what somebody called it stays on the page.
    """
    opened = open_casus(request, code, part="bestanden")
    row = find(rows_of(opened.casus, Casusbestand), pk=row_id)
    content = row.content
    chunks = content.chunks()
    response = StreamingHttpResponse(_begun(chunks), content_type=TYPES[BestandKind(row.kind)])
    name = f"{code}-document-{row.position + 1}.{BestandKind(row.kind).label}"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Length"] = str(content.size)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, row_id: str) -> HttpResponse:
    """Ask whether a file really goes."""
    opened = open_to_write(request, code, part="bestanden")
    if request.method == "POST" and is_repeat(request):
        return redirect("casus-bestanden", code=code)
    row = find(rows_of(opened.casus, Casusbestand), pk=row_id)
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                remove_file(actor=request.user, casus=opened.casus, bestand=row, now=request.now)
        messages.success(request, _("Verwijderd."))
        return redirect("casus-bestanden", code=code)
    back = opened.url("casus-bestanden")
    context = frame(opened, Step(_("Documenten"), back), Step(_("Document verwijderen"))) | {
        "title": _("Document verwijderen"), "back_url": back, "words": row.name,
        "stays": _("Hoort het bij een product, dan blijft dat product staan, zonder dit document."),
    }  # fmt: skip
    return render(request, "casussen/onderdelen/verwijderen.html", context)


def _begun(chunks: Iterator[bytes]) -> Iterable[bytes]:
    """Return the same chunks, of which the first was opened."""
    return chain([next(chunks, b"")], chunks)
