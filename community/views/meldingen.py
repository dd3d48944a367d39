"""What was told to a person on screen, and how she wants to hear of things."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.access.coordinatie import may_open_coordinatie
from community.access.meldingen import visible_meldingen
from community.actions.berichten import set_preference
from community.actions.errors import ActionError
from community.actions.meldingen import mark_seen
from community.berichten.screen import in_one_line
from community.berichten.subjects import SUBJECTS, Subject, adjustable_subjects
from community.forms.meldingen import VoorkeurenForm
from community.notation import saved_at
from community.queries.berichten import delivery_of, preferences_of
from community.requests import once
from community.views.door import SignedInRequest, signed_in
from community.views.shell import Crumb, crumbs

PER_PAGE = 50


@signed_in()
def meldingen(request: SignedInRequest) -> HttpResponse:
    """List the meldingen, the newest first. What is shown counts as seen; HEAD shows nothing and marks nothing."""
    rows = visible_meldingen(request.user, request.now).order_by("-due_at", "-created_at", "id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    on_page = list(page.object_list)
    for row in on_page:
        row.recipient = request.user  # her roles came with the request; the kinds ask access
    shown = in_one_line(on_page, request.now)
    if request.method == "GET":
        # Also what is left out of the page: it can never be shown, so it must not keep counting as new.
        mark_seen(actor=request.user, berichten=on_page, now=request.now)
    return render(
        request,
        "community/meldingen/meldingen.html",
        {"crumbs": crumbs(Crumb(_("Meldingen"))), "page_obj": page, "meldingen": shown},
    )


@signed_in("GET", "POST")
def voorkeuren(request: SignedInRequest) -> HttpResponse:
    """Choose per subject how mail comes; what must always reach a person stands beside it."""
    data = request.POST if request.method == "POST" else None
    form = VoorkeurenForm(_subjects_for(request), preferences_of(request.user), data)
    if request.method == "POST" and form.is_valid() and _save(request, form):
        messages.success(request, f"{saved_at(request.now)}.")
        return redirect("voorkeuren")
    return render(
        request,
        "community/meldingen/voorkeuren.html",
        {
            "crumbs": crumbs(Crumb(_("Voorkeuren"))),
            "form": form,
            "delivery": delivery_of(request.user),
            "always": [subject for subject in SUBJECTS.values() if not subject.is_adjustable],
        },
    )


def _subjects_for(request: SignedInRequest) -> list[Subject]:
    """Return the subjects this person hears of: those of the coördinatie only for who belongs to it."""
    is_hart = may_open_coordinatie(request.user, request.now)
    return [subject for subject in adjustable_subjects() if is_hart or subject.code != "COORDINATIE"]


def _save(request: SignedInRequest, form: VoorkeurenForm) -> bool:
    """Store what changed; a refusal comes back as a sentence above the form."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                for subject, mode in form.changes().items():
                    set_preference(actor=request.user, subject=subject, mode=mode, now=request.now)
    except ActionError as error:
        form.add_error(None, error.message)
        return False
    return True
