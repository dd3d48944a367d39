"""Registers in /beheer/ whose rows are changed only, by our own action: new ones begin as a copy of an old one."""

from typing import Any, ClassVar

from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from community.actions.errors import ActionError


class ChangeEdit(EditView):
    """Changing a row by `change`. What that refuses stands at the field `refused_at`, or above the form."""

    change: Any = None
    refused_at: str | None = None

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Save, or show the form again with what the action refuses."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except ActionError as error:
            form.add_error(self.refused_at, error.message)
            self.produced_error_code, self.produced_error_message = "invalid_save", error.message
            answer = self.form_invalid(form)
        return answer

    def save_instance(self) -> models.Model:
        """Change it by our own action, which knows the row by the name of its model."""
        row, form = self.form.instance, self.form
        changes: dict[str, Any] = {name: form.cleaned_data[name] for name in form.fields}
        given = {"actor": self.request.user, row._meta.model_name: row, "changes": changes, "now": self.request.now}
        saved: models.Model = self.change(**given)
        log(instance=saved, action="wagtail.edit", user=self.request.user, content_changed=form.has_changed())
        return saved


class ChangeViewSet(ModelViewSet):
    """A register of such rows: keyword arguments of `change` are actor, the row, changes and now."""

    change: Any = None
    refused_at: str | None = None
    edit_view_class = ChangeEdit
    add_to_admin_menu = True
    copy_view_enabled = False
    search_fields: ClassVar[list[str]] = ["name"]

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the form what changes a row."""
        given: dict[str, Any] = super().get_edit_view_kwargs(change=self.change, refused_at=self.refused_at, **kwargs)
        return given
