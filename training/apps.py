"""What the training adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from community.privacy_points import register_rules
from training.bewaarregels import REGELS


class TrainingConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Register the pages of Kringen and, of each subject, its messages, duties, cards and removals."""
        # Models must be ready before these can be imported, hence here.
        from community.extension_points import (  # noqa: PLC0415 - see above
            calendar_holders,
            gastlink_kinds,
            kring_homes,
            register_subject,
        )
        from community.models import KringKind  # noqa: PLC0415 - beside the others
        from training import reminders  # noqa: PLC0415 - beside the others
        from training.cards import CARDS  # noqa: PLC0415 - beside the others
        from training.personal_data import register_privacy  # noqa: PLC0415 - beside the others
        from training.queries.coaching import paths_of_gesprek_kringen  # noqa: PLC0415 - beside the others
        from training.queries.edities import paths_of_kringen  # noqa: PLC0415 - beside the others
        from training.queries.kalenderbestand import holders_of_all_days  # noqa: PLC0415 - beside the others
        from training.queries.teams import paths_of_team_kringen  # noqa: PLC0415 - beside the others
        from training.views.coachgasten import COACH_LINKS  # noqa: PLC0415 - beside the others
        from training.views.genodigden import EINDSESSIE_LINKS  # noqa: PLC0415 - beside the others
        from training.views.instemming import INSTEMMING_LINKS  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
        register_subject(blocks=CARDS)
        kring_homes.add(KringKind.EDITIE, paths_of_kringen)
        kring_homes.add(KringKind.TEAM, paths_of_team_kringen)
        kring_homes.add(KringKind.GESPREK, paths_of_gesprek_kringen)
        calendar_holders.add(self.name, holders_of_all_days)
        for links in (INSTEMMING_LINKS, COACH_LINKS, EINDSESSIE_LINKS):
            gastlink_kinds.add(links.code, links)
        register_privacy(self.name)
        register_rules(REGELS)
        self._show_in_provinces()
        self._count_for_reports()
        self._let_trainers_read()
        self._let_search()

    def _show_in_provinces(self) -> None:
        """Show on the page of a province which trainings go on there."""
        from community.extension_points import ProvincieList, provincie_lists  # noqa: PLC0415 - models must be ready
        from training.queries.provincies import trainings_in  # noqa: PLC0415 - as above

        provincie_lists.add(self.name, ProvincieList(title=_("Trainingen"), order=10, build=trainings_in))

    def _count_for_reports(self) -> None:
        """Tell the participation reports what of a training is counted, and which edities a partner set up."""
        from community.report_points import partnerlijsten, register_figures  # noqa: PLC0415 - models must be ready
        from training.figures import ACTIVITEITEN, EFFECTLIJNEN  # noqa: PLC0415 - beside the others
        from training.queries.partnerlijst import edities_of  # noqa: PLC0415 - beside the others

        register_figures(ACTIVITEITEN, EFFECTLIJNEN)
        partnerlijsten.add(self.name, edities_of)

    @staticmethod
    def _let_trainers_read() -> None:
        """Tell the casussen that trainers read what was handed in, and guests of coaching what was chosen."""
        from casussen.onderdelen import Meelezing, meelezingen  # noqa: PLC0415 - models must be ready
        from training.actions.coachgasten import end_reading_of_guests  # noqa: PLC0415 - beside the others
        from training.actions.tussentijden import end_reading_along  # noqa: PLC0415 - beside the others
        from training.queries.coachgasten import ever_read, guests_reading  # noqa: PLC0415 - beside the others
        from training.queries.meelezers import ever_shared, trainers_reading  # noqa: PLC0415 - beside the others

        meelezingen.add(
            "tussentijden",
            Meelezing("tussentijden", "trainer", "trainers", ever_shared, trainers_reading, end_reading_along),
        )
        meelezingen.add(
            "coachgasten",
            Meelezing("coachgasten", "gast bij een coachgesprek", "gasten bij een coachgesprek", ever_read,
                      guests_reading, end_reading_of_guests),
        )  # fmt: skip

    @staticmethod
    def _let_search() -> None:
        """Tell what search finds here, and where the terms of the craft are used."""
        from community.kennis_points import register_search, term_places  # noqa: PLC0415 - models must be ready
        from training.queries.begripplekken import places_in_training  # noqa: PLC0415 - as above
        from training.queries.zoeken import ONDERWERPEN  # noqa: PLC0415 - as above

        register_search(ONDERWERPEN)
        term_places.add("training-training", places_in_training)
