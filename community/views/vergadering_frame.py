"""The form about one thing of a meeting: a decision, an action, the report. Shown, stored once, or both versions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from community.actions.errors import ActionError, StaleSaveError
from community.forms.versions import both_versions, take_stored_version
from community.models import Bijeenkomst
from community.requests import once
from community.views.agenda_frame import trail_of
from community.views.door import SignedInRequest


@dataclass(frozen=True)
class Sheet:
    """One form: its name on the way back, template, words once it is stored, and the address that leads to then."""

    meeting: Bijeenkomst
    form: forms.Form
    step: str
    template: str
    done: str
    next_url: str

    def context(self, request: SignedInRequest) -> dict[str, Any]:
        """Return what its template needs."""
        crumbs = trail_of(request, self.meeting, self.meeting.title, self.step)
        return {"crumbs": crumbs, "meeting": self.meeting, "form": self.form, "step": self.step}


def handle(
    request: SignedInRequest, sheet: Sheet, store: Callable[[dict[str, Any]], object], *,
    stored: Callable[[Any], forms.Form] | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form, or store what was filled in and lead on; `more` goes to the template.

    `store` is given the answers. When somebody else saved meanwhile, `stored` makes the form of what is there now.
    """
    form, context = sheet.form, {**sheet.context(request), **more}
    if request.method != "POST" or not form.is_valid():
        return render(request, sheet.template, context)
    try:
        with once(request, now=request.now) as form_once:
            if form_once.is_first:
                store(form.cleaned_data)
    except StaleSaveError as error:
        take_stored_version(form, error)
        context["stale"] = error
        context["versions"] = both_versions(form, stored(error.current)) if stored else []
    except ActionError as error:
        field = getattr(error, "field", None)
        form.add_error(field if field in form.fields else None, error.message)
    else:
        messages.success(request, sheet.done)
        return redirect(sheet.next_url)
    return render(request, sheet.template, context)
