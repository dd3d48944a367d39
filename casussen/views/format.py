"""Writing the casusformat, and its older versions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casussen.actions.casussen import restore_version, save_format
from casussen.format import QUESTIONS, blocks_of, in_words, missing
from casussen.forms.casussen import FormatForm
from casussen.models import Casus, Casusversie
from casussen.queries.casussen import versions_of
from casussen.views import bewaren
from casussen.views.casus_frame import OpenCasus, frame, open_casus, open_to_write
from casussen.views.door import confidential_page
from community.actions.errors import StaleSaveError
from community.requests import once
from community.views.door import SignedInRequest, find, sent
from community.views.shell import Step


@confidential_page("GET", "POST")
def schrijven(request: SignedInRequest, code: str) -> HttpResponse:
    """Write the fourteen answers. The page saves by itself; two versions at once stand beside each other."""
    opened = open_casus(request, code, part="format", saves_itself=True)
    if not opened.may_write:
        return _reading(request, opened)
    form = FormatForm(sent(request), answers=opened.answers, version=opened.casus.version)
    context = frame(opened, Step(_("Casusformat"))) | {"form": form, "missing": missing(opened.answers)}
    context["blocks"] = blocks_of(opened.answers)

    def save(version: int) -> Casus:
        answers = form.answers()
        return save_format(actor=request.user, casus=opened.casus, version=version, answers=answers, now=request.now)

    def theirs(stored: Casus) -> FormatForm:
        return FormatForm(answers=stored.format, version=stored.version)

    answer = bewaren.answer_save(request, form, context, save=save, theirs=theirs, then=opened.url("casus"))
    return answer or render(request, "casussen/casussen/format.html", context)


@confidential_page("GET")
def versies(request: SignedInRequest, code: str) -> HttpResponse:
    """List the older versions of the format."""
    opened = open_to_write(request, code, part="versies")
    rows = versions_of(opened.casus)
    context = frame(opened, Step(_("Casusformat"), opened.url("casus-format")), Step(_("Versies")))
    return render(request, "casussen/casussen/versies.html", context | {"versies": rows})


@confidential_page("GET", "POST")
def versie(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Show one version of the format beside what stands there now, and put it back when asked."""
    opened = open_to_write(request, code, part="versies")
    row = find(versions_of(opened.casus), number=number)
    if request.method == "POST":
        return _put_back(request, opened, row)
    old = row.format
    differences = [
        {"label": question.label, "theirs": in_words(question, opened.answers.get(question.code)),
         "mine": in_words(question, old.get(question.code))}
        for question in QUESTIONS if opened.answers.get(question.code) != old.get(question.code)
    ]  # fmt: skip
    trail = (Step(_("Casusformat"), opened.url("casus-format")), Step(_("Versies"), opened.url("casus-versies")))
    context = frame(opened, *trail, Step(_("Versie %(number)s") % {"number": number}))
    return render(request, "casussen/casussen/versie.html", context | {"versie": row, "differences": differences})


def _put_back(request: SignedInRequest, opened: OpenCasus, row: Casusversie) -> HttpResponse:
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                restore_version(
                    actor=request.user, casus=opened.casus, version=_version(request), versie=row, now=request.now
                )
    except StaleSaveError as error:
        messages.warning(request, error.message)
        return redirect("casus-versie", code=opened.casus.code, number=row.number)
    messages.success(request, _("Teruggezet. Wat er stond, is bewaard als een eigen versie."))
    return redirect("casus-format", code=opened.casus.code)


def _version(request: SignedInRequest) -> int:
    """Return the version the page was opened in; one that never matches when it is not a number."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1


def _reading(request: SignedInRequest, opened: OpenCasus) -> HttpResponse:
    context = frame(opened, Step(_("Casusformat"))) | {"blocks": blocks_of(opened.answers)}
    return render(request, "casussen/casussen/format_lezen.html", context)
