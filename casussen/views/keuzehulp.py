"""The keuzehulp samenwerkingsvorm: six questions, one on a page, and an advice with its reasons."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.instrumenten import deviate, save_answers
from casussen.forms.instrumenten import AnswerForm, DeviationForm
from casussen.instrumenten import keuzehulp
from casussen.instrumenten.schema import Question
from casussen.queries.instrumenten import KEUZEHULP, Blad, deviation_of, read_keuzehulp
from casussen.views.blad import open_sheet, sheet_frame
from casussen.views.casus_frame import OpenCasus, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import take_stored_version
from community.requests import once
from community.views.door import SignedInRequest, sent
from community.views.shell import Step


@confidential_page("GET")
def begin(request: SignedInRequest, code: str) -> HttpResponse:
    """Say what is asked and how long it takes; who comes back goes on where she was, or to the advice."""
    opened = open_casus(request, code, part="keuzehulp")
    blad = open_sheet(opened, KEUZEHULP)
    answers = blad.answers()
    next_code = keuzehulp.open_question(answers)
    context = sheet_frame(opened, blad) | {
        "next_code": next_code,
        "answered": len(keuzehulp.kept(answers)),
        "amount": len(keuzehulp.ORDER),
    }
    return render(request, "casussen/keuzehulp/begin.html", context)


@confidential_page("GET", "POST")
def vraag(request: SignedInRequest, code: str, vraag: str) -> HttpResponse:
    """Ask one question. An answer leads to the next one, or to the advice."""
    opened = open_to_write(request, code, part="keuzehulp")
    blad = open_sheet(opened, KEUZEHULP)
    answers = blad.answers()
    if vraag not in keuzehulp.ORDER:
        raise Http404
    if vraag not in keuzehulp.path(answers):
        return redirect(_next_url(opened, answers))
    question = blad.schema.question(vraag)
    form = AnswerForm(sent(request), question=question)
    number = keuzehulp.ORDER.index(vraag)
    before = keuzehulp.ORDER[number - 1] if number else ""
    context = sheet_frame(opened, blad, Step(_("Vraag %(number)s") % {"number": number + 1})) | {
        "question": question, "form": form, "number": number + 1, "amount": len(keuzehulp.ORDER),
        "given": answers.get(vraag, ""), "version": blad.version(),
        "back_url": opened.url("casus-keuzehulp-vraag", vraag=before) if before else opened.url("casus-keuzehulp"),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        answer = _answer(request, opened, blad, question, form, context)
        if answer is not None:
            return answer
    return render(request, "casussen/keuzehulp/vraag.html", context)


@confidential_page("GET")
def uitkomst(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the advice: what, why, what it asks, what does not fit and what would flip it."""
    opened = open_casus(request, code, part="keuzehulp")
    blad = open_sheet(opened, KEUZEHULP)
    part = read_keuzehulp(opened.casus)
    if part is None:
        return redirect(opened.url("casus-keuzehulp"))
    context = sheet_frame(opened, blad, Step(_("Advies"))) | {"part": part}
    return render(request, "casussen/keuzehulp/uitkomst.html", context)


@confidential_page("GET", "POST")
def afwijken(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose another form than advised, with the reason."""
    opened = open_to_write(request, code, part="keuzehulp")
    blad = open_sheet(opened, KEUZEHULP)
    found = keuzehulp.outcome(blad.schema, blad.answers())
    if found is None:
        return redirect(opened.url("casus-keuzehulp"))
    initial = deviation_of(blad) | {"version": blad.version()}
    form = DeviationForm(sent(request), schema=blad.schema, initial=initial, advised=found.vorm.code)
    context = sheet_frame(opened, blad, Step(_("Iets anders kiezen"))) | {"form": form, "advised": found.vorm.title}
    if request.method == "POST" and form.is_valid() and _deviate(request, opened, blad, form, context):
        messages.success(request, _("Je keuze staat bij het advies."))
        return redirect(opened.url("casus-keuzehulp-uitkomst"))
    return render(request, "casussen/keuzehulp/afwijken.html", context)


@confidential_page("POST")
def volgen(request: SignedInRequest, code: str) -> HttpResponse:
    """Follow the advice after all."""
    opened = open_to_write(request, code, part="keuzehulp")
    blad = open_sheet(opened, KEUZEHULP)
    if "" in blad.rows:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                row = blad.rows[""]
                deviate(actor=request.user, casus=opened.casus, invulling=row, version=row.version, choice="",
                        reason="", now=request.now)  # fmt: skip
    return redirect(opened.url("casus-keuzehulp-uitkomst"))


def _next_url(opened: OpenCasus, answers: dict[str, Any]) -> str:
    code = keuzehulp.open_question(answers)
    return opened.url("casus-keuzehulp-vraag", vraag=code) if code else opened.url("casus-keuzehulp-uitkomst")


def _answer(
    request: SignedInRequest, opened: OpenCasus, blad: Blad, question: Question, form: AnswerForm,
    context: dict[str, Any],
) -> HttpResponse | None:  # fmt: skip
    """Save one answer with those that still count beside it; None when somebody else answered meanwhile."""
    answers = keuzehulp.kept(blad.answers() | {question.code: form.cleaned_data["antwoord"]})
    try:
        save_answers(
            actor=request.user, casus=opened.casus, versie=blad.versie, layer="", answers=answers,
            version=form.cleaned_data["version"], now=request.now,
        )  # fmt: skip
    except StaleSaveError as error:
        theirs = error.current.answers.get(question.code)
        mine = question.words(form.cleaned_data["antwoord"])
        field = {"label": question.ask, "theirs": question.words(theirs), "mine": mine, "differs": True}
        context |= {"stale": error, "versions": [field], "version": error.current.version, "given": theirs}
        return None
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    code = keuzehulp.path(answers)
    following = code[code.index(question.code) + 1 :]
    if following:
        return redirect(opened.url("casus-keuzehulp-vraag", vraag=following[0]))
    return redirect(opened.url("casus-keuzehulp-uitkomst"))


def _deviate(
    request: SignedInRequest, opened: OpenCasus, blad: Blad, form: DeviationForm, context: dict[str, Any]
) -> bool:
    given = form.cleaned_data
    try:
        deviate(
            actor=request.user, casus=opened.casus, invulling=blad.rows[""], version=given["version"],
            choice=given["choice"], reason=given["reason"], now=request.now,
        )  # fmt: skip
    except StaleSaveError as error:
        take_stored_version(form, error)
        theirs = error.current.deviation or {}
        names = blad.schema.table["vormen"]
        title = names.get(theirs.get("choice"), {}).get("title", "")
        pairs = ((_("Welke vorm kies je?"), title, names[given["choice"]]["title"]),
                 (_("Waarom kies je iets anders?"), theirs.get("reason", ""), given["reason"]))  # fmt: skip
        fields = [{"label": label, "theirs": old, "mine": new, "differs": old != new} for label, old, new in pairs]
        context |= {"stale": error, "versions": fields}
        return False
    except ActionError as error:
        form.add_error(None, error.message)
        return False
    return True
