"""What intervisie adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from community.privacy_points import register_rules
from intervisie.bewaarregels import REGELS


class IntervisieConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "intervisie"
    verbose_name = _("Intervisie")

    def ready(self) -> None:
        """Register, of each subject, its messages, duties, cards and removals."""
        # Models must be ready before these can be imported, hence here.
        from community.extension_points import (  # noqa: PLC0415 - see above
            calendar_holders,
            register_subject,
            werk_kinds,
        )
        from community.report_points import register_figures  # noqa: PLC0415 - beside the others
        from intervisie import reminders  # noqa: PLC0415 - beside the others
        from intervisie.actions.indelen import KIND as MATCHING  # noqa: PLC0415 - beside the others
        from intervisie.actions.printpakketten import KIND as PRINTPAKKET  # noqa: PLC0415 - beside the others
        from intervisie.actions.toerneeboekje import KIND as BOEKJE  # noqa: PLC0415 - beside the others
        from intervisie.actions.toerneeplannen import KIND as TOERNEEPLAN  # noqa: PLC0415 - beside the others
        from intervisie.cards import CARDS  # noqa: PLC0415 - beside the others
        from intervisie.figures import ACTIVITEITEN, EFFECTLIJNEN  # noqa: PLC0415 - beside the others
        from intervisie.personal_data import register_privacy  # noqa: PLC0415 - beside the others
        from intervisie.queries.bezoekkalender import holders_of_visits  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
        register_subject(blocks=CARDS)
        register_privacy(self.name)
        register_rules(REGELS)
        werk_kinds.add(MATCHING.code, MATCHING)
        werk_kinds.add(TOERNEEPLAN.code, TOERNEEPLAN)
        calendar_holders.add(self.name, holders_of_visits)
        werk_kinds.add(BOEKJE.code, BOEKJE)
        werk_kinds.add(PRINTPAKKET.code, PRINTPAKKET)
        register_figures(ACTIVITEITEN, EFFECTLIJNEN)
        self._register_kringen()
        self._let_visitors_read()
        self._let_guests_in()
        self._let_search()

    @staticmethod
    def _let_guests_in() -> None:
        """Tell what links of guests open: a session to take part in, and their own result of one."""
        from community.extension_points import gastlink_kinds  # noqa: PLC0415 - models must be ready
        from intervisie.views.sessieresultaat import RESULT_LINKS, SESSIE_LINKS  # noqa: PLC0415 - as above

        for links in (SESSIE_LINKS, RESULT_LINKS):
            gastlink_kinds.add(links.code, links)

    @staticmethod
    def _let_visitors_read() -> None:
        """Tell the casussen that visitors of a toernee read the boxes that their host shows."""
        from casussen.onderdelen import Meelezing, meelezingen  # noqa: PLC0415 - models must be ready
        from intervisie.actions.bezoekkits import take_boxes_away  # noqa: PLC0415 - beside the others
        from intervisie.queries.bezoekmeelezers import ever_in_kit, visitors_reading  # noqa: PLC0415 - as above

        way = Meelezing(
            "bezoekkits", "iemand uit een toernee", "mensen uit een toernee", ever_in_kit, visitors_reading,
            take_boxes_away, is_copy=True,
        )  # fmt: skip
        meelezingen.add(way.code, way)

    def _register_kringen(self) -> None:
        """Register where groups and toernees have their page, what their meetings show, and how their life goes."""
        from community.extension_points import kring_homes  # noqa: PLC0415 - see above
        from community.group_lives import GroupLife, group_lives  # noqa: PLC0415 - beside the others
        from community.meeting_points import meeting_links  # noqa: PLC0415 - beside the others
        from community.models import KringKind  # noqa: PLC0415 - beside the others
        from intervisie.actions.groepseinde import end_groep  # noqa: PLC0415 - beside the others
        from intervisie.actions.toernee_einde import end_toernee  # noqa: PLC0415 - beside the others
        from intervisie.queries.groepen import paths_of_groep_kringen  # noqa: PLC0415 - beside the others
        from intervisie.queries.sessielinks import links_of_meeting  # noqa: PLC0415 - beside the others
        from intervisie.queries.toernees import paths_of_toernee_kringen  # noqa: PLC0415 - beside the others

        kring_homes.add(KringKind.INTERVISIE, paths_of_groep_kringen)
        kring_homes.add(KringKind.TOERNEE, paths_of_toernee_kringen)
        meeting_links.add(self.name, links_of_meeting)
        life = GroupLife(
            plan_tail="bijeenkomsten/nieuw/", asks_words=False, is_planned_by_hart=False, close=end_groep
        )  # fmt: skip
        group_lives.add(KringKind.INTERVISIE, life)
        toernee_life = GroupLife(
            plan_tail="gesprekken/nieuw/", asks_words=False, is_planned_by_hart=False, close=end_toernee
        )  # fmt: skip
        group_lives.add(KringKind.TOERNEE, toernee_life)

    @staticmethod
    def _let_search() -> None:
        """Tell what search finds here, and where the terms of the craft are used."""
        from community.kennis_points import register_search, term_places  # noqa: PLC0415 - models must be ready
        from intervisie.queries.begripplekken import places_in_toernees, places_in_werkvormen  # noqa: PLC0415 - as above
        from intervisie.queries.zoeken import ONDERWERPEN  # noqa: PLC0415 - as above

        register_search(ONDERWERPEN)
        term_places.add("intervisie-toernees", places_in_toernees)
        term_places.add("intervisie-werkvormen", places_in_werkvormen)
