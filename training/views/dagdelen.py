"""What who leads an editie uses on its days: the attendance list, and the script to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.access import require
from community.access.agenda import may_take_attendance
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Step
from training.access.edities import may_lead
from training.models import OnderdeelKind
from training.queries.draaiboek import script_of
from training.views.editie_frame import frame, open_editie


@signed_in("GET")
def presentie(request: SignedInRequest, slug: str, kind: str, code: str = "") -> HttpResponse:
    """Lead to the attendance list of a day, for who may take it."""
    opened = open_editie(request, slug)
    script = script_of(opened.editie, kind, code)
    meeting = script.deel.bijeenkomst if script else None
    if meeting is None:
        raise Http404
    require(may_take_attendance(request.user, meeting, request.now))
    return redirect("bijeenkomst-presentie", code=meeting.code)


@signed_in("GET")
def draaiboek(request: SignedInRequest, slug: str, kind: str, code: str = "") -> HttpResponse:
    """Show who leads the script of a day, with its times."""
    opened = open_editie(request, slug)
    require(may_lead(request.user, opened.editie, request.now))
    script = script_of(opened.editie, kind, code)
    if script is None:
        raise Http404
    onderdeel = script.deel.onderdeel
    is_dagdeel = kind == OnderdeelKind.DAGDEEL
    page = reverse("editie-dagdeel" if is_dagdeel else "editie-eindsessie",
                   args=[slug, onderdeel.code.lower()] if is_dagdeel else [slug])  # fmt: skip
    steps = (Step(onderdeel.title, page), Step(_("Draaiboek")))
    return render(request, "training/delen/draaiboek.html", frame(opened, *steps) | {"script": script, "page": page})
