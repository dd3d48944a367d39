"""A casus in a praktijkboek: handing it in, reading it, taking it out, and who read it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import (
    casussen_to_hand_in,
    may_see_readings,
    may_take_back,
    visible_opnamen,
)
from casussen.actions.opnamen import hand_in, read_opname, take_back
from casussen.forms.praktijkboeken import InleverForm
from casussen.models import Opname
from casussen.queries.casussen import title_of
from casussen.queries.opnamen import (
    CasusChoice,
    choices_for,
    neighbours,
    others_in,
    reader_counts,
    readers_by_name,
    reading_of,
)
from casussen.queries.praktijkboeken import rights_in
from casussen.views.controle import marked_casus
from casussen.views.door import confidential_page
from casussen.views.praktijkboek_frame import OpenBoek, frame, open_boek, to_afspraken
from community.access import require
from community.actions.errors import ActionError
from community.requests import is_first_time, is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, Step, crumbs


@confidential_page("GET", "POST")
def inleveren(request: SignedInRequest, code: str) -> HttpResponse:
    """Let somebody hand in a casus of her own, or renew what she handed in."""
    opened = open_boek(request, code)
    if opened.rights.must_agree:
        return to_afspraken(request, opened)
    if not opened.rights.may_bring:
        require(request.method == "POST")
        messages.warning(request, _("Inleveren en bijwerken kan niet meer. Er is niets veranderd."))
        return redirect("praktijkboek", code=code)
    choices = choices_for(opened.boek, request.user, request.now)
    ready = [(one.code, one.words) for one in choices if not one.missing]
    form = InleverForm(ready, sent(request), initial=_begin(choices))
    if request.method == "POST" and form.is_valid() and (answer := _hand_in(request, opened, form)):
        return answer
    context = frame(request, opened, Step(_("Mijn casus inleveren")))
    context |= {"form": form, "unready": [one for one in choices if one.missing], "ready": ready}
    context |= _to_check(request, str(form["casus"].value() or ""), ready)
    return render(request, "casussen/praktijkboeken/inleveren.html", context)


@confidential_page("GET")
def lezen(request: SignedInRequest, code: str, opname_code: str) -> HttpResponse:
    """Show one casus to read, after noting who reads it; with the one before and after."""
    opname, opened = _open_opname(request, code, opname_code)
    if opname is None and opened is not None:
        return to_afspraken(request, opened)
    if opname is None:
        raise Http404
    read_opname(actor=request.user, opname=opname, now=request.now)
    reading = reading_of(opname)
    parts = [(shown.part.title, render_to_string(shown.part.template, dict(shown.values))) for shown in reading.parts]
    context = _frame(request, opname, opened, Step(reading.title)) | {"reading": reading, "parts": parts}
    if opened is not None:
        context["previous"], context["next"] = neighbours(opname, opened.boek, request.user, request.now)
    return render(request, "casussen/praktijkboeken/lezen.html", context)


@confidential_page("GET", "POST")
def terugnemen(request: SignedInRequest, code: str, opname_code: str) -> HttpResponse:
    """Ask whether her casus really goes out, and take it out."""
    if request.method == "POST" and is_repeat(request):
        return redirect("praktijkboeken")  # a second click: it is out already
    opname, opened = _open_opname(request, code, opname_code)
    if opname is None:
        raise Http404
    require(may_take_back(request.user, opname, request.now))
    if request.method == "POST":
        if is_first_time(request, now=request.now):
            take_back(actor=request.user, opname=opname, now=request.now)
        messages.success(request, _("Je casus staat niet meer in het praktijkboek. Je eigen casus is niet veranderd."))
        return redirect(opened.url("praktijkboek") if opened else reverse("praktijkboeken"))
    context = _frame(request, opname, opened, _step_to(opname), Step(_("Terugnemen")))
    return render(request, "casussen/praktijkboeken/terugnemen.html", context)


@confidential_page("GET")
def inzage(request: SignedInRequest, code: str, opname_code: str) -> HttpResponse:
    """Show its author who read her casus here."""
    opname, opened = _open_opname(request, code, opname_code)
    if opname is None:
        raise Http404
    require(may_see_readings(request.user, opname, request.now))
    context = _frame(request, opname, opened, _step_to(opname), Step(_("Inzage")))
    context |= {
        "readers": readers_by_name(opname),
        "number": reader_counts([opname.pk], opname.praktijkboek, request.now)[opname.pk],
        "others": others_in(opname, opname.praktijkboek, request.now),
    }
    return render(request, "casussen/praktijkboeken/inzage.html", context)


def _open_opname(request: SignedInRequest, code: str, opname_code: str) -> tuple[Opname | None, OpenBoek | None]:
    """Return the casus as this person reads it, with the praktijkboek when she is in it.

    No casus: she is in it and has to agree first. Raises Http404 when there is nothing for her.
    """
    rows = visible_opnamen(request.user, request.now).select_related("author", "praktijkboek__kring")
    try:
        opname = find(rows, code=opname_code, praktijkboek__code=code)
    except Http404:
        opened = open_boek(request, code)
        require(opened.rights.must_agree)
        return None, opened
    rights = rights_in(request.user, opname.praktijkboek, request.now)
    return opname, OpenBoek(opname.praktijkboek, rights) if rights.is_member else None


def _frame(request: SignedInRequest, opname: Opname, opened: OpenBoek | None, *steps: Step) -> dict[str, Any]:
    """Return the context of a page about one casus; who left the praktijkboek goes back to the list."""
    own = {"opname": opname, "is_own": opname.author_id == request.user.pk, "boek": opname.praktijkboek}
    if opened is not None:
        return frame(request, opened, *steps) | own
    return {"crumbs": [*crumbs(Crumb(_("Praktijkboeken"), "praktijkboeken")), *steps]} | own


def _step_to(opname: Opname) -> Step:
    """Return the step of the way back to the casus itself."""
    address = reverse("praktijkboek-casus", kwargs={"code": opname.praktijkboek.code, "opname_code": opname.code})
    return Step(title_of(opname.content["format"]), address)


def _hand_in(request: SignedInRequest, opened: OpenBoek, form: InleverForm) -> HttpResponse | None:
    """Hand in what was chosen; None when the page comes again with what is wrong on it."""
    casus = find(casussen_to_hand_in(request.user, request.now), code=form.cleaned_data["casus"])
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                hand_in(actor=request.user, boek=opened.boek, casus=casus, parts=form.chosen_parts(), now=request.now)
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, _("Je casus staat in het praktijkboek. Bijwerken kan tot het is vastgesteld."))
    return redirect("praktijkboek", code=opened.boek.code)


def _to_check(request: SignedInRequest, chosen: str, ready: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the casus that is chosen when the page comes, with the words marked that may be names."""
    if chosen not in dict(ready):
        return {}
    casus = find(casussen_to_hand_in(request.user, request.now), code=chosen)
    return {"to_check": casus, "marked": marked_casus(casus)}


def _begin(choices: list[CasusChoice]) -> dict[str, Any]:
    """Return what is chosen when the page opens: the casus that stands there already, or the only one there is."""
    ready = [one for one in choices if not one.missing]
    standing = [one for one in ready if one.parts is not None]
    if standing:
        return {"casus": standing[0].code, "parts": standing[0].parts}
    return {"casus": ready[0].code} if len(ready) == 1 else {}
