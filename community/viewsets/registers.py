"""Registers that a coördinator keeps. Their permission policy asks community.access (community.admin_policy)."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from community.admin_policy import RegisterPolicy
from community.models import Kalenderperiode, Opgave, Organisatie

for register in (Organisatie, Opgave, Kalenderperiode):
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
