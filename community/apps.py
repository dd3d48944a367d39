"""The network. It knows no other app; what others add to it comes through extension_points."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "community"
    verbose_name = _("Community")

    def ready(self) -> None:
        """Register the kinds of Bericht and Taak, reminders and cards of this app."""
