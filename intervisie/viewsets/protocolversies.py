"""Versions of protocols in /beheer/: a draft is written, looked at with dates, and published; then it never changes."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from casussen.instrumenten.schema import SchemaError
from community.actions.errors import ActionError
from community.admin_policy import RegisterPolicy
from community.models import User
from community.notation import date_short
from community.requests import once
from community.workdays import local_date, workday_on_or_after
from intervisie.actions.protocollen import (
    STAYS,
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


class VersiePolicy(RegisterPolicy):
    """A version begins as a copy of another one; nobody adds one out of nothing."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some row."""
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Protocolversie, VersiePolicy(Protocolversie), exact_class=True)


def _published(row: Protocolversie) -> str:
    return date_short(row.published_at) if row.published_at else _("Concept")


class _Index(IndexView):
    """The list; a row leads to the version with its steps."""

    def get_base_queryset(self) -> QuerySet[Protocolversie]:
        """Return the versions with their protocol, in one query."""
        rows: QuerySet[Protocolversie] = super().get_base_queryset()
        return rows.select_related("protocol").order_by("protocol__name", "-number")

    def get_edit_url(self, instance: Protocolversie) -> str | None:
        """Only a draft can be changed."""
        return super().get_edit_url(instance) if instance.published_at is None else self.get_inspect_url(instance)

    def get_delete_url(self, instance: Protocolversie) -> str | None:
        """Only a draft can be thrown away."""
        return super().get_delete_url(instance) if instance.published_at is None else None


class _DraftOnly:
    """A published version stays as it is: its page says so."""

    request: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of the version when it was published."""
        row: Protocolversie = self.get_object()  # type: ignore[attr-defined]  # of Wagtail's views
        if row.published_at is not None:
            messages.warning(request, STAYS)
            return HttpResponseRedirect(_page_of(row))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's views
        return answer


class _Edit(_DraftOnly, EditView):
    """Changing a draft."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Save, or show the form again with what the action refuses: nothing that was typed is lost."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except ActionError as error:
            for sentence in error.message.splitlines():
                form.add_error(None, sentence)
            self.produced_error_code, self.produced_error_message = "invalid_save", error.message
            answer = self.form_invalid(form)
        return answer

    def save_instance(self) -> Protocolversie:
        """Change it by our own action."""
        row, given = self.form.instance, self.form.cleaned_data
        saved = change_versie(
            actor=self.request.user, versie=row, schema=given["schema"], source=given["source"], now=self.request.now
        )
        log(instance=saved, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return saved

    def get_success_url(self) -> str:
        """Lead to the version with its steps."""
        return _page_of(self.object)


class _Delete(_DraftOnly, DeleteView):
    """Throwing a draft away."""

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            remove_versie(actor=self.request.user, versie=self.object, now=self.request.now)


class _Page(InspectView):
    """What a toernee looks like by this version, and what can be done with it."""

    page_title = gettext_lazy("Zo ziet een toernee eruit")

    def get_edit_url(self) -> str | None:
        """Only a draft can be changed."""
        return super().get_edit_url() if self.object.published_at is None else None

    def get_delete_url(self) -> str | None:
        """Only a draft can be thrown away."""
        return super().get_delete_url() if self.object.published_at is None else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the steps with the days of an example visit, or the faults that keep them from being shown."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        today = local_date(self.request.now)
        form = VoorbeeldForm(self.request.GET if "dag" in self.request.GET else None, today=today)
        visit = form.cleaned_data["dag"] if form.is_valid() else workday_on_or_after(today + WEEKS_AHEAD)
        context |= {"day_form": form, "visit": visit}
        try:
            schema = read_protocol(self.object.schema)
        except SchemaError as error:
            return context | {"faults": error.faults}
        return context | {"phases": example_of(schema, visit), "programmes": schema.programmes}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish the draft, make a new one from this version, or begin another protocol with it."""
        try:
            with once(request, now=request.now) as form_once:  # type: ignore[attr-defined]  # set by NowMiddleware
                row = self._do(request.POST) if form_once.is_first else self.object
        except ActionError as error:
            messages.error(request, " ".join(error.message.splitlines()))
            return HttpResponseRedirect(_page_of(self.object))
        if "publiceren" in request.POST:
            messages.success(request, _("Gepubliceerd. Nieuwe toernees krijgen deze stappen; wat loopt, blijft zo."))
        is_draft = row.published_at is None
        return HttpResponseRedirect(reverse("protocolversies:edit", args=(row.pk,)) if is_draft else _page_of(row))

    def _do(self, sent: QueryDict) -> Protocolversie:
        given = {"actor": self.request.user, "versie": self.object, "now": self.request.now}
        if "publiceren" in sent:
            row = publish_versie(**given)
        elif "kopie" in sent:
            row = copy_protocol(name=sent.get("naam", ""), **given)
        else:
            row = copy_versie(**given)
        action = "wagtail.publish" if "publiceren" in sent else "wagtail.create"
        log(instance=row, action=action, user=self.request.user)
        return row


def _page_of(row: Protocolversie) -> str:
    return reverse("protocolversies:inspect", args=(row.pk,))


class ProtocolversieViewSet(ModelViewSet):
    """The steps of the protocols, version by version."""

    model = Protocolversie
    name = "protocolversies"
    url_prefix = "protocolversies"
    menu_label = gettext_lazy("Protocolversies")
    icon = "history"
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "wagtailadmin/protocolversies/voorbeeld.html"
    index_view_class = _Index
    edit_view_class = _Edit
    delete_view_class = _Delete
    inspect_view_class = _Page
    list_display: ClassVar[list[str | Column]] = [
        "__str__", Column("published_at", label=gettext_lazy("Gepubliceerd"), accessor=_published),
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["protocol"]

    def get_form_class(self, for_update: bool = False) -> type[VersieForm]:
        """Return our own form: source and steps."""
        return VersieForm
