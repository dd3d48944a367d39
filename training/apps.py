"""What the training adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "training"
    verbose_name = _("Training")
