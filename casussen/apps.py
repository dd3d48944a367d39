"""What the confidential adds to the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from casussen.bewaarregels import REGELS
from community.privacy_points import register_rules


class CasussenConfig(AppConfig):
    """Fills the registries of community.extension_points and casussen.onderdelen when Django starts."""

    name = "casussen"
    verbose_name = _("Casussen")

    def ready(self) -> None:
        """Register the messages, duties, planners and removals of each subject."""
        # Models must be ready before these can be imported, hence here.
        from casussen import reminders  # noqa: PLC0415 - apps.py is loaded before the models
        from casussen.access.noodtoegang import may_enter_noodtoegang  # noqa: PLC0415 - beside the others
        from casussen.actions.afdrukken import KIND as PDF  # noqa: PLC0415 - beside the others
        from casussen.cards import advies, instrumenten, onderdelen  # noqa: PLC0415 - beside the others
        from casussen.cards.praktijkboeken import CARDS  # noqa: PLC0415 - beside the others
        from casussen.onderdelen import parts  # noqa: PLC0415 - beside the others
        from casussen.personal_data import register_privacy  # noqa: PLC0415 - beside the others
        from casussen.queries.casussen import FORMAT_PART  # noqa: PLC0415 - beside the others
        from casussen.queries.praktijkboeken import paths_of_kringen  # noqa: PLC0415 - beside the others
        from casussen.views.adviesantwoord import ADVIES_LINKS  # noqa: PLC0415 - beside the others
        from casussen.views.gasten import CASUS_LINKS  # noqa: PLC0415 - beside the others
        from community.extension_points import (  # noqa: PLC0415 - beside the others
            MenuEntry,
            gastlink_kinds,
            kring_homes,
            menu_entries,
            register_subject,
            werk_kinds,
        )
        from community.models import KringKind  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
        for part in (FORMAT_PART, *onderdelen.PARTS, *instrumenten.PARTS, *advies.PARTS):
            parts.add(part.code, part)
        register_subject(blocks=CARDS)
        kring_homes.add(KringKind.PRAKTIJKBOEK, paths_of_kringen)
        for links in (CASUS_LINKS, ADVIES_LINKS):
            gastlink_kinds.add(links.code, links)
        werk_kinds.add(PDF.code, PDF)
        register_privacy(self.name)
        register_rules(REGELS)
        menu_entries.add("noodtoegang", MenuEntry("noodtoegang", "Noodtoegang", may_enter_noodtoegang))
        self._let_search()

    @staticmethod
    def _let_search() -> None:
        """Tell what search finds here, and where the terms of the craft are used."""
        from casussen.queries.begripplekken import places_in_casus  # noqa: PLC0415 - as above
        from casussen.queries.zoeken import ONDERWERPEN  # noqa: PLC0415 - as above
        from community.kennis_points import register_search, term_places  # noqa: PLC0415 - models must be ready

        register_search(ONDERWERPEN)
        term_places.add("casussen-casus", places_in_casus)
