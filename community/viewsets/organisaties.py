"""The register of home organisations in /beheer/: Wagtail shows the forms, our actions change the rows."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from community.actions.errors import ActionError
from community.actions.organisaties import change_organisatie, create_organisatie, remove_organisatie
from community.models import Organisatie

# Wagtail's own column of yes and no speaks English.
IS_ACTIVE = Column(
    "is_active", label=_("Actief"), accessor=lambda row: _("Ja") if row.is_active else _("Nee"), sort_key="is_active"
)
FIELDS = ["name", "kind", "wereld", "provincie", "website", "is_active"]


def _saved(view: Any, form: BaseForm, save: Callable[[BaseForm], HttpResponse]) -> HttpResponse:
    """Save, or show the form again with the sentence of the action: nothing that was typed is lost."""
    try:
        return save(form)
    except ActionError as error:
        form.add_error(None, error.message)
        view.produced_error_code, view.produced_error_message = "invalid_save", error.message
        refused: HttpResponse = view.form_invalid(form)
        return refused


class _Index(IndexView):
    """The list, with the way to merge one into another beside each row."""

    def get_list_more_buttons(self, instance: Organisatie) -> list[Any]:
        """Return Wagtail's own buttons and ours; one that merged already has none."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.merged_into_id is None:
            url = reverse("organisatie-samenvoegen", args=[instance.slug])
            buttons.append(MenuItem(_("Samenvoegen"), url=url, icon_name="group", priority=25))
        return buttons


class _Create(CreateView):
    """Adding an organisatie."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _saved(self, form, super().form_valid)

    def save_instance(self) -> Organisatie:
        """Add it by our own action; its address follows from its name."""
        row = create_organisatie(actor=self.request.user, now=self.request.now, **_given(self.form))
        log(instance=row, action="wagtail.create", user=self.request.user)
        return row


class _Edit(EditView):
    """Changing an organisatie."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _saved(self, form, super().form_valid)

    def save_instance(self) -> Organisatie:
        """Change it by our own action."""
        row: Organisatie = self.form.instance
        change_organisatie(actor=self.request.user, organisatie=row, now=self.request.now, **_given(self.form))
        log(instance=row, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return row


class _Delete(DeleteView):
    """Removing an organisatie."""

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            remove_organisatie(actor=self.request.user, organisatie=self.object, now=self.request.now)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except ActionError as error:
            messages.error(self.request, error.message)
            return HttpResponseRedirect(self.get_success_url())
        return answer


def _given(form: BaseForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


class OrganisatieViewSet(ModelViewSet):
    """Home organisations: type, world, province."""

    model = Organisatie
    name = "organisaties"
    url_prefix = "organisaties"
    menu_label = _("Organisaties")
    icon = "group"
    menu_order = 100
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = _Index
    add_view_class = _Create
    edit_view_class = _Edit
    delete_view_class = _Delete
    list_display: ClassVar[list[str | Column]] = ["name", "kind", "wereld", "provincie", IS_ACTIVE]
    list_filter: ClassVar[list[str]] = ["kind", "wereld", "provincie", "is_active"]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["name"]
    form_fields: ClassVar[list[str]] = FIELDS
