"""The parts of a concept of a programme in /beheer/."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from community.actions.errors import ActionError, StaleSaveError
from community.admin_policy import RegisterPolicy
from training.actions.programmas import STAYS, remove_onderdeel, save_onderdeel
from training.forms.programmas import OnderdeelForm
from training.models import Programmaonderdeel
from training.queries.programmas import onderdeel_with_version
from training.viewsets.programmas import page_of

register_permission_policy(Programmaonderdeel, RegisterPolicy(Programmaonderdeel), exact_class=True)


def _saved(view: Any, form: BaseForm, save: Callable[[BaseForm], HttpResponse]) -> HttpResponse:
    """Save, or show the form again with the sentence of the action: nothing that was typed is lost."""
    try:
        return save(form)
    except ActionError as error:
        form.add_error(None, error.message)
        if isinstance(error, StaleSaveError):
            fresh: Any = form.data.copy()  # type: ignore[attr-defined]  # the QueryDict of a bound form
            fresh["version_seen"] = str(error.current.version)
            form.data = fresh
        view.produced_error_code, view.produced_error_message = "invalid_save", error.message
        refused: HttpResponse = view.form_invalid(form)
        return refused


def _store(view: Any, row: Programmaonderdeel | None) -> Programmaonderdeel:
    form: OnderdeelForm = view.form
    versie = row.versie if row else form.cleaned_data["versie"]
    seen = form.cleaned_data.get("version_seen")
    saved = save_onderdeel(
        actor=view.request.user, versie=versie, onderdeel=row, version=versie.version if seen is None else seen,
        answers=form.answers(), now=view.request.now,
    )  # fmt: skip
    log(instance=saved, action="wagtail.edit" if row else "wagtail.create", user=view.request.user)
    return saved


class _Index(IndexView):
    """The list of parts, of every version."""

    def get_base_queryset(self) -> QuerySet[Programmaonderdeel]:
        """Return the parts with their programme, in one query."""
        rows: QuerySet[Programmaonderdeel] = super().get_base_queryset()
        return rows.select_related("versie__programma").order_by(
            "versie__programma__name", "-versie__number", "position"
        )

    def get_edit_url(self, instance: Programmaonderdeel) -> str | None:
        """A part of an established version is looked at on the page of the version."""
        is_concept = instance.versie.established_at is None
        return super().get_edit_url(instance) if is_concept else page_of(instance.versie)

    def get_delete_url(self, instance: Programmaonderdeel) -> str | None:
        """Only a part of a concept can be taken out."""
        return super().get_delete_url(instance) if instance.versie.established_at is None else None


class _ConceptOnly:
    """A part of an established version stays as it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of the version when it was established."""
        row: Programmaonderdeel = self.get_object()  # type: ignore[attr-defined]  # of Wagtail's views
        if row.versie.established_at is not None:
            messages.warning(request, STAYS)
            return HttpResponseRedirect(page_of(row.versie))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's views
        return answer

    def get_success_url(self) -> str:
        """Lead to the version."""
        return page_of(self.object.versie)  # type: ignore[attr-defined]  # of Wagtail's views


class _Create(CreateView):
    """Adding a part to a concept."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _saved(self, form, super().form_valid)

    def save_instance(self) -> Programmaonderdeel:
        """Add it by our own action."""
        return _store(self, None)

    def get_success_url(self) -> str:
        """Lead to the version."""
        return page_of(self.object.versie)


class _Edit(_ConceptOnly, EditView):
    """Changing a part of a concept."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _saved(self, form, super().form_valid)

    def save_instance(self) -> Programmaonderdeel:
        """Change it by our own action."""
        return _store(self, onderdeel_with_version(self.form.instance))


class _Delete(_ConceptOnly, DeleteView):
    """Taking a part out of a concept."""

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            remove_onderdeel(actor=self.request.user, onderdeel=self.object, now=self.request.now)


class OnderdeelViewSet(ModelViewSet):
    """The parts of programmes."""

    model = Programmaonderdeel
    name = "programmaonderdelen"
    url_prefix = "programmaonderdelen"
    menu_label = gettext_lazy("Programmaonderdelen")
    icon = "list-ul"
    menu_order = 180
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = _Index
    add_view_class = _Create
    edit_view_class = _Edit
    delete_view_class = _Delete
    list_display: ClassVar[list[str | Column]] = ["title", "code", "versie", "position", "minutes"]
    list_filter: ClassVar[list[str]] = ["versie"]

    def get_form_class(self, for_update: bool = False) -> type[OnderdeelForm]:
        """Return our own form: goals, instruments and the script with the rest."""
        return OnderdeelForm
