"""Versions of what is kept as data in /beheer/: a draft is written, looked at and published; then it never changes.

A register gives its own form, its actions and what the page of a version shows (actions/concepten.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from community.actions.concepten import STAYS
from community.actions.errors import ActionError
from community.admin_policy import RegisterPolicy
from community.notation import date_short
from community.requests import once

# Changes or removes a version: keyword arguments actor, versie, now, and for a change schema and source.
VersieAction = Callable[..., Any]


@dataclass(frozen=True)
class Versieacties:
    """What a register does with its versions. `copy` makes a draft of the same thing, `other` begins another one."""

    change: VersieAction
    publish: VersieAction
    remove: VersieAction
    copy: VersieAction
    other: VersieAction | None = None


def _not_named(**_given: object) -> None:
    raise NotImplementedError


# What stands in the views until a register names its own.
NONE = Versieacties(_not_named, _not_named, _not_named, _not_named)


class VersiePolicy(RegisterPolicy):
    """A version begins as a copy of another one; nobody adds one out of nothing."""

    without = frozenset({"add"})


def _published(row: Any) -> str:
    return date_short(row.published_at) if row.published_at else _("Concept")


class VersieIndex(IndexView):
    """The list; a row leads to the version as it is seen. `whole` names the field with what it is a version of."""

    whole = ""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the versions with what they are of, in one query."""
        rows: QuerySet[Any] = super().get_base_queryset()
        return rows.select_related(self.whole).order_by(f"{self.whole}__name", "-number")

    def get_edit_url(self, instance: Any) -> str | None:
        """Only a draft can be changed."""
        return super().get_edit_url(instance) if instance.published_at is None else self.get_inspect_url(instance)

    def get_delete_url(self, instance: Any) -> str | None:
        """Only a draft can be thrown away."""
        return super().get_delete_url(instance) if instance.published_at is None else None


class _DraftOnly:
    """A published version stays as it is: its page says so."""

    request: Any
    register = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of the version when it was published."""
        row = self.get_object()  # type: ignore[attr-defined]  # of Wagtail's views
        if row.published_at is not None:
            messages.warning(request, STAYS)
            return HttpResponseRedirect(page_of(self, row))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's views
        return answer


class VersieEdit(_DraftOnly, EditView):
    """Changing a draft."""

    versie_actions = NONE

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

    def save_instance(self) -> models.Model:
        """Change it by our own action."""
        row, given = self.form.instance, self.form.cleaned_data
        saved: models.Model = self.versie_actions.change(
            actor=self.request.user, versie=row, schema=given["schema"], source=given["source"], now=self.request.now
        )
        log(instance=saved, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return saved

    def get_success_url(self) -> str:
        """Lead to the version as it is seen."""
        return page_of(self, self.object)


class VersieDelete(_DraftOnly, DeleteView):
    """Throwing a draft away."""

    versie_actions = NONE

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            self.versie_actions.remove(actor=self.request.user, versie=self.object, now=self.request.now)


class VersiePage(InspectView):
    """A version as people meet it, and what can be done with it.

    A register says in `shown` what stands on the page, and in `published` what publishing means for who begins from
    now on.
    """

    register = ""
    versie_actions = NONE
    published: Any = ""

    def get_edit_url(self) -> str | None:
        """Only a draft can be changed."""
        return super().get_edit_url() if self.object.published_at is None else None

    def get_delete_url(self) -> str | None:
        """Only a draft can be thrown away."""
        return super().get_delete_url() if self.object.published_at is None else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the register shows of it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | self.shown()

    def shown(self) -> dict[str, Any]:
        """Return the content of the page, or the faults that keep it from being shown."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish the draft, or begin a new one from this version."""
        publishes = "publiceren" in request.POST
        try:
            with once(request, now=request.now) as form_once:  # type: ignore[attr-defined]  # set by NowMiddleware
                row: Any = self._do(publishes) if form_once.is_first else self.object
        except ActionError as error:
            messages.error(request, " ".join(error.message.splitlines()))
            return HttpResponseRedirect(page_of(self, self.object))
        if publishes:
            messages.success(request, self.published)
        leads_to_form = row.published_at is None and not publishes
        form_page = reverse(f"{self.register}:edit", args=(row.pk,))
        return HttpResponseRedirect(form_page if leads_to_form else page_of(self, row))

    def _do(self, publishes: bool) -> models.Model:
        given = {"actor": self.request.user, "versie": self.object, "now": self.request.now}
        if publishes:
            row: models.Model = self.versie_actions.publish(**given)
        elif "kopie" in self.request.POST and self.versie_actions.other is not None:
            row = self.versie_actions.other(name=self.request.POST.get("naam", ""), **given)
        else:
            row = self.versie_actions.copy(**given)
        log(instance=row, action="wagtail.publish" if publishes else "wagtail.create", user=self.request.user)
        return row


def page_of(view: Any, row: models.Model) -> str:
    """Return the page of a version as it is seen, within the register of this view."""
    return reverse(f"{view.register}:inspect", args=(row.pk,))


class VersieViewSet(ModelViewSet):
    """A register of versions. `whole` names the field with what it is a version of, `form` is the form of a draft."""

    whole = ""
    form: type[Any]
    versie_actions = NONE
    index_view_class = VersieIndex
    edit_view_class = VersieEdit
    delete_view_class = VersieDelete
    icon = "history"
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display: ClassVar[list[str | Column]] = [
        "__str__", Column("published_at", label=gettext_lazy("Gepubliceerd"), accessor=_published),
    ]  # fmt: skip

    @property
    def list_filter(self) -> list[str]:
        """Let the list be narrowed to the versions of one thing."""
        return [self.whole]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Tell each view of this register what it is about."""
        common: dict[str, Any] = super().get_common_view_kwargs(
            register=self.name, whole=self.whole, versie_actions=self.versie_actions, **kwargs
        )
        return common

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form of this register: source and schema."""
        return self.form
