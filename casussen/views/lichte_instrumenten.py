"""The light instruments: one page for all of them, with a template for each logic."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from casussen.forms.instrumenten import LightForm
from casussen.queries.lichte_instrumenten import LIGHT, answered_texts, result_of
from casussen.views.blad import open_sheet, save_sheet, sheet_frame
from casussen.views.casus_frame import open_casus
from casussen.views.door import confidential_page
from community.views.door import SignedInRequest, sent


@confidential_page("GET", "POST")
def invullen(request: SignedInRequest, code: str, part: str) -> HttpResponse:
    """Ask all questions on one page, and show below them what they say. The page saves by itself."""
    opened = open_casus(request, code, part=part, saves_itself=True)
    blad = open_sheet(opened, LIGHT[part])

    def form_of(answers: Mapping[str, Any], version: int) -> LightForm:
        return LightForm(schema=blad.schema, answers=answers, version=version)

    context = sheet_frame(opened, blad) | {
        "result": result_of(blad),
        "texts": answered_texts(blad),
        "result_template": f"casussen/{part}/_uitkomst.html",
    }
    if opened.may_write:
        form = LightForm(sent(request), schema=blad.schema, answers=blad.answers(), version=blad.version())
        context["form"] = form
        if request.method == "POST":
            answer = save_sheet(request, opened, blad, "", form, form_of, context)
            if answer is not None:
                return answer
    return render(request, "casussen/instrumenten/licht.html", context)
