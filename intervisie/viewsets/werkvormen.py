"""Methods in /beheer/: their words, and their steps version by version with how a session goes by them."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from casussen.instrumenten.schema import SchemaError
from community.admin_policy import ChangeOnlyPolicy
from community.viewsets.versies import Versieacties, VersiePage, VersiePolicy, VersieViewSet
from community.viewsets.wijzigen import ChangeViewSet
from intervisie.actions.werkvormen import (
    change_versie,
    change_werkvorm,
    copy_versie,
    copy_werkvorm,
    publish_versie,
    remove_versie,
)
from intervisie.forms.werkvormen import WerkvormversieForm
from intervisie.models import Werkvorm, Werkvormversie
from intervisie.werkvorm.schema import read_werkvorm
from intervisie.werkvorm.telling import longest, shortest, told

IS_OFFERED = Column(
    "is_offered", label=_("Wordt aangeboden"), accessor=lambda row: _("Ja") if row.is_offered else _("Nee")
)

# A method begins as a copy of another one, and stays: sessions ran by it.
register_permission_policy(Werkvorm, ChangeOnlyPolicy(Werkvorm), exact_class=True)
register_permission_policy(Werkvormversie, VersiePolicy(Werkvormversie), exact_class=True)


class WerkvormViewSet(ChangeViewSet):
    """Methods: what they are called, with which cards, where they stand and whether they are offered."""

    model = Werkvorm
    name = "werkvormen"
    url_prefix = "werkvormen"
    menu_label = _("Werkvormen")
    icon = "clipboard-list"
    menu_order = 220
    change = staticmethod(change_werkvorm)
    refused_at = "deck"
    list_display: ClassVar[list[str | Column]] = ["name", "summary", "position", IS_OFFERED]
    ordering: ClassVar[list[str]] = ["position", "name"]
    form_fields: ClassVar[list[str]] = ["name", "summary", "deck", "position", "is_offered"]


class _Page(VersiePage):
    """How a session goes by this version."""

    page_title = _("Zo verloopt een sessie")
    published = _("Gepubliceerd. Nieuwe sessies krijgen deze stappen. Wat al gemaakt is, blijft zo.")

    def shown(self) -> dict[str, Any]:
        """Return the steps in words, or the faults that keep them from being shown."""
        try:
            schema = read_werkvorm(self.object.schema)
        except SchemaError as error:
            return {"faults": error.faults}
        return {"schema": schema, "steps": told(schema), "shortest": shortest(schema), "longest": longest(schema)}


class WerkvormversieViewSet(VersieViewSet):
    """The steps of the methods, version by version."""

    model = Werkvormversie
    name = "werkvormversies"
    url_prefix = "werkvormversies"
    whole = "werkvorm"
    form = WerkvormversieForm
    versie_actions = Versieacties(change_versie, publish_versie, remove_versie, copy_versie, copy_werkvorm)
    menu_label = _("Werkvormversies")
    menu_order = 230
    inspect_template_name = "wagtailadmin/werkvormversies/voorbeeld.html"
    inspect_view_class = _Page
