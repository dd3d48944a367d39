"""What the confidential adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasussenConfig(AppConfig):
    """Fills the registries of community.extension_points and casussen.onderdelen when Django starts."""

    name = "casussen"
    verbose_name = _("Casussen")

    def ready(self) -> None:
        """Register the messages, duties, planners and removals of each subject."""
        # Models must be ready before these can be imported, hence here.
        from casussen import reminders  # noqa: PLC0415 - apps.py is loaded before the models
        from community.extension_points import register_subject  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
