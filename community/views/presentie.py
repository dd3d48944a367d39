"""Who was there: the list of the organiser, the sheet at the door, the code and the online link."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.access import require
from community.access.agenda import may_read_content, may_take_attendance
from community.actions.errors import ActionError
from community.actions.presentie import Opkomst, StalePresentieError, attend_online, check_in, save_presentie
from community.forms.presentie import PER_PAGE, CheckInForm, lines_from, list_rows
from community.limits import count_try
from community.models import Bijeenkomst, Deelname
from community.queries.agenda import title_of
from community.queries.presentie import EXPECTED, attendance_list
from community.requests import once
from community.views.agenda_frame import open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, signed_in


@signed_in("GET", "POST")
def presentie(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the list with a choice for each person, and store it in one go."""
    meeting = _run_by(request, code)
    page = Paginator(attendance_list(meeting), PER_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    lines = lines_from(request.POST, page.object_list)
                    outcome = save_presentie(actor=request.user, bijeenkomst=meeting, lines=lines, now=request.now)
                    form_once.result = _words(outcome)
        except StalePresentieError as error:
            return _list(request, meeting, page, stale=error)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, form_once.result)
        return redirect(request.get_full_path())
    return _list(request, meeting, page)


@signed_in()
def presentie_afdrukken(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the sheet for the door: the code in large letters and the names to sign."""
    meeting = _run_by(request, code)
    title = _title(request, meeting)
    context = {
        "crumbs": trail_of(request, meeting, title, _("Deurblad")), "meeting": meeting, "title": title,
        "checkin_code": f"{meeting.checkin_code[:4]} {meeting.checkin_code[4:]}",
        "people": [place.user for place in attendance_list(meeting) if place.status in EXPECTED],
    }  # fmt: skip
    return render(request, "community/agenda/deurblad.html", context)


@signed_in("GET", "POST")
def inchecken(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the code somebody read at the door. At most ten wrong ones in five minutes."""
    meeting = open_bijeenkomst(request, code)
    form = CheckInForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        attempt = count_try(request, "inchecken", key=f"{request.user.pk}:{meeting.pk}")
        if attempt is None:
            messages.error(
                request, _("Je hebt te vaak een andere code geprobeerd. Probeer het over 5 minuten opnieuw.")
            )
            return redirect("bijeenkomst", code=code)
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    check_in(actor=request.user, bijeenkomst=meeting, code=form.cleaned_data["code"], now=request.now)
        except ActionError as error:
            messages.error(request, error.message)
        else:
            attempt.take_back()
            messages.success(request, _("Je staat als aanwezig op de lijst. Welkom."))
    elif request.method == "POST":
        messages.error(request, _("Vul de code in die bij de deur hangt."))
    return redirect("bijeenkomst", code=meeting.code)


@signed_in("GET", "POST")
def meedoen(request: SignedInRequest, code: str) -> HttpResponse:
    """Note who opens the online meeting, and lead her there from a page of our own.

    A redirect of the form itself would be stopped by the browser: forms of this site go to this site only.
    """
    meeting = open_bijeenkomst(request, code)
    if request.method != "POST":
        return redirect("bijeenkomst", code=meeting.code)
    place: Deelname | None = None
    try:
        place = attend_online(actor=request.user, bijeenkomst=meeting, now=request.now)
    except ActionError as error:
        messages.error(request, error.message)
        return redirect("bijeenkomst", code=meeting.code)
    title = _title(request, meeting)
    context = {
        "crumbs": trail_of(request, meeting, title, _("Online meedoen")), "meeting": meeting, "title": title,
        "is_noted": place is not None,
    }  # fmt: skip
    return render(request, "community/agenda/meedoen.html", context)


def _run_by(request: SignedInRequest, code: str) -> Bijeenkomst:
    meeting = open_bijeenkomst(request, code)
    require(may_take_attendance(request.user, meeting, request.now))
    return meeting


def _list(
    request: SignedInRequest, meeting: Bijeenkomst, page: Page[Deelname], *, stale: StalePresentieError | None = None
) -> HttpResponse:
    title = _title(request, meeting)
    everyone = request.GET.get("iedereen") == "aanwezig" and stale is None
    changed = stale.changed if stale else []
    chosen = request.POST if stale else None
    context: dict[str, Any] = {
        "crumbs": trail_of(request, meeting, title, _("Presentie")),
        "meeting": meeting,
        "title": title,
        "page_obj": page,
        "rows": list_rows(page.object_list, chosen=chosen, changed=changed, everyone_present=everyone),
        "stale": stale,
        "everyone": everyone,
    }
    return render(request, "community/agenda/presentie.html", context)


def _title(request: SignedInRequest, meeting: Bijeenkomst) -> str:
    return title_of(meeting, is_closed=not may_read_content(request.user, meeting, request.now))


def _words(outcome: Opkomst) -> str:
    text = _("Opgeslagen: {present} aanwezig, {absent} afwezig.").format(present=outcome.present, absent=outcome.absent)
    if not outcome.open:
        return text
    left = ngettext("Van %d persoon weet je het nog niet.", "Van %d mensen weet je het nog niet.", outcome.open)
    return f"{text} {left % outcome.open}"
