"""The register of instruments in /beheer/: their words, their place and whether they are offered."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from casussen.actions.instrumentversies import change_instrument
from casussen.models import Instrument
from community.admin_policy import RegisterPolicy
from community.models import User

FIELDS = ["name", "summary", "hoofdvraag", "position", "is_offered"]
IS_OFFERED = Column(
    "is_offered", label=_("Wordt aangeboden"), accessor=lambda row: _("Ja") if row.is_offered else _("Nee")
)


class InstrumentPolicy(RegisterPolicy):
    """An instrument is changed only: a new one asks for a page of its own, and answers stand under an old one."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some row."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


register_permission_policy(Instrument, InstrumentPolicy(Instrument), exact_class=True)


class _Edit(EditView):
    """Changing the words of an instrument."""

    def save_instance(self) -> Instrument:
        """Change it by our own action."""
        row: Instrument = self.form.instance
        changes: dict[str, Any] = {name: self.form.cleaned_data[name] for name in FIELDS}
        change_instrument(actor=self.request.user, instrument=row, changes=changes, now=self.request.now)
        log(instance=row, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return row


class InstrumentViewSet(ModelViewSet):
    """Instruments: what they are called and for which question they stand."""

    model = Instrument
    name = "instrumenten"
    url_prefix = "instrumenten"
    menu_label = _("Instrumenten")
    icon = "clipboard-list"
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = _Edit
    list_display: ClassVar[list[str | Column]] = ["name", "hoofdvraag", "position", IS_OFFERED]
    list_filter: ClassVar[list[str]] = ["hoofdvraag", "is_offered"]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["hoofdvraag", "position"]
    form_fields: ClassVar[list[str]] = FIELDS
