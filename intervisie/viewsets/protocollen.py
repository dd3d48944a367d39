"""The protocols of visits in /beheer/: their words, and which one new toernees get."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from community.admin_policy import ChangeOnlyPolicy
from community.viewsets.wijzigen import ChangeViewSet
from intervisie.actions.protocollen import change_protocol
from intervisie.forms.protocollen import ProtocolForm
from intervisie.models import Protocol

IS_USUAL = Column("is_usual", label=_("Gewoon protocol"), accessor=lambda row: _("Ja") if row.is_usual else _("Nee"))

# A protocol begins as a copy of another one, and stays: toernees ran by it.
register_permission_policy(Protocol, ChangeOnlyPolicy(Protocol), exact_class=True)


class ProtocolViewSet(ChangeViewSet):
    """Protocols: what they are called and which one is usual."""

    model = Protocol
    name = "protocollen"
    url_prefix = "protocollen"
    menu_label = _("Protocollen")
    icon = "clipboard-list"
    menu_order = 200
    change = staticmethod(change_protocol)
    refused_at = "is_usual"
    list_display: ClassVar[list[str | Column]] = ["name", "summary", IS_USUAL]
    ordering: ClassVar[list[str]] = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[ProtocolForm]:
        """Return our own form."""
        return ProtocolForm
