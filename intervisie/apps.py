"""What intervisie adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntervisieConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "intervisie"
    verbose_name = _("Intervisie")

    def ready(self) -> None:
        """Register, of each subject, its messages, duties, cards and removals."""
        # Models must be ready before these can be imported, hence here.
        from community.extension_points import personal_data, register_subject, werk_kinds  # noqa: PLC0415 - see above
        from intervisie import reminders  # noqa: PLC0415 - beside the others
        from intervisie.actions.indelen import KIND as MATCHING  # noqa: PLC0415 - beside the others
        from intervisie.cards import CARDS  # noqa: PLC0415 - beside the others
        from intervisie.personal_data import intervisie_of  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
        register_subject(blocks=CARDS)
        personal_data.add(self.name, intervisie_of)
        werk_kinds.add(MATCHING.code, MATCHING)
