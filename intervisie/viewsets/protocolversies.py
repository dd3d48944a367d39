"""Versions of protocols in /beheer/: the steps as a draft, with the dates of an example visit, and published."""

from datetime import timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from wagtail.permissions import register_permission_policy

from casussen.instrumenten.schema import SchemaError
from community.viewsets.versies import VersieDelete, VersieEdit, VersieIndex, VersiePage, VersiePolicy, VersieViewSet
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

REGISTER = "protocolversies"
# The example visit lies so far ahead, when nobody names a day.
WEEKS_AHEAD = timedelta(weeks=12)

register_permission_policy(Protocolversie, VersiePolicy(Protocolversie), exact_class=True)


class _Index(VersieIndex):
    whole = "protocol"


class _Edit(VersieEdit):
    register = REGISTER
    change = staticmethod(change_versie)


class _Delete(VersieDelete):
    register = REGISTER
    remove = staticmethod(remove_versie)


class _Page(VersiePage):
    """What a toernee looks like by this version."""

    register = REGISTER
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

    def do(self, given: dict[str, Any]) -> Protocolversie:
        """Publish the draft, make a new one from this version, or begin another protocol with it."""
        sent = self.request.POST
        if "publiceren" in sent:
            return publish_versie(**given)
        return copy_protocol(name=sent.get("naam", ""), **given) if "kopie" in sent else copy_versie(**given)


class ProtocolversieViewSet(VersieViewSet):
    """The steps of the protocols, version by version."""

    model = Protocolversie
    name = REGISTER
    url_prefix = REGISTER
    menu_label = gettext_lazy("Protocolversies")
    menu_order = 210
    inspect_template_name = "wagtailadmin/protocolversies/voorbeeld.html"
    index_view_class = _Index
    edit_view_class = _Edit
    delete_view_class = _Delete
    inspect_view_class = _Page
    list_filter: ClassVar[list[str]] = ["protocol"]

    def get_form_class(self, for_update: bool = False) -> type[VersieForm]:
        """Return our own form: source and steps."""
        return VersieForm
