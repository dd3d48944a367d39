"""Places, development goals and competences in /beheer/. Access is asked of community.admin_policy."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from community.admin_policy import ChangeOnlyPolicy, RegisterPolicy
from community.models import Locatie
from training.forms.programmas import CompetentieForm
from training.models import Competentie, Ontwikkeldoel

IS_ACTIVE = Column("is_active", label=_("In gebruik"), accessor=lambda row: _("Ja") if row.is_active else _("Nee"))


class KeepPolicy(RegisterPolicy):
    """A register whose rows stay: what was held at a place keeps its place. Out of use it is not chosen any more."""

    without = frozenset({"delete"})


register_permission_policy(Locatie, KeepPolicy(Locatie), exact_class=True)
# How many there are is fixed by what people scored on them: only the words change.
for words in (Ontwikkeldoel, Competentie):
    register_permission_policy(words, ChangeOnlyPolicy(words), exact_class=True)


class LocatieViewSet(ModelViewSet):
    """Places where trainings are held."""

    model = Locatie
    name = "locaties"
    url_prefix = "locaties"
    menu_label = _("Locaties")
    icon = "site"
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str | Column]] = ["name", "provincie", "seats", IS_ACTIVE]
    list_filter: ClassVar[list[str]] = ["provincie", "is_active"]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["name"]
    form_fields: ClassVar[list[str]] = ["name", "address", "provincie", "seats", "remarks", "is_active"]


class OntwikkeldoelViewSet(ModelViewSet):
    """The goals a training works on."""

    model = Ontwikkeldoel
    name = "ontwikkeldoelen"
    url_prefix = "ontwikkeldoelen"
    menu_label = _("Ontwikkeldoelen")
    icon = "success"
    menu_order = 190
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["label", "number"]
    ordering: ClassVar[list[str]] = ["number"]
    form_fields: ClassVar[list[str]] = ["label", "explanation"]


class CompetentieViewSet(ModelViewSet):
    """The competences on which a participant scores herself."""

    model = Competentie
    name = "competenties"
    url_prefix = "competenties"
    menu_label = _("Competenties")
    icon = "pick"
    menu_order = 195
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["label", "number"]
    ordering: ClassVar[list[str]] = ["number"]

    def get_form_class(self, for_update: bool = False) -> type[CompetentieForm]:
        """Return our own form: the levels are five lines."""
        return CompetentieForm
