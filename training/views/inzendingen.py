"""What participants handed in and share: a trainer sees what waits, reads it and reacts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.actions.errors import StaleSaveError
from community.forms.versions import take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step
from training.access.tussentijden import may_follow, shared_inzendingen
from training.actions.tussentijden import log_shared_reading, react_to_work
from training.forms.tussentijden import ReactieForm
from training.models import Inzending
from training.queries.inzendingen import reacties_of, read_parts, waiting_inzendingen
from training.views.editie_frame import OpenEditie, frame, open_editie

PAGE = "editie-inzendingen"


@confidential_page("GET")
def inzendingen(request: SignedInRequest, slug: str) -> HttpResponse:
    """List what waits for a reaction, and what was answered already."""
    opened = _led(request, slug)
    rows = shared_inzendingen(request.user, opened.editie, request.now)
    rows = rows.select_related("deelnemer__user", "editiedeel__onderdeel")
    found = list(rows.order_by("editiedeel__onderdeel__position", "deelnemer__user__sort_key", "pk"))
    waiting = waiting_inzendingen(found)
    context = frame(opened, Step(_("Inzendingen"))) | {
        "waiting": waiting,
        "answered": [row for row in found if row not in waiting],
    }
    return render(request, "training/inzendingen/inzendingen.html", context)


@confidential_page("GET", "POST")
def inzending(request: SignedInRequest, slug: str, inzending_id: str) -> HttpResponse:
    """Show the parts that a participant lets her trainers read, after a line in her log; take in a reaction."""
    opened = _led(request, slug)
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, slug=slug)
    rows = shared_inzendingen(request.user, opened.editie, request.now)
    rows = rows.select_related("deelnemer__user", "deelnemer__editie", "editiedeel__onderdeel")
    row = find(rows.prefetch_related("editiedeel__onderdeel__instrumenten"), pk=inzending_id)
    form = ReactieForm(sent(request), version=row.version)
    context: dict[str, Any] = {"inzending": row, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    react_to_work(actor=request.user, inzending=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context["stale"] = error
        else:
            messages.success(request, _("Je reactie staat klaar. De deelnemer krijgt bericht."))
            return redirect(PAGE, slug=slug)
    log_shared_reading(actor=request.user, inzending=row, now=request.now)
    context |= {
        "shown": [(part, _drawn(request, part.template, values)) for part, values in read_parts(row)],
        "reacties": reacties_of(request.user, row, request.now),
    }
    steps = (Step(_("Inzendingen"), reverse(PAGE, args=[slug])), Step(_title(row)))
    return render(request, "training/inzendingen/inzending.html", frame(opened, *steps) | context)


def _drawn(request: SignedInRequest, template: str, values: Any) -> str:
    return render_to_string(template, dict(values), request) if values else ""


def _title(row: Inzending) -> str:
    return row.deelnemer.user.naam


def _led(request: SignedInRequest, slug: str) -> OpenEditie:
    """Return the editie for who leads it. Raises Http404 for everybody else."""
    opened = open_editie(request, slug)
    if not may_follow(request.user, opened.editie, request.now):
        raise Http404
    return opened
