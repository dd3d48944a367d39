"""The register of instruments in /beheer/: their words, their place and whether they are offered."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from casussen.actions.instrumentversies import change_instrument
from casussen.models import Instrument
from community.admin_policy import ChangeOnlyPolicy
from community.viewsets.wijzigen import ChangeViewSet

FIELDS = ["name", "summary", "hoofdvraag", "position", "is_offered"]
IS_OFFERED = Column(
    "is_offered", label=_("Wordt aangeboden"), accessor=lambda row: _("Ja") if row.is_offered else _("Nee")
)

# A new one asks for a page of its own, and answers stand under an old one.
register_permission_policy(Instrument, ChangeOnlyPolicy(Instrument), exact_class=True)


class InstrumentViewSet(ChangeViewSet):
    """Instruments: what they are called and for which question they stand."""

    model = Instrument
    name = "instrumenten"
    url_prefix = "instrumenten"
    menu_label = _("Instrumenten")
    icon = "clipboard-list"
    menu_order = 130
    change = staticmethod(change_instrument)
    list_display: ClassVar[list[str | Column]] = ["name", "hoofdvraag", "position", IS_OFFERED]
    list_filter: ClassVar[list[str]] = ["hoofdvraag", "is_offered"]
    ordering: ClassVar[list[str]] = ["hoofdvraag", "position"]
    form_fields: ClassVar[list[str]] = FIELDS
