"""Versions of protocols in /beheer/: the steps as a draft, with the dates of an example visit, and published."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.permissions import register_permission_policy

from casussen.instrumenten.schema import SchemaError
from community.viewsets.versies import Versieacties, VersiePage, VersiePolicy, VersieViewSet
from community.workdays import local_date, workday_on_or_after
from intervisie.actions.protocollen import (
    change_versie,
    copy_protocol,
    copy_versie,
    publish_versie,
    remove_versie,
)
from intervisie.forms.protocollen import VersieForm, VoorbeeldForm
from intervisie.models import Protocolversie
from intervisie.protocol.schema import read_protocol
from intervisie.queries.protocolvoorbeeld import example_of

# The example visit lies so far ahead, when nobody names a day.
WEEKS_AHEAD = timedelta(weeks=12)

register_permission_policy(Protocolversie, VersiePolicy(Protocolversie), exact_class=True)


class _Page(VersiePage):
    """What a toernee looks like by this version."""

    page_title = gettext_lazy("Zo ziet een toernee eruit")
    published = gettext_lazy("Gepubliceerd. Nieuwe toernees krijgen deze stappen; wat loopt, blijft zo.")

    def shown(self) -> dict[str, Any]:
        """Return the steps with the days of an example visit, or the faults that keep them from being shown."""
        today = local_date(self.request.now)
        form = VoorbeeldForm(self.request.GET if "dag" in self.request.GET else None, today=today)
        visit = form.cleaned_data["dag"] if form.is_valid() else workday_on_or_after(today + WEEKS_AHEAD)
        shown = {"day_form": form, "visit": visit}
        try:
            schema = read_protocol(self.object.schema)
        except SchemaError as error:
            return shown | {"faults": error.faults}
        return shown | {"phases": example_of(schema, visit), "programmes": schema.programmes}


class ProtocolversieViewSet(VersieViewSet):
    """The steps of the protocols, version by version."""

    model = Protocolversie
    name = "protocolversies"
    url_prefix = "protocolversies"
    whole = "protocol"
    form = VersieForm
    versie_actions = Versieacties(change_versie, publish_versie, remove_versie, copy_versie, copy_protocol)
    menu_label = gettext_lazy("Protocolversies")
    menu_order = 210
    inspect_template_name = "wagtailadmin/protocolversies/voorbeeld.html"
    inspect_view_class = _Page
