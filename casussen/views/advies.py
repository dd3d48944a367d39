"""The advice of a casus: reading and writing it, sharing it with an opdrachtgever, and on paper as pdf and Word."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.access.advies import governed_adviesdelingen, governed_antwoorden, may_share_advies
from casussen.actions.advies import (
    PART,
    freeze_antwoord,
    save_advies,
    send_advies_again,
    share_advies,
    withdraw_advies,
)
from casussen.advies import MOST_LINES
from casussen.forms.advies import AdviesForm, DelenForm
from casussen.models import Advies, Adviesdeling
from casussen.queries.advies import advies_of, advies_page, letter_of, sections_of, sources_of
from casussen.views import bewaren
from casussen.views.casus_frame import OpenCasus, frame, open_casus, open_to_write
from casussen.views.controle import marked_texts
from casussen.views.door import confidential_page
from community.access import require
from community.actions.errors import ActionError
from community.actions.versions import NOT_STORED
from community.notation import day_of
from community.pdf import PdfError, typeset
from community.requests import once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step
from community.word import MIMETYPE, WordBlock, document_of

PAGE = "casus-advies"
# What the form suggests as last day, and how long somebody waits for one page.
USUAL, LONGEST_SECONDS = timedelta(days=60), 20.0


@confidential_page("GET")
def advies(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the advice; to the owner also with whom it is shared and what came back."""
    opened = open_casus(request, code, part=PART)
    page = advies_page(opened.casus, request.now, with_answers=opened.zicht.is_owner)
    context = frame(opened, Step(_("Advies"))) | {"page": page, "sections": sections_of(page.content)}
    return render(request, "casussen/advies/advies.html", context)


@confidential_page("GET", "POST")
def bewerken(request: SignedInRequest, code: str) -> HttpResponse:
    """Write the advice, beside what the casus offers for it. Taking something over saves nothing yet."""
    opened = open_to_write(request, code, part=PART)
    row = advies_of(opened.casus)
    form = _form(row, sent(request))
    sources = sources_of(opened.casus, opened.answers, request.now)
    context = frame(opened, Step(_("Advies"), opened.url(PAGE)), Step(_("Bewerken"))) | {"form": form}
    context |= {"sources": sources, "back_url": opened.url(PAGE), "most_lines": MOST_LINES}
    taken = next((one for one in sources if one.code == request.POST.get("overnemen")), None)
    if taken is not None:
        place = form.take_over(taken.to, taken.text)
        context |= {"taken": taken, "taken_in": form[place] if place else None}
        return render(request, "casussen/advies/bewerken.html", context)

    def save(version: int) -> Advies:
        return save_advies(
            actor=request.user, casus=opened.casus, version=version, content=form.content(), now=request.now
        )

    def theirs(stored: Advies) -> AdviesForm:
        return _form(stored, None)

    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url(PAGE))
    return answer or render(request, "casussen/advies/bewerken.html", context)


@confidential_page("GET", "POST")
def delen(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the owner exactly what goes out and send it to an opdrachtgever."""
    opened = _to_share(request, code)
    page = advies_page(opened.casus, request.now, with_answers=True)
    version = page.advies.version if page.advies else NOT_STORED
    form = DelenForm(sent(request), initial={"version": version, "tot_en_met": day_of(request.now + USUAL)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with once(request, now=request.now) as form_once:
                if form_once.is_first:
                    share_advies(
                        actor=request.user, casus=opened.casus, version=given["version"], name=given["naam"],
                        email=given["email"], last_day=given["tot_en_met"], now=request.now,
                    )  # fmt: skip
        except ActionError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Je advies is gedeeld. De opdrachtgever krijgt een mail met de link."))
            return redirect(PAGE, code=code)
    context = _below(opened, _("Deel met opdrachtgever"))
    sections = sections_of(page.content)
    checked = marked_texts((one["title"], [*one["points"], one["text"]]) for one in sections)
    context |= {"form": form, "page": page, "sections": sections, "marked": checked}
    return render(request, "casussen/advies/delen.html", context)


@confidential_page("POST")
def opnieuw(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """Send an opdrachtgever a new link; the older one is out."""
    opened = _to_share(request, code)
    row = _deling(request, opened, deling_id)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            send_advies_again(actor=request.user, deling=row, now=request.now)
    messages.success(request, _("De opdrachtgever krijgt een nieuwe link. De oude werkt niet meer."))
    return redirect(PAGE, code=code)


@confidential_page("GET", "POST")
def intrekken(request: SignedInRequest, code: str, deling_id: uuid.UUID) -> HttpResponse:
    """End what an opdrachtgever reads."""
    opened = _to_share(request, code)
    row = _deling(request, opened, deling_id)
    if request.method == "POST":
        withdraw_advies(actor=request.user, deling=row, now=request.now)
        messages.success(request, _("De link werkt niet meer. Een antwoord dat er al was, blijft staan."))
        return redirect(PAGE, code=code)
    context = _below(opened, _("Toegang intrekken")) | {"name": row.gastlink.name, "back_url": opened.url(PAGE)}
    return render(request, "casussen/advies/intrekken.html", context)


@confidential_page("POST")
def vastleggen(request: SignedInRequest, code: str, antwoord_id: uuid.UUID) -> HttpResponse:
    """Let an answer stand as it is."""
    opened = _to_share(request, code)
    row = find(governed_antwoorden(request.user, opened.casus, request.now).select_related("casus"), pk=antwoord_id)
    with once(request, now=request.now) as form_once:
        if form_once.is_first:
            freeze_antwoord(actor=request.user, antwoord=row, now=request.now)
    messages.success(request, _("Het antwoord is vastgelegd. De opdrachtgever kan het niet meer veranderen."))
    return redirect(PAGE, code=code)


@confidential_page("GET")
def pdf(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the advice as pdf."""
    opened = open_to_write(request, code, part=PART)
    try:
        content = typeset("brief", _letter(request, opened), longest=LONGEST_SECONDS)
    except PdfError:
        messages.error(request, _("De pdf maken lukt nu niet. Probeer het zo nog eens, of kies Word."))
        return redirect(PAGE, code=code)
    return _file(request, content, "application/pdf", "pdf")


@confidential_page("GET")
def word(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the advice as a Word file, to work on in one's own organisation."""
    opened = open_to_write(request, code, part=PART)
    letter = _letter(request, opened)
    blocks: list[WordBlock] = []
    for section in letter["sections"]:
        blocks.append(WordBlock("heading", section["title"]))
        blocks += [WordBlock("point", point) for point in section["points"]]
        blocks += [WordBlock("text", section["text"])] if section["text"] else []
    content = document_of(
        title=letter["title"], lines=letter["lines"], blocks=[*blocks, WordBlock("text", letter["foot"])]
    )
    return _file(request, content, MIMETYPE, "docx")


def _form(row: Advies | None, data: Any) -> AdviesForm:
    return AdviesForm(data, content=row.content if row else {}, version=row.version if row else NOT_STORED)


def _letter(request: SignedInRequest, opened: OpenCasus) -> dict[str, Any]:
    row = advies_of(opened.casus)
    return letter_of(row.content if row else {}, opened.casus.owner.naam, request.now)


def _file(request: SignedInRequest, content: bytes, mimetype: str, ending: str) -> HttpResponse:
    """Return a download with a name that says nothing but what it is and of which day."""
    answer = HttpResponse(content, content_type=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="advies-{day_of(request.now):%Y-%m-%d}.{ending}"'
    return answer


def _to_share(request: SignedInRequest, code: str) -> OpenCasus:
    opened = open_casus(request, code, part=PART)
    require(may_share_advies(request.user, opened.casus, request.now))
    return opened


def _below(opened: OpenCasus, title: str) -> dict[str, Any]:
    return frame(opened, Step(_("Advies"), opened.url(PAGE)), Step(title))


def _deling(request: SignedInRequest, opened: OpenCasus, deling_id: uuid.UUID) -> Adviesdeling:
    rows = governed_adviesdelingen(request.user, opened.casus, request.now).select_related("gastlink", "casus")
    return find(rows, pk=deling_id)
