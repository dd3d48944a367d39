"""What the confidential adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasussenConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "casussen"
    verbose_name = _("Casussen")
