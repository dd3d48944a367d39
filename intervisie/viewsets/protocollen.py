"""The protocols of visits in /beheer/: their words, and which one new toernees get."""

from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from community.actions.errors import ActionError
from community.admin_policy import RegisterPolicy
from community.models import User
from intervisie.actions.protocollen import change_protocol
from intervisie.forms.protocollen import ProtocolForm
from intervisie.models import Protocol

FIELDS = ["name", "summary", "is_usual"]
IS_USUAL = Column("is_usual", label=_("Gewoon protocol"), accessor=lambda row: _("Ja") if row.is_usual else _("Nee"))


class ProtocolPolicy(RegisterPolicy):
    """A protocol begins as a copy of another one, and stays: toernees ran by it."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some row."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


register_permission_policy(Protocol, ProtocolPolicy(Protocol), exact_class=True)


class _Edit(EditView):
    """Changing the words of a protocol."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Save, or show the form again with what the action refuses."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except ActionError as error:
            form.add_error("is_usual", error.message)
            self.produced_error_code, self.produced_error_message = "invalid_save", error.message
            answer = self.form_invalid(form)
        return answer

    def save_instance(self) -> Protocol:
        """Change it by our own action."""
        row: Protocol = self.form.instance
        changes: dict[str, Any] = {name: self.form.cleaned_data[name] for name in FIELDS}
        saved = change_protocol(actor=self.request.user, protocol=row, changes=changes, now=self.request.now)
        log(instance=saved, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return saved


class ProtocolViewSet(ModelViewSet):
    """Protocols: what they are called and which one is usual."""

    model = Protocol
    name = "protocollen"
    url_prefix = "protocollen"
    menu_label = _("Protocollen")
    icon = "clipboard-list"
    menu_order = 200
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = _Edit
    list_display: ClassVar[list[str | Column]] = ["name", "summary", IS_USUAL]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[ProtocolForm]:
        """Return our own form."""
        return ProtocolForm
