"""My praktijkboeken, the cover of one, and what its begeleider does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.opnamen import move_opname
from casussen.actions.praktijkboek_einde import close, destroy, establish
from casussen.forms.praktijkboeken import VernietigForm
from casussen.queries.opnamen import lines_of, opnamen_of
from casussen.queries.praktijkboeken import left_behind, my_praktijkboeken, people_of_boek, waiting_for
from casussen.views.door import confidential_page
from casussen.views.praktijkboek_frame import OpenBoek, frame, open_boek, open_kept
from community.access import require
from community.actions.errors import ActionError
from community.requests import is_first_time, is_repeat, once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Crumb, Step, crumbs

DIRECTIONS = {"omhoog": True, "omlaag": False}


@confidential_page("GET")
def overzicht(request: SignedInRequest) -> HttpResponse:
    """List the praktijkboeken this person is in, and her own casussen in those she left."""
    context = {
        "crumbs": crumbs(Crumb(_("Praktijkboeken"))),
        "boeken": my_praktijkboeken(request.user, request.now),
        "left": left_behind(request.user, request.now),
    }
    return render(request, "casussen/praktijkboeken/praktijkboeken.html", context)


@confidential_page("GET")
def praktijkboek(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the cover: name, status, dates, who has access, the rules, and to who agreed the list of casussen."""
    opened = open_boek(request, code)
    context = frame(request, opened)
    if opened.rights.is_gone:
        return render(request, "casussen/praktijkboeken/vernietigd.html", context)
    people = people_of_boek(opened.boek, request.now)
    context |= {"people": people, "afspraken": opened.boek.kring.newest_afspraken, "others": len(people) - 1}
    if opened.rights.may_read:
        lines = lines_of(opened.boek, request.user, request.now)
        context |= {"lines": lines, "has_own": any(line.is_own for line in lines)}
    if opened.rights.may_keep and opened.rights.is_collecting:
        context["waiting"] = waiting_for(opened.boek, request.now)
    return render(request, "casussen/praktijkboeken/praktijkboek.html", context)


@confidential_page("GET", "POST")
def volgorde(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the begeleider put the casussen in order, one step at a time."""
    opened = open_kept(request, code)
    require(not opened.rights.is_closed)
    if request.method == "POST":
        return _move(request, opened)
    context = frame(request, opened, Step(_("Volgorde")))
    context["lines"] = lines_of(opened.boek, request.user, request.now)
    return render(request, "casussen/praktijkboeken/volgorde.html", context)


@confidential_page("GET", "POST")
def vaststellen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether all is there, and establish."""
    opened = open_kept(request, code)
    waiting = waiting_for(opened.boek, request.now)
    number = opnamen_of(opened.boek, request.user, request.now).count()
    context = frame(request, opened, Step(_("Vaststellen"))) | {"waiting": waiting, "number": number}
    done = _("Het praktijkboek is vastgesteld. Iedereen die meedoet, krijgt bericht.")
    return _step(request, opened, context, "vaststellen", establish, done)


@confidential_page("GET", "POST")
def sluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether it may be closed before its day, and close."""
    opened = open_kept(request, code)
    context = frame(request, opened, Step(_("Sluiten")))
    return _step(request, opened, context, "sluiten", close, _("Het praktijkboek is gesloten. Lezen kan nog."))


@confidential_page("GET", "POST")
def vernietigen(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask whether it may be destroyed before its day, and destroy."""
    if request.method == "POST" and is_repeat(request):
        return redirect("praktijkboek", code=code)  # a second click: it is gone already
    opened = open_kept(request, code)
    form = VernietigForm(sent(request), use_required_attribute=False)
    context = frame(request, opened, Step(_("Vernietigen"))) | {"form": form}
    done = _("Het praktijkboek is vernietigd. Iedereen die meedeed, krijgt bericht.")
    return _step(request, opened, context, "vernietigen", destroy, done, form=form)


def _step(
    request: SignedInRequest, opened: OpenBoek, context: dict[str, Any], page: str, act: Callable[..., None], done: str,
    *, form: BaseForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the question of one step in the life of a praktijkboek, and take that step when it is sent."""
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if is_first_time(request, now=request.now):
                act(actor=request.user, boek=opened.boek, now=request.now)
        except ActionError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, done)
        return redirect("praktijkboek", code=opened.boek.code)
    return render(request, f"casussen/praktijkboeken/{page}.html", context)


def _move(request: SignedInRequest, opened: OpenBoek) -> HttpResponse:
    direction = DIRECTIONS.get(request.POST.get("richting", ""))
    if direction is None:
        raise Http404
    rows = opnamen_of(opened.boek, request.user, request.now).select_related("praktijkboek")
    opname = find(rows, code=request.POST.get("opname", ""))
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                move_opname(actor=request.user, opname=opname, is_up=direction, now=request.now)
    except ActionError as error:
        messages.warning(request, error.message)
    return redirect("praktijkboek-volgorde", code=opened.boek.code)
