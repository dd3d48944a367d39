"""The register of partnerschappen in /beheer/: which there are, until when. They are kept at /coordinatie/partners/."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from community import clock
from community.access.partnerschappen import may_keep_partnerschappen, registered_partnerschappen
from community.admin_policy import RegisterPolicy
from community.models import Partnerschap, User

HAS_OPTION = Column("has_option", label=_("Optie"), accessor=lambda row: _("Ja") if row.has_option else _("Nee"))


class PartnerschapPolicy(RegisterPolicy):
    """Who keeps registers looks; nobody changes a partnerschap here, where Wagtail knows no steps and versions."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some row."""
        return action == "view" and super().user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> QuerySet[Any]:
        """Return the rows on which the person may do any of these: all, or none."""
        return registered_partnerschappen(user, clock.now())


register_permission_policy(Partnerschap, PartnerschapPolicy(Partnerschap), exact_class=True)


class _Index(IndexView):
    """The list; for the coördinerend hart a row leads to the page where it is kept."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the partnerschappen with their organisaties, in one query."""
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.select_related("organisatie").order_by("organisatie__search_text", "pk")

    def get_edit_url(self, instance: Any) -> str | None:
        """Return where it is kept, for who keeps it."""
        may_keep = may_keep_partnerschappen(self.request.user, self.request.now)
        return reverse("partnerschap-beheer", args=[instance.code]) if may_keep else None


class PartnerschapViewSet(ModelViewSet):
    """Partnerschappen: with whom, how far, until when."""

    model = Partnerschap
    name = "partnerschappen"
    url_prefix = "partnerschappen"
    menu_label = _("Partnerschappen")
    icon = "pick"
    menu_order = 105
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = _Index
    list_display: ClassVar[list[str | Column]] = ["organisatie", "status", "start_date", "end_date", HAS_OPTION]
    list_filter: ClassVar[list[str]] = ["status"]
    inspect_view_fields: ClassVar[list[str]] = ["organisatie", "status", "start_date", "end_date", "ended_date"]
    form_fields: ClassVar[list[str]] = ["has_option"]
