"""The agenda: list, one meeting and its calendar file. Months: views/maand.py; planning: views/planning.py."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from community.access.agenda import (
    agenda_bijeenkomsten,
    may_answer,
    may_change,
    may_plan,
    may_read_content,
    may_see_online_link,
    may_take_attendance,
)
from community.actions.presentie import is_open_for_presence
from community.dagdelen import in_words
from community.filters.agenda import AgendaFilter
from community.forms.presentie import CheckInForm
from community.group_lives import group_lives
from community.meeting_points import MeetingLink, meeting_links
from community.models import Bijeenkomst, BijeenkomstStatus, Deelname, DeelnameStatus, KringKind
from community.queries.agenda import (
    agenda_items,
    coming,
    filling_of,
    own_places,
    past,
    place_of,
    places_in_line,
    route_to,
    title_of,
)
from community.queries.feed import single_file
from community.queries.kringen import home_of
from community.queries.leergroepen import path_of
from community.queries.vergadering import vergadering_of
from community.views.agenda_frame import login_when_closed, open_bijeenkomst, tabs, trail, trail_of
from community.views.door import TimedRequest, public
from community.workdays import local_date

PER_PAGE = 30


@public()
def agenda(request: TimedRequest) -> HttpResponse:
    """List the coming meetings this person may know of; those that are over stand behind a link."""
    is_past = request.GET.get("eerder") == "1"
    rows = agenda_bijeenkomsten(request.user, request.now).select_related("kring")
    rows = past(rows, request.now) if is_past else coming(rows, request.now)
    found = AgendaFilter(request.GET, queryset=rows, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    today = local_date(request.now)
    context = {
        "crumbs": trail(request),
        "tabs": tabs("lijst", reverse("agenda-maand", args=[today.year, today.month])),
        "filter": found,
        "page_obj": page,
        "items": agenda_items(page.object_list, request.user, request.now),
        "is_past": is_past,
        "may_plan": may_plan(request.user, request.now),
    }
    return render(request, "community/agenda/agenda.html", context)


@public()
@login_when_closed
def bijeenkomst(request: TimedRequest, code: str) -> HttpResponse:
    """Show one meeting: when, where, for whom, who comes, and the button to answer."""
    meeting = open_bijeenkomst(request, code)
    may_read = may_read_content(request.user, meeting, request.now)
    title = title_of(meeting, is_closed=not may_read)
    filling = filling_of(meeting, request.user, request.now)
    context = {
        "crumbs": trail_of(request, meeting, title),
        "meeting": meeting,
        "title": title,
        "may_read": may_read,
        "when": in_words(meeting.starts_at, meeting.ends_at),
        "place": place_of(meeting),
        "route_url": route_to(meeting),
        "must_agree": not may_read and may_answer(request.user, meeting, request.now),
        "seats": filling.seats,
        "guests": filling.guests,
        "group_path": _path_of_group(meeting, may_read),
        "links": _links_of(request, meeting) if may_read else [],
        "vergadering": vergadering_of(meeting, request.user, request.now),
        **_rights(request, meeting, filling.own),
    }
    return render(request, "community/agenda/bijeenkomst.html", context)


def _links_of(request: TimedRequest, meeting: Bijeenkomst) -> list[MeetingLink]:
    """Return what other modules show of a meeting of a group."""
    if meeting.kring_id is None:
        return []
    return [link for build in meeting_links.all() for link in build(request.user, meeting, request.now)]


def _path_of_group(meeting: Bijeenkomst, may_read: bool) -> str:
    """Return the page of the group that meets, for who reads along in it; a leergroep is known to everybody."""
    kring = meeting.kring
    if kring is None or group_lives.find(kring.kind) is None:
        return ""
    if kring.kind == KringKind.LEERGROEP:
        return path_of(kring.leergroep)
    return home_of(kring).path if may_read else ""


@public()
@login_when_closed
def bijeenkomst_ics(request: TimedRequest, code: str) -> HttpResponse:
    """Give the calendar file of one meeting."""
    meeting = open_bijeenkomst(request, code)
    if meeting.status == BijeenkomstStatus.CONCEPT:
        raise Http404
    place = own_places([meeting], request.user).get(meeting.pk)
    content = single_file(meeting, place, may_read=may_read_content(request.user, meeting, request.now))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bijeenkomst-{meeting.code}.ics"'
    return response


def _rights(request: TimedRequest, meeting: Bijeenkomst, place: Deelname | None) -> dict[str, Any]:
    """Return what this person may do on the page of a meeting, and how she stands in it."""
    user, now = request.user, request.now
    is_asked = may_answer(user, meeting, now)
    goes_on = meeting.status == BijeenkomstStatus.GEPLAND
    can_report = is_asked and is_open_for_presence(meeting, now)
    is_waiting = place is not None and place.status == DeelnameStatus.WACHTLIJST
    return {
        "own": place,
        "position": places_in_line([place.pk]).get(place.pk) if place and is_waiting else None,
        "may_answer": is_asked and goes_on and meeting.starts_at > now,
        "may_change": may_change(user, meeting, now),
        "may_take_attendance": may_take_attendance(user, meeting, now),
        "may_open_online": bool(meeting.online_url)
        and meeting.ends_at > now
        and may_see_online_link(user, meeting, now),
        "checkin_form": CheckInForm() if can_report and meeting.place_name else None,
        "is_over": meeting.ends_at <= now,
        "has_begun": meeting.starts_at <= now,
    }
