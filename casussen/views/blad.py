"""What the pages of all instruments share: the sheet, saving by itself, two versions at once, newer questions."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.instrumenten import move_on, save_answers
from casussen.forms.instrumenten import SchemaForm
from casussen.instrumenten.logica import carry, judge_schema
from casussen.models import Invulling
from casussen.queries.instrumenten import Blad, sheet_of
from casussen.queries.lichte_instrumenten import LIGHT
from casussen.views import bewaren
from casussen.views.casus_frame import OpenCasus, frame, open_to_write
from casussen.views.door import confidential_page
from community.requests import once
from community.views.door import SignedInRequest
from community.views.shell import Step

# The address of an instrument below a casus by its code.
PARTS = {"canvas": "canvas", "keuzehulp": "keuzehulp"} | {code: part for part, code in LIGHT.items()}
# Makes the form of a sheet again, from other answers.
FormOf = Callable[[Mapping[str, Any], int], SchemaForm]


def open_sheet(opened: OpenCasus, code: str) -> Blad:
    """Return an instrument on the casus. Raises Http404 when it is not offered and was never begun."""
    blad = sheet_of(opened.casus, code)
    if blad is None:
        raise Http404
    return blad


def page_of(code: str) -> str:
    """Return the name of the first page of an instrument."""
    return f"casus-{PARTS[code]}"


def sheet_frame(opened: OpenCasus, blad: Blad, *steps: Step) -> dict[str, Any]:
    """Return the context that every page of an instrument needs; `steps` are the pages below its first."""
    url = opened.url(page_of(blad.instrument.code)) if steps else ""
    return frame(opened, Step(blad.instrument.name, url), *steps) | {"blad": blad}


def save_sheet(
    request: SignedInRequest, opened: OpenCasus, blad: Blad, layer: str, form: Any, again: FormOf,
    context: dict[str, Any],
) -> HttpResponse | None:  # fmt: skip
    """Save what was sent; None when the page comes again with what is wrong or with both versions on it."""

    def save(version: int) -> Invulling:
        return save_answers(
            actor=request.user, casus=opened.casus, versie=blad.versie, layer=layer, version=version,
            answers=form.answers(), now=request.now,
        )  # fmt: skip

    def theirs(stored: Invulling) -> SchemaForm:
        return again(stored.answers, stored.version)

    return bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=request.path)


@confidential_page("GET", "POST")
def overstappen(request: SignedInRequest, code: str, instrument: str) -> HttpResponse:
    """Show what newer questions would drop, and go on under them when asked."""
    opened = open_to_write(request, code, part=PARTS.get(instrument, ""))
    blad = open_sheet(opened, instrument)
    if blad.newest is None or not blad.can_move_on:
        return redirect(opened.url(page_of(blad.instrument.code)))
    if request.method == "POST":
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                move_on(actor=request.user, casus=opened.casus, versie=blad.newest, now=request.now)
        messages.success(request, _("Je werkt nu met de nieuwe vragen."))
        return redirect(opened.url(page_of(blad.instrument.code)))
    context = sheet_frame(opened, blad, Step(_("Nieuwe vragen"))) | {"lost": _lost(blad)}
    return render(request, "casussen/instrumenten/overstappen.html", context)


def _lost(blad: Blad) -> list[tuple[str, str]]:
    """Return what does not fit the newest questions: where it stood, and what was written."""
    newest = judge_schema(blad.newest.schema) if blad.newest else blad.schema
    found = []
    for layer in blad.rows:
        for name, value in carry(newest, layer, blad.answers(layer))[1].items():
            words = value.get("text") or value.get("open") if isinstance(value, Mapping) else value
            found.append((f"{layer} {name}".strip(), str(words or "")))
    return found
