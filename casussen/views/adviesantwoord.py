"""The page of an opdrachtgever: the advice that was shared with her, and her answer to each recommendation."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.advies import adviesdelingen_of, is_answerable
from casussen.actions.advies import ADVIES_LINK, SHARED, answer_advies, open_gedeeld_advies
from casussen.advies import recommendations_of
from casussen.forms.advies import AntwoordForm
from casussen.models import Adviesantwoord, Adviesdeling
from casussen.queries.advies import answers_of, antwoord_of, sections_of
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.extension_points import GastlinkKind
from community.forms.versions import both_versions, take_stored_version
from community.models import Gastlink
from community.requests import once
from community.views.door import TimedRequest
from community.views.gastlinks import guest_page


def voorkant(request: TimedRequest, link: Gastlink, token: str) -> HttpResponse:
    """Show the opdrachtgever the advice with her answer, after a line in the log."""
    with confidential():
        deling = open_gedeeld_advies(gastlink=link, now=request.now)
        row = antwoord_of(deling)
        return _page(request, deling, row, token, _form(deling, row, None), is_done="klaar" in request.GET)


@guest_page("POST")
def antwoord(request: TimedRequest, link: Gastlink, *, token: str) -> HttpResponseBase:
    """Keep the answer of the opdrachtgever; what is wrong stands on the form, with all she typed."""
    with confidential():
        deling = open_gedeeld_advies(gastlink=link, now=request.now)
        row = antwoord_of(deling)
        form = _form(deling, row, request.POST)
        more: dict[str, Any] = {}
        if form.is_valid():
            try:
                with once(request, now=request.now) as form_once:
                    if form_once.is_first:
                        answer_advies(
                            gastlink=link, versie_id=form.cleaned_data["versie"], answers=form.answers(),
                            version=form.cleaned_data["version"], now=request.now,
                        )  # fmt: skip
            except StaleSaveError as error:
                take_stored_version(form, error)
                versions = both_versions(form, _form(deling, error.current, None))
                more = {"stale": error, "versions": versions}
            except ActionError as error:
                form.add_error(None, error.message)
            else:
                return redirect(f"{_address(token)}?klaar")
        return _page(request, deling, row, token, form, **more)


def is_open(link: Gastlink, now: datetime) -> bool:
    """Whether there is still an advice behind this link."""
    with confidential():
        return adviesdelingen_of(link, now).exists()


ADVIES_LINKS = GastlinkKind(code=ADVIES_LINK, what=_("een advies"), is_open=is_open, page=voorkant, mail=SHARED)


def _form(deling: Adviesdeling, row: Adviesantwoord | None, data: Any) -> AntwoordForm:
    wanted = recommendations_of(deling.versie.content)
    return AntwoordForm(data, recommendations=wanted, versie_id=deling.versie_id, row=row)


def _page(
    request: TimedRequest, deling: Adviesdeling, row: Adviesantwoord | None, token: str, form: AntwoordForm, **more: Any
) -> HttpResponse:
    content = deling.versie.content
    context = {
        "owner": deling.casus.owner, "link": deling.gastlink, "token": token, "form": form,
        "aan_wie": content["aan_wie"],
        "sections": sections_of(content), "antwoord": row, "may_answer": is_answerable(deling, row),
        "answers": answers_of(content, row.answers) if row else [],
    }  # fmt: skip
    return render(request, "casussen/advies/gedeeld.html", context | more)


def _address(token: str) -> str:
    return reverse("gedeeld", kwargs={"token": token})
