"""What all pages about sharing a casus share: who may, a form that is handled once, the way back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casussen.access.delen import may_share_casus
from casussen.views.casus_frame import OpenCasus, frame, open_casus
from community.access import require
from community.actions.errors import ActionError
from community.requests import once
from community.views.door import SignedInRequest
from community.views.shell import Step

# An end is the first moment after the last day.
ONE_MOMENT = timedelta(seconds=1)


def open_to_share(request: SignedInRequest, code: str) -> OpenCasus:
    """Return the casus for who may share it. Raises Http404 for everybody else."""
    opened = open_casus(request, code)
    require(may_share_casus(request.user, opened.casus, request.now))
    return opened


def sharing_frame(opened: OpenCasus, step: Step) -> dict[str, object]:
    """Return the context of a page below Delen."""
    return frame(opened, Step(_("Delen"), opened.url("casus-delen")), step)


def handle(
    request: SignedInRequest, opened: OpenCasus, form: forms.Form, act: Callable[[dict[str, Any]], object], *, done: str
) -> HttpResponse | None:
    """Do once what a form asks and lead back to Delen, where `done` says it.

    None when the page is to be shown: nothing was sent, or what is wrong stands on the form.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                act(form.cleaned_data)
    except ActionError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, done)
    return redirect("casus-delen", code=opened.casus.code)
