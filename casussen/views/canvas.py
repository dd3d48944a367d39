"""The samenwerkingscanvas: filling in nineteen boxes as it is and as it should be, comparing, eisen, paper."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.access.casussen import visible_casussen
from casussen.forms.instrumenten import CanvasForm
from casussen.instrumenten import canvas
from casussen.instrumenten.papier import Sheet, fit_on_sheet
from casussen.instrumenten.schema import Option
from casussen.queries.instrumenten import CANVAS, Blad, canvas_sections, partners_without_contribution
from casussen.views.blad import open_sheet, save_sheet, sheet_frame
from casussen.views.casus_frame import OpenCasus, open_casus
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step

PAPERS = ("a3", "a4")


@confidential_page("GET")
def begin(request: SignedInRequest, code: str) -> HttpResponse:
    """Lead to the layer as it is now. Nothing is read yet."""
    find(visible_casussen(request.user, request.now), code=code)
    return redirect("casus-canvas-laag", code=code, laag=canvas.NU)


@confidential_page("GET", "POST")
def invullen(request: SignedInRequest, code: str, laag: str) -> HttpResponse:
    """Write one layer. The page saves by itself; two versions at once stand beside each other."""
    opened = open_casus(request, code, part="canvas", saves_itself=True)
    blad = open_sheet(opened, CANVAS)
    _layer(blad, laag)
    stand = canvas.stand(blad.answers(laag))
    without = partners_without_contribution(opened.casus)
    context = _frame(opened, blad, laag) | {"stand": stand, "without": without, "laag": laag}
    if not opened.may_write:
        context["sections"] = canvas_sections(blad, laag)
        return render(request, "casussen/canvas/lezen.html", context)

    def form_of(answers: Mapping[str, Any], version: int) -> CanvasForm:
        return CanvasForm(schema=blad.schema, answers=answers, version=version)

    form = CanvasForm(sent(request), schema=blad.schema, answers=blad.answers(laag), version=blad.version(laag))
    context["form"] = form
    if request.method == "POST":
        answer = save_sheet(request, opened, blad, laag, form, form_of, context)
        if answer is not None:
            return answer
    return render(request, "casussen/canvas/invullen.html", context)


@confidential_page("GET")
def vergelijken(request: SignedInRequest, code: str) -> HttpResponse:
    """Show both layers beside each other."""
    opened = open_casus(request, code, part="canvas")
    blad = open_sheet(opened, CANVAS)
    asks = {question.code: question.ask for question in blad.schema.questions()}
    rows = [(asks[row.code], row) for row in canvas.compare(blad.answers(canvas.NU), blad.answers(canvas.GEWENST))]
    context = _frame(opened, blad, "vergelijken") | {"rows": rows}
    return render(request, "casussen/canvas/vergelijken.html", context)


@confidential_page("GET")
def eisen(request: SignedInRequest, code: str) -> HttpResponse:
    """Turn open boxes and open questions of the wanted layer into what must still be agreed."""
    opened = open_casus(request, code, part="canvas")
    blad = open_sheet(opened, CANVAS)
    asks = {question.code: question.ask for question in blad.schema.questions()}
    groups = [
        (section.title, [eis for eis in canvas.eisen(blad.answers(canvas.GEWENST), asks)
                         if eis.code in {question.code for question in section.questions}])
        for section in blad.schema.sections
    ]  # fmt: skip
    context = _frame(opened, blad, "eisen") | {"groups": [(title, rows) for title, rows in groups if rows]}
    return render(request, "casussen/canvas/eisen.html", context)


@confidential_page("GET")
def afdrukken(request: SignedInRequest, code: str, laag: str) -> HttpResponse:
    """Show a layer as it comes on paper: A3 on its side, or two pages of A4."""
    opened = open_casus(request, code, part="canvas")
    blad = open_sheet(opened, CANVAS)
    asked = request.GET.get("papier", "")
    paper = asked if asked in PAPERS else PAPERS[0]
    sections = canvas_sections(blad, laag)
    sheet = fit_on_sheet(sections) if paper == PAPERS[0] else Sheet("", sections)
    layer = _layer(blad, laag)
    trail = Step(layer.title, opened.url("casus-canvas-laag", laag=laag))
    context = sheet_frame(opened, blad, trail, Step(_("Afdrukken"))) | {
        "paper": paper,
        "layer": layer,
        "sections": sheet.sections,
        "sheet": sheet,
    }
    return render(request, "casussen/canvas/afdrukken.html", context)


def _layer(blad: Blad, laag: str) -> Option:
    """Return a layer of the canvas. Raises Http404 when there is none of this name."""
    layer = next((one for one in blad.schema.layers if one.code == laag), None)
    if layer is None:
        raise Http404
    return layer


def _frame(opened: OpenCasus, blad: Blad, current: str) -> dict[str, Any]:
    """Return the context of a page of the canvas, with the pages beside it."""
    layers = [(one.code, one.title, opened.url("casus-canvas-laag", laag=one.code)) for one in blad.schema.layers]
    others = [
        ("vergelijken", _("Vergelijken"), opened.url("casus-canvas-vergelijken")),
        ("eisen", _("Eisen"), opened.url("casus-canvas-eisen")),
    ]
    tabs = [
        {"title": title, "url": url, "is_current": name == current, "count": None}
        for name, title, url in (*layers, *others)
    ]
    title = next(tab["title"] for tab in tabs if tab["is_current"])
    return sheet_frame(opened, blad, Step(str(title))) | {"tabs": tabs, "tab_title": title}
