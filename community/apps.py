"""The network. It knows no other app; what others add to it comes through extension_points."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from community.bewaarregels import REGELS
from community.privacy_points import register_rules


class CommunityConfig(AppConfig):
    """Fills the registries of community.extension_points when Django starts."""

    name = "community"
    default = True  # beside the key store below
    verbose_name = _("Community")

    def ready(self) -> None:
        """Register the messages, duties, planners and cards of each subject."""
        # Models must be ready before these can be imported, hence here.
        from community import cards, reminders  # noqa: PLC0415 - apps.py is loaded before the models
        from community.access.partnerschappen import may_see_partner  # noqa: PLC0415 - beside the others
        from community.actions.groepsleven import end_leergroep  # noqa: PLC0415 - beside the others
        from community.actions.rapportpdf import KIND as RAPPORT_PDF  # noqa: PLC0415 - beside the others
        from community.extension_points import (  # noqa: PLC0415 - beside the others
            MenuEntry,
            kring_homes,
            menu_entries,
            register_subject,
            werk_kinds,
        )
        from community.figures import ACTIVITEITEN, EFFECTLIJNEN  # noqa: PLC0415 - beside the others
        from community.group_lives import GroupLife, group_lives  # noqa: PLC0415 - beside the others
        from community.models import KringKind  # noqa: PLC0415 - beside the others
        from community.personal_data import register_privacy  # noqa: PLC0415 - beside the others
        from community.queries.leergroepen import paths_of_kringen  # noqa: PLC0415 - beside the others
        from community.report_points import register_figures  # noqa: PLC0415 - beside the others

        for subject in reminders.SUBJECTS:
            register_subject(
                berichten=subject.KINDS, taken=subject.TAAK_KINDS, plans=subject.PLANNERS, removals=subject.PURGES
            )
        register_privacy(self.name)
        register_rules(REGELS)
        for subject in cards.SUBJECTS:
            register_subject(blocks=subject.CARDS)
        menu_entries.add("partner", MenuEntry("partner", "Partner", may_see_partner))
        kring_homes.add(KringKind.LEERGROEP, paths_of_kringen)
        life = GroupLife(plan_tail="bijeenkomsten/", asks_words=True, is_planned_by_hart=True, close=end_leergroep)
        group_lives.add(KringKind.LEERGROEP, life)
        register_figures(ACTIVITEITEN, EFFECTLIJNEN)
        self._open_website()
        self._let_search()
        werk_kinds.add(RAPPORT_PDF.code, RAPPORT_PDF)

    def _open_website(self) -> None:
        """Tell the pages of the website what stands on them and when they may go online."""
        from community.forms.kennispaginas import WebsitePageForm  # noqa: PLC0415 - after the models
        from community.forms.verhalen import VerhaalPageForm  # noqa: PLC0415 - beside the others
        from community.kennis_points import publishing_rules  # noqa: PLC0415 - beside the others
        from community.models import VerhaalPage  # noqa: PLC0415 - beside the others
        from community.models.website import SitePage  # noqa: PLC0415 - beside the others
        from community.queries.kennisregels import page_refusals  # noqa: PLC0415 - beside the others
        from community.views.aanbod import register_aanbod  # noqa: PLC0415 - beside the others
        from community.views.kennispaginas import register_contexts  # noqa: PLC0415 - beside the others
        from community.views.verhalen import register_verhalen  # noqa: PLC0415 - beside the others

        register_contexts()
        register_aanbod()
        register_verhalen()
        publishing_rules.add("website", page_refusals)
        SitePage.base_form_class = WebsitePageForm
        VerhaalPage.base_form_class = VerhaalPageForm

    @staticmethod
    def _let_search() -> None:
        """Tell what search finds here."""
        from community.kennis_points import register_search  # noqa: PLC0415 - models must be ready
        from community.queries import zoeken_netwerk, zoeken_website  # noqa: PLC0415 - as above

        register_search([*zoeken_website.ONDERWERPEN, *zoeken_netwerk.ONDERWERPEN])


class SleutelsConfig(AppConfig):
    """The key store: an app by itself, so that its database has migrations of its own."""

    name = "community.sleutels"
    label = "sleutels"
    verbose_name = _("Sleutels")
