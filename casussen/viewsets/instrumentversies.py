"""Versions of instruments in /beheer/: the questions as a draft, as people fill them in, and published."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy
from wagtail.permissions import register_permission_policy

from casussen.actions.instrumentversies import change_versie, copy_versie, publish_versie, remove_versie
from casussen.forms.beheer import VersieForm
from casussen.instrumenten.logica import judge_schema
from casussen.instrumenten.schema import SchemaError
from casussen.models import Instrumentversie
from community.viewsets.versies import VersieDelete, VersieEdit, VersieIndex, VersiePage, VersiePolicy, VersieViewSet

REGISTER = "instrumentversies"

register_permission_policy(Instrumentversie, VersiePolicy(Instrumentversie), exact_class=True)


class _Index(VersieIndex):
    whole = "instrument"


class _Edit(VersieEdit):
    register = REGISTER
    change = staticmethod(change_versie)


class _Delete(VersieDelete):
    register = REGISTER
    remove = staticmethod(remove_versie)


class _Page(VersiePage):
    """A version as people fill it in."""

    register = REGISTER
    page_title = gettext_lazy("Voorbeeld")
    published = gettext_lazy("Gepubliceerd. Wie nu begint, krijgt deze vragen.")

    def shown(self) -> dict[str, Any]:
        """Return the questions, or the faults that keep them from being shown."""
        try:
            return {"schema": judge_schema(self.object.schema)}
        except SchemaError as error:
            return {"faults": error.faults}

    def do(self, given: dict[str, Any]) -> Instrumentversie:
        """Publish the draft, or make a new one from this version."""
        return publish_versie(**given) if "publiceren" in self.request.POST else copy_versie(**given)


class InstrumentversieViewSet(VersieViewSet):
    """The questions of the instruments, version by version."""

    model = Instrumentversie
    name = REGISTER
    url_prefix = REGISTER
    menu_label = gettext_lazy("Instrumentvragen")
    menu_order = 140
    inspect_template_name = "wagtailadmin/instrumentversies/voorbeeld.html"
    index_view_class = _Index
    edit_view_class = _Edit
    delete_view_class = _Delete
    inspect_view_class = _Page
    list_filter: ClassVar[list[str]] = ["instrument"]

    def get_form_class(self, for_update: bool = False) -> type[VersieForm]:
        """Return our own form: source and questions."""
        return VersieForm
