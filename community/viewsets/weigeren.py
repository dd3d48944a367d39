"""Forms of /beheer/ whose rows our own actions keep: what these refuse stands above the form, nothing typed is lost."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from community.actions.errors import ActionError, StaleSaveError


class Refusing:
    """Saving by an action that may refuse."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Save, or show the form again with the sentence of the action."""
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of Wagtail's views
        except ActionError as error:
            form.add_error(None, error.message)
            if isinstance(error, StaleSaveError):
                self.stale(form)
            view: Any = self
            view.produced_error_code, view.produced_error_message = "invalid_save", error.message
            answer = view.form_invalid(form)
        return answer

    def stale(self, form: BaseForm) -> None:
        """Do what a form needs when somebody else saved first."""


class RefusingCreate(Refusing, CreateView):
    """Adding a row by an action."""


class RefusingEdit(Refusing, EditView):
    """Changing a row by an action."""


class RefusingDelete(DeleteView):
    """Removing a row by an action."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Remove it, or say why it stays."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except ActionError as error:
            messages.error(self.request, error.message)
            return HttpResponseRedirect(self.get_success_url())
        return answer
