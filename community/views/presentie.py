"""Who was there: the list of the organiser, the sheet at the door, the code and the online link."""

import logging
from typing import Any

import qrcode
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from qrcode.image.svg import SvgPathImage

from community.access import require
from community.access.agenda import may_answer, may_read_content, may_take_attendance
from community.actions.errors import ActionError
from community.actions.presentie import (
    Opkomst,
    StalePresentieError,
    attend_online,
    check_in,
    is_open_for_presence,
    save_presentie,
)
from community.berichten.render import absolute
from community.forms.presentie import CODE_LENGTH, PER_PAGE, CheckInForm, lines_from, list_rows
from community.limits import count_try
from community.models import Bijeenkomst, Deelname, DeelnameStatus
from community.queries.agenda import own_places, title_of
from community.queries.presentie import EXPECTED, attendance_list
from community.requests import once
from community.views.agenda_frame import open_bijeenkomst, trail_of
from community.views.door import SignedInRequest, signed_in

logger = logging.getLogger(__name__)
NOT_STORED = gettext_lazy(
    "Het is niet gelukt om dit op te slaan. Je staat nog niet op de lijst. Probeer het over een minuut opnieuw. "
    "Lukt het dan niet? Vraag de organisator om je op de lijst te zetten."
)


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
    path = f"{reverse('bijeenkomst-inchecken', args=[meeting.code])}?code={meeting.checkin_code}"
    context = {
        "crumbs": trail_of(request, meeting, title, _("Deurblad")), "meeting": meeting, "title": title,
        "drawing": _drawing(absolute(path)),
        "checkin_code": f"{meeting.checkin_code[:4]} {meeting.checkin_code[4:]}",
        "people": [place.user for place in attendance_list(meeting) if place.status in EXPECTED],
    }  # fmt: skip
    return render(request, "community/agenda/deurblad.html", context)


@signed_in("GET", "POST")
def inchecken(request: SignedInRequest, code: str) -> HttpResponse:
    """Take the code of the door, typed or carried by the QR code on the sheet. Looking changes nothing.

    Says that it is stored only after it is. At most ten wrong codes in five minutes.
    """
    meeting = open_bijeenkomst(request, code)
    require(may_answer(request.user, meeting, request.now))
    if request.method != "POST":
        carried = CheckInForm(initial={"code": request.GET.get("code", "")[:CODE_LENGTH]}, use_required_attribute=False)
        return _door(request, meeting, carried)
    form = CheckInForm(request.POST, use_required_attribute=False)
    if not form.is_valid():
        return _door(request, meeting, form)
    attempt = count_try(request, "inchecken", key=f"{request.user.pk}:{meeting.pk}")
    if attempt is None:
        form.add_error(None, _("Je hebt te vaak een andere code geprobeerd. Probeer het over 5 minuten opnieuw."))
        return _door(request, meeting, form)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                check_in(actor=request.user, bijeenkomst=meeting, code=form.cleaned_data["code"], now=request.now)
    except ActionError as error:
        form.add_error(None, error.message)
        return _door(request, meeting, form)
    except DatabaseError:
        logger.exception("presence was not stored")
        form.add_error(None, NOT_STORED)
        return _door(request, meeting, form, status=503)
    attempt.take_back()
    messages.success(request, _("Je staat als aanwezig op de lijst. Welkom."))
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


def _door(request: SignedInRequest, meeting: Bijeenkomst, form: CheckInForm, *, status: int = 200) -> HttpResponse:
    """Show the form of the door, or why there is none now."""
    title = _title(request, meeting)
    own = own_places([meeting], request.user).get(meeting.pk)
    context = {
        "crumbs": trail_of(request, meeting, title, _("Ik ben er")), "meeting": meeting, "title": title, "form": form,
        "is_open": is_open_for_presence(meeting, request.now),
        "is_present": own is not None and own.status == DeelnameStatus.AANWEZIG,
    }  # fmt: skip
    return render(request, "community/agenda/inchecken.html", context, status=status)


def _drawing(address: str) -> str:
    """Return an address as the SVG of a QR code, for the tag `qr_code`."""
    drawn: bytes = qrcode.make(address, image_factory=SvgPathImage, border=2).to_string()
    return drawn.decode()


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
