"""Gives pictures and documents of the website, each to who may read a page that shows it.

Nothing lies at an address of its own: the storage may be a folder or a bucket that only we open.
"""

from hashlib import sha256
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from community.access import require
from community.access.beelden import may_see_upload
from community.access.kennis import may_edit_website
from community.queries.beelden import WIDTHS, documents, find_upload, images, rendition
from community.views.door import SignedInRequest, TimedRequest, find, public, signed_in

# What everybody may see is kept, and asked about each time: what is taken down is gone everywhere at once.
PUBLIC_CACHE = "public, no-cache"
CLOSED = "default-src 'none'; sandbox"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


@public()
def beeld(request: TimedRequest, pk: int, maat: str) -> HttpResponse:
    """Show a picture in one of its sizes."""
    if maat not in WIDTHS:
        raise Http404
    require(may_see_upload(request.user, images().model, pk, request.now))
    image = find(images(), pk=pk)
    made = rendition(image, maat)
    if made is None:
        raise Http404
    return _given(request, made.file)


@public()
def document(request: TimedRequest, pk: int, naam: str) -> HttpResponse:
    """Give a document to be saved."""
    require(may_see_upload(request.user, documents().model, pk, request.now))
    row = find(documents(), pk=pk)
    require(row.filename == naam)
    return _given(request, row.file)


@signed_in()
def bestand(request: SignedInRequest, naam: str) -> HttpResponse:
    """Give who keeps the website a file by the name it is kept under: thumbnails in /beheer/ have such addresses."""
    require(may_edit_website(request.user, request.now))
    file = find_upload(naam)
    if file is None:
        raise Http404
    return _given(request, file)


def _given(request: TimedRequest, file: Any) -> HttpResponse:
    """Give the content: a picture to be shown, everything else to be saved. Raises Http404 when the file is gone."""
    name = PurePosixPath(file.name).name
    kind = guess_type(name)[0]
    is_picture = kind in PICTURES
    try:
        with file.open("rb") as content:
            answer = HttpResponse(content.read(), content_type=kind if is_picture else "application/octet-stream")
    except FileNotFoundError as error:
        raise Http404 from error
    disposition = content_disposition_header(as_attachment=not is_picture, filename=name)
    answer.headers["Content-Disposition"] = disposition or "inline"
    answer.headers["Content-Security-Policy"] = CLOSED
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # Who is not logged in may see it, so everybody may. For members community.middleware.headers forbids every cache.
    answer.headers["Cache-Control"] = PUBLIC_CACHE if request.user.is_anonymous else "private, no-store"
    if request.user.is_authenticated:
        return answer
    tag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=answer) or answer
