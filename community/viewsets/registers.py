"""Registers that a coördinator keeps. Their permission policy asks community.access (community.admin_policy)."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from community.admin_policy import RegisterPolicy
from community.forms.initiatieven import InitiatiefForm
from community.models import Initiatief, Kalenderperiode, Opgave, Organisatie

for register in (Organisatie, Opgave, Kalenderperiode, Initiatief):
    register_permission_policy(register, RegisterPolicy(register), exact_class=True)


class OpgaveViewSet(ModelViewSet):
    """Tasks in the area that people and groups work on."""

    model = Opgave
    name = "opgaven"
    url_prefix = "opgaven"
    menu_label = _("Opgaven")
    icon = "tag"
    menu_order = 110
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["name"]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["name"]
    form_fields: ClassVar[list[str]] = ["name", "slug"]


class KalenderViewSet(ModelViewSet):
    """School holidays and election days; rows that nobody checked yet say so."""

    model = Kalenderperiode
    name = "kalender"
    url_prefix = "kalender"
    menu_label = _("Vakanties en verkiezingen")
    icon = "date"
    menu_order = 120
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["name", "kind", "regio", "from_date", "until_date", "status"]
    list_filter: ClassVar[list[str]] = ["kind", "regio", "status"]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["from_date"]
    form_fields: ClassVar[list[str]] = ["kind", "regio", "name", "from_date", "until_date", "status", "source"]


class InitiatiefViewSet(ModelViewSet):
    """What organisations in a province set up by themselves."""

    model = Initiatief
    name = "initiatieven"
    url_prefix = "initiatieven"
    menu_label = _("Initiatieven")
    icon = "pick"
    menu_order = 115
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["title", "provincie", "kind", "from_date", "until_date"]
    list_filter: ClassVar[list[str]] = ["provincie", "kind"]
    search_fields: ClassVar[list[str]] = ["title"]
    ordering: ClassVar[list[str]] = ["provincie", "title"]

    def get_form_class(self, for_update: bool = False) -> type[InitiatiefForm]:
        """Return our own form: it offers only groups that every member may know of."""
        return InitiatiefForm
