"""Gives a file that stands with a message of a leergroep, to who may read that message and to nobody else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from community.access.bestanden import visible_bestanden
from community.models import Bestand, BestandKind
from community.views.door import SignedInRequest, find, signed_in
from community.views.leergroep_frame import open_group, turned_away

MICROSOFT = "application/vnd.openxmlformats-officedocument"
TYPES = {
    BestandKind.PDF: "application/pdf",
    BestandKind.DOCX: f"{MICROSOFT}.wordprocessingml.document",
    BestandKind.XLSX: f"{MICROSOFT}.spreadsheetml.sheet",
    BestandKind.PPTX: f"{MICROSOFT}.presentationml.presentation",
    BestandKind.ODT: "application/vnd.oasis.opendocument.text",
    BestandKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    BestandKind.JPG: "image/jpeg",
    BestandKind.PNG: "image/png",
    BestandKind.WEBP: "image/webp",
    BestandKind.TXT: "text/plain",
    BestandKind.CSV: "text/csv",
}


@signed_in()
def bestand(request: SignedInRequest, slug: str, bestand_id: str) -> HttpResponse:
    """Give the file to be saved, never to be shown inside the site: a browser may do nothing with it by itself."""
    group = open_group(request, slug)
    if answer := turned_away(request, group, may_see=group.rights.may_read):
        return answer
    rows = visible_bestanden(request.user, request.now)
    row: Bestand = find(rows.filter(groepsbericht__kring=group.leergroep.kring_id), pk=bestand_id)
    return given(row)


def given(row: Any) -> HttpResponse:
    """Give the file of a row with a name, a kind and its content, to who was let through by its door.

    Raises Http404 when the file is gone from the disk.
    """
    try:
        with row.content.open("rb") as content:
            response = HttpResponse(content.read(), content_type=TYPES[BestandKind(row.kind)])
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
