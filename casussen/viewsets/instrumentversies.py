"""Versions of instruments in /beheer/: the questions as a draft, as people fill them in, and published."""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.permissions import register_permission_policy

from casussen.actions.instrumentversies import change_versie, copy_versie, publish_versie, remove_versie
from casussen.forms.beheer import VersieForm
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import SchemaError
from casussen.models import Instrumentversie
from community.viewsets.versies import Versieacties, VersiePage, VersiePolicy, VersieViewSet

register_permission_policy(Instrumentversie, VersiePolicy(Instrumentversie), exact_class=True)


class _Page(VersiePage):
    """A version as people fill it in."""

    page_title = gettext_lazy("Voorbeeld")
    published = gettext_lazy("Gepubliceerd. Wie nu begint, krijgt deze vragen.")

    def shown(self) -> dict[str, Any]:
        """Return the questions, or the faults that keep them from being shown."""
        try:
            return {"schema": judge_schema(self.object.schema)}
        except SchemaError as error:
            return {"faults": error.faults}


class InstrumentversieViewSet(VersieViewSet):
    """The questions of the instruments, version by version."""

    model = Instrumentversie
    name = "instrumentversies"
    url_prefix = "instrumentversies"
    whole = "instrument"
    form = VersieForm
    versie_actions = Versieacties(change_versie, publish_versie, remove_versie, copy_versie)
    menu_label = gettext_lazy("Instrumentvragen")
    menu_order = 140
    inspect_template_name = "wagtailadmin/instrumentversies/voorbeeld.html"
    inspect_view_class = _Page
