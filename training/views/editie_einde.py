"""What who plans does with an editie that is over: take its tables along, and take it out of the lists.

The tables hold names, so they are for who just showed that it is her, and every download is logged (T50).
"""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access import require
from community.actions.errors import ActionError
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Step
from community.views.tweede_stap import proved
from training.access.edities import may_archive_editie, may_export_editie
from training.actions.editie_einde import archive_editie, take_editie_tables
from training.models import Editie
from training.queries.editie_export import packed
from training.views.plan_frame import plan_frame, planned

logger = logging.getLogger("training.export")


@signed_in("GET")
def export(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say what the tables hold and what they do not, with the button to take them along."""
    editie = _exportable(request, slug)
    return render(request, "training/planning/export.html", plan_frame(request, editie, Step(_("Export"))))


@signed_in("GET")
def downloaden(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Give the tables to who just showed that it is her; everybody else finds no page here."""
    _exportable(request, slug)
    return _download(request, slug)


@proved
def _download(request: SignedInRequest, slug: str) -> HttpResponseBase:
    editie = _exportable(request, slug)
    take_editie_tables(actor=request.user, editie=editie, now=request.now)
    content, rows = packed(editie)
    logger.info("editie.export by=%s editie=%s rows=%s", request.user.pk, editie.pk, rows)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="editie-{editie.slug}.zip"'
    return response


@signed_in("GET", "POST")
def archiveren(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask whether an editie leaves the lists, and archive it."""
    if request.method == "POST" and is_repeat(request):
        return redirect("editie-plan", slug=slug)
    editie = planned(request, slug)
    require(may_archive_editie(request.user, editie, request.now))
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    archive_editie(actor=request.user, editie=editie, now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("De editie is gearchiveerd. Wie meedeed, vindt haar nog."))
        return redirect("editie-plan", slug=slug)
    return render(request, "training/planning/archiveren.html", plan_frame(request, editie, Step(_("Archiveren"))))


def _exportable(request: SignedInRequest, slug: str) -> Editie:
    editie = planned(request, slug)
    require(may_export_editie(request.user, editie, request.now))
    return editie
