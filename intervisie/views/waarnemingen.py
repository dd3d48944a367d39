"""Observations of a visit: one after the other on a phone, handed in, and then those of all without names."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.requests import is_repeat, once
from community.views.door import SignedInRequest, done, find, sent
from community.views.shell import Step
from intervisie.access.bezoeken import changeable_waarnemingen, has_handed_in, may_close_waarnemingen, may_hand_in
from intervisie.actions.waarnemingen import (
    change_waarneming,
    close_waarnemingen,
    hand_in,
    remove_waarneming,
    write_waarneming,
)
from intervisie.forms.waarnemingen import WaarnemingForm
from intervisie.models import Waarneming
from intervisie.queries.bezoekkits import canvas_schema
from intervisie.queries.waarnemingen import box_titles, inlevering_of, merged_waarnemingen, own_rows
from intervisie.views.bezoek_frame import OpenBezoek, bezoek_frame, open_bezoek

PAGE = "waarnemingen"


@confidential_page("GET", "POST")
def waarnemingen(request: SignedInRequest, code: str) -> HttpResponse:
    """Let a visitor add what she observes; once she handed in, show what all who did so observed."""
    found = _visiting(request, code)
    schema, is_in = canvas_schema(), has_handed_in(found.place)
    last = {"kind": request.GET.get("soort", ""), "box": request.GET.get("vak", "")}
    form = WaarnemingForm(sent(request), schema=schema, initial={name: one for name, one in last.items() if one})
    if request.method == "POST" and form.is_valid() and _written(request, found, form):
        words = form.words
        return redirect(f"{reverse(PAGE, args=[code])}?soort={words['kind'].value}&vak={words['box']}#nieuw")
    titles = box_titles(schema)
    context: dict[str, Any] = bezoek_frame(found, Step(_("Waarnemingen"))) | {
        "form": form, "is_in": is_in, "may_write": found.place.may_observe and not is_in,
        "rows": [(row, titles.get(row.box, titles[""])) for row in own_rows(found.place)],
        "may_hand_in": may_hand_in(found.place, request.now) and not is_in,
        "may_close": may_close_waarnemingen(found.place, request.now),
    }  # fmt: skip
    if is_in:
        context |= {"merged": merged_waarnemingen(found.place, titles), "stand": inlevering_of(found.bezoek)}
    return render(request, "intervisie/bezoeken/waarnemingen.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str, waarneming_id: str) -> HttpResponse:
    """Let a visitor change her own observation, until she hands in."""
    found, row = _own(request, code, waarneming_id)
    schema = canvas_schema()
    form = WaarnemingForm(sent(request), schema=schema, initial=_initial(row))
    context: dict[str, Any] = {"form": form} | bezoek_frame(found, _step(code), Step(_("Waarneming bewerken")))
    if request.method == "POST" and form.is_valid():
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    change_waarneming(actor=request.user, waarneming=row, version=form.cleaned_data["version"],
                                      now=request.now, **form.words)  # fmt: skip
        except StaleSaveError as error:
            take_stored_version(form, error)
            stored = WaarnemingForm(schema=schema, initial=_initial(error.current))
            context |= {"stale": error, "versions": both_versions(form, stored)}
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je waarneming is opgeslagen."))
            return redirect(PAGE, code=code)
    return render(request, "intervisie/bezoeken/waarneming.html", context)


@confidential_page("GET", "POST")
def verwijderen(request: SignedInRequest, code: str, waarneming_id: str) -> HttpResponse:
    """Ask whether somebody really removes her own observation, and remove it."""
    if request.method == "POST" and is_repeat(request):
        return redirect(PAGE, code=code)
    found, row = _own(request, code, waarneming_id)
    if request.method != "POST":
        context = {"waarneming": row} | bezoek_frame(found, _step(code), Step(_("Waarneming verwijderen")))
        return render(request, "intervisie/bezoeken/waarneming_verwijderen.html", context)
    if done(request, lambda: remove_waarneming(actor=request.user, waarneming=row, now=request.now)):
        messages.success(request, _("Je waarneming is verwijderd."))
    return redirect(PAGE, code=code)


@confidential_page("GET", "POST")
def inleveren(request: SignedInRequest, code: str) -> HttpResponse:
    """Tell what handing in means, and hand in."""
    found = _visiting(request, code)
    if has_handed_in(found.place):
        return redirect(PAGE, code=code)
    require(may_hand_in(found.place, request.now))
    if request.method == "POST":
        if done(request, lambda: hand_in(actor=request.user, bezoek=found.bezoek, now=request.now)):
            messages.success(request, _("Je waarnemingen zijn ingeleverd. Je leest nu ook wat anderen zagen."))
        return redirect(PAGE, code=code)
    context = bezoek_frame(found, _step(code), Step(_("Inleveren"))) | {"number": len(own_rows(found.place))}
    return render(request, "intervisie/bezoeken/inleveren.html", context)


@confidential_page("POST")
def sluiten(request: SignedInRequest, code: str) -> HttpResponse:
    """Let the voorzitter wait no longer for who did not hand in."""
    found = _visiting(request, code)
    if found.bezoek.observations_closed_at is None and done(
        request, lambda: close_waarnemingen(actor=request.user, bezoek=found.bezoek, now=request.now)
    ):
        messages.success(request, _("Jullie wachten niet langer. Wie later inlevert, leest pas daarna mee."))
    return redirect(PAGE, code=code)


def _visiting(request: SignedInRequest, code: str) -> OpenBezoek:
    """Return a visit that the person makes as visitor, having agreed. Raises Http404 for everybody else."""
    found = open_bezoek(request, code)
    require(found.place.is_visitor and found.place.has_agreed)
    if found.bezoek.toernee.destroyed_at is not None:
        raise Http404
    return found


def _own(request: SignedInRequest, code: str, waarneming_id: str) -> tuple[OpenBezoek, Waarneming]:
    found = _visiting(request, code)
    rows = changeable_waarnemingen(found.place).select_related("bezoek__toernee__kring")
    return found, find(rows, pk=waarneming_id)


def _written(request: SignedInRequest, found: OpenBezoek, form: WaarnemingForm) -> bool:
    """Write what was sent; False when it could not be, with why on the form."""
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                write_waarneming(actor=request.user, bezoek=found.bezoek, now=request.now, **form.words)
    except ActionError as error:
        form.add_error(None, error.message)
        return False
    messages.success(request, _("Opgeslagen. Alleen jij leest dit, tot je inlevert."))
    return True


def _initial(row: Waarneming) -> dict[str, Any]:
    return {"text": row.text, "kind": row.kind, "box": row.box, "version": row.version}


def _step(code: str) -> Step:
    return Step(_("Waarnemingen"), reverse(PAGE, args=[code]))
