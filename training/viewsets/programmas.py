"""Programmes and their versions in /beheer/: a concept is written, established, and then never changes."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from community.actions.errors import ActionError
from community.admin_policy import ChangeOnlyPolicy
from community.notation import date_short
from community.requests import once
from community.viewsets.versies import VersiePolicy
from training.actions.programmas import STAYS, copy_programma, establish_programma, new_version, remove_version
from training.models import Programma, Programmaversie
from training.queries.programmas import faults_of, parts_of

IS_OFFERED = Column(
    "is_offered", label=gettext_lazy("Wordt aangeboden"), accessor=lambda row: _("Ja") if row.is_offered else _("Nee")
)


# A programme begins as a copy of another one, and stays: edities were held by it.
register_permission_policy(Programma, ChangeOnlyPolicy(Programma), exact_class=True)
register_permission_policy(Programmaversie, VersiePolicy(Programmaversie), exact_class=True)


def _established(row: Programmaversie) -> str:
    return date_short(row.established_at) if row.established_at else _("Concept")


class _Index(IndexView):
    """The list; a row leads to the version with its parts."""

    def get_base_queryset(self) -> QuerySet[Programmaversie]:
        """Return the versions with their programme, in one query."""
        rows: QuerySet[Programmaversie] = super().get_base_queryset()
        return rows.select_related("programma").order_by("programma__name", "-number")

    def get_edit_url(self, instance: Programmaversie) -> str | None:
        """A version is looked at; its parts are changed."""
        url: str | None = self.get_inspect_url(instance)
        return url

    def get_delete_url(self, instance: Programmaversie) -> str | None:
        """Only a concept can be thrown away."""
        return super().get_delete_url(instance) if instance.established_at is None else None


class _Delete(DeleteView):
    """Throwing a concept away."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of the version when it was established."""
        if self.get_object().established_at is not None:
            messages.warning(request, STAYS)
            return HttpResponseRedirect(page_of(self.get_object()))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            remove_version(actor=self.request.user, versie=self.object, now=self.request.now)


class _Page(InspectView):
    """A version with its parts, and what can be done with it."""

    page_title = gettext_lazy("Programma")

    def get_edit_url(self) -> str | None:
        """Its parts are changed, not the version."""
        return None

    def get_delete_url(self) -> str | None:
        """Only a concept can be thrown away."""
        return super().get_delete_url() if self.object.established_at is None else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts, and what is missing."""
        rows = parts_of(self.object)
        faults = faults_of(self.object) if self.object.established_at is None else []
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"parts": rows, "faults": faults}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Establish the concept, or make a new version or another programme from this one."""
        try:
            with once(request, now=request.now) as form_once:  # type: ignore[attr-defined]  # set by NowMiddleware
                row = self._do(request) if form_once.is_first else self.object
        except ActionError as error:
            for sentence in error.message.splitlines():
                messages.error(request, sentence)
            return HttpResponseRedirect(page_of(self.object))
        if "vaststellen" in request.POST:
            messages.success(request, _("Vastgesteld. Nieuwe edities krijgen deze versie."))
        return HttpResponseRedirect(page_of(row))

    def _do(self, request: HttpRequest) -> Programmaversie:
        given = {"actor": request.user, "versie": self.object, "now": self.request.now}
        if "vaststellen" in request.POST:
            row = establish_programma(**given)
        elif "kopie" in request.POST:
            row = copy_programma(**given, name=request.POST.get("naam", "").replace("\x00", "").strip())
        else:
            row = new_version(**given)
        log(instance=row, action="wagtail.edit" if row.pk == self.object.pk else "wagtail.create", user=request.user)
        return row


def page_of(row: Programmaversie) -> str:
    """Return the address of a version in /beheer/."""
    return reverse("programmaversies:inspect", args=(row.pk,))


class ProgrammaViewSet(ModelViewSet):
    """Programmes: what they are called and whether they are offered."""

    model = Programma
    name = "programmas"
    url_prefix = "programmas"
    menu_label = gettext_lazy("Programma's")
    icon = "list-ol"
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str | Column]] = ["name", "summary", IS_OFFERED]
    search_fields: ClassVar[list[str]] = ["name"]
    ordering: ClassVar[list[str]] = ["name"]
    form_fields: ClassVar[list[str]] = ["name", "summary", "is_offered"]


class ProgrammaversieViewSet(ModelViewSet):
    """What programmes consist of, version by version."""

    model = Programmaversie
    name = "programmaversies"
    url_prefix = "programmaversies"
    menu_label = gettext_lazy("Programmaversies")
    icon = "history"
    menu_order = 170
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "wagtailadmin/programmaversies/versie.html"
    index_view_class = _Index
    delete_view_class = _Delete
    inspect_view_class = _Page
    list_display: ClassVar[list[str | Column]] = [
        "__str__", Column("established_at", label=gettext_lazy("Vastgesteld"), accessor=_established),
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["programma"]
    form_fields: ClassVar[list[str]] = ["source"]
