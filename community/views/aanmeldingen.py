"""`/coordinatie/aanmeldingen/`: who wants to join, and what the coördinatoren decide."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community import access
from community.access.toegang import may_judge_aanmeldingen, visible_aanmeldingen
from community.actions.aanmeldingen import decline_aanmelding, invite_aanmelder, note_aanmelding
from community.actions.errors import ActionError, StaleSaveError
from community.filters.toegang import AanmeldingFilter
from community.forms.aanmeldingen import DeclineForm, NoteForm
from community.forms.versions import both_versions, take_stored_version
from community.models import Aanmelding, AanmeldingStatus
from community.queries.aanmeldingen import in_order, member_with_email, open_invitation_for, others_of
from community.requests import is_repeat, once
from community.views.coordinatie import way_to
from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb

PER_PAGE = 50


@signed_in()
def aanmeldingen(request: SignedInRequest) -> HttpResponse:
    """List the requests to join, what waits first."""
    access.require(may_judge_aanmeldingen(request.user, request.now))
    rows = in_order(visible_aanmeldingen(request.user, request.now))
    found = AanmeldingFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs if found.is_valid() else rows.none(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "community/toegang/aanmeldingen.html",
        {
            "crumbs": way_to(request, Crumb(_("Aanmeldingen"))),
            "form": found.form,
            "is_narrowed": bool(request.GET.get("q") or request.GET.get("status")),
            "page_obj": page,
        },
    )


@signed_in("GET", "POST")
def aanmelding(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one request with all one can do about it; the form on the page keeps a note."""
    row = _find(request, pk)
    form = NoteForm(row, request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    note_aanmelding(actor=request.user, aanmelding=row, now=request.now, **form.cleaned_data)
        except StaleSaveError as error:
            take_stored_version(form, error)
            context |= {"stale": error, "versions": both_versions(form, NoteForm(error.current))}
        else:
            messages.success(request, _("De notitie is opgeslagen."))
            return redirect("aanmelding", pk=row.pk)
    return render(request, "community/toegang/aanmelding.html", context | _context(request, row))


@signed_in("GET", "POST")
def uitnodigen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Say yes: the invitation goes out. Who comes here by address alone goes to the request itself."""
    row = _find(request, pk)
    if request.method != "POST":
        return redirect("aanmelding", pk=row.pk)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                invite_aanmelder(actor=request.user, aanmelding=row, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
        return redirect("aanmelding", pk=row.pk)
    messages.success(request, _("%s krijgt een uitnodiging per mail.") % row.naam)
    return redirect("aanmeldingen")


@signed_in("GET", "POST")
def afwijzen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Say no, in words that go out by mail."""
    row = _find(request, pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and is_repeat(request):
        return redirect("aanmeldingen")
    if row.status != AanmeldingStatus.NIEUW and request.method != "POST":
        return redirect("aanmelding", pk=row.pk)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    decline_aanmelding(
                        actor=request.user, aanmelding=row, text=form.cleaned_data["text"], now=request.now
                    )
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("De aanmelding is afgewezen. %s krijgt je tekst per mail.") % row.naam)
            return redirect("aanmeldingen")
    trail = way_to(request, Crumb(_("Aanmeldingen"), "aanmeldingen"), Crumb(_("Afwijzen")))
    return render(request, "community/toegang/afwijzen.html", {"row": row, "form": form, "crumbs": trail})


def _find(request: SignedInRequest, pk: uuid.UUID) -> Aanmelding:
    return find(visible_aanmeldingen(request.user, request.now).select_related("decided_by"), pk=pk)


def _context(request: SignedInRequest, row: Aanmelding) -> dict[str, object]:
    return {
        "row": row,
        "is_new": row.status == AanmeldingStatus.NIEUW,
        "member": member_with_email(row.email),
        "invitation": open_invitation_for(row.email),
        "others": others_of(row),
        "crumbs": way_to(request, Crumb(_("Aanmeldingen"), "aanmeldingen"), Crumb(row.naam)),
    }
