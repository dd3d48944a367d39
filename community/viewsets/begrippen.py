"""The terms in /beheer/: redacteuren write what they mean, a second reader settles it."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from community import clock
from community.access import DeniedError
from community.access.begrippen import may_keep_begrippen, may_read_register, may_settle, visible_voorstellen
from community.actions.begrippen import add_begrip, approve_begripversie, change_begrip, remove_concept
from community.actions.errors import ActionError
from community.admin_policy import RegisterPolicy
from community.forms.begrippen import BegripForm
from community.models import Begrip, User
from community.queries.begrippen import (
    concept_of,
    is_there,
    others_than,
    places_of,
    settled_versies,
    versie_of,
    with_stand,
)
from community.queries.kennisvoorstellen import with_subject
from community.requests import once
from community.viewsets.weigeren import RefusingCreate, RefusingEdit

READ_AGAIN = gettext_lazy("De tekst is net veranderd. Lees hem opnieuw en stel hem dan vast.")


class BegripPolicy(RegisterPolicy):
    """Terms are written by redacteuren; the coördinerend hart reads along, to be a second reader. None is removed."""

    without = frozenset({"delete"})

    def may_keep(self, user: User, now: datetime) -> bool:
        """Whether the person writes terms."""
        return may_keep_begrippen(user, now)

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some term; who may settle may look."""
        if action == "view":
            return may_read_register(user, clock.now())
        return super().user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> QuerySet[Any]:
        """Return the terms on which the person may do any of these."""
        rows = others_than(None)
        return rows if any(self.user_has_permission(user, action) for action in actions) else rows.none()


register_permission_policy(Begrip, BegripPolicy(Begrip), exact_class=True)


def _told_status(row: Any) -> str:
    if not row.has_settled:
        return _("Concept")
    return _("Vastgesteld, met een nieuw concept") if row.has_concept else _("Vastgesteld")


class _Index(IndexView):
    """The list; a row leads to the term with its versions."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the terms with whether they are settled, in one query."""
        return with_stand(super().get_base_queryset())

    def get_edit_url(self, instance: Any) -> str | None:
        """Lead to the term as it is seen; from there to its form."""
        return self.get_inspect_url(instance)


class _Create(RefusingCreate):
    """Beginning a term."""

    def save_instance(self) -> Begrip:
        """Add it by our own action."""
        row = add_begrip(actor=self.request.user, words=self.form.words(), now=self.request.now).begrip
        log(instance=row, action="wagtail.create", user=self.request.user)
        return row

    def get_success_url(self) -> str:
        """Lead to the term as it is seen."""
        return _page(self.object)


class _Edit(RefusingEdit):
    """Changing a term, and what it means in its concept."""

    def save_instance(self) -> Begrip:
        """Change it by our own action."""
        row, form = self.form.instance, self.form
        seen = form.cleaned_data["gezien"]
        versie = change_begrip(
            actor=self.request.user, begrip=row, words=form.words(), seen=seen, now=self.request.now
        )  # fmt: skip
        log(instance=versie.begrip, action="wagtail.edit", user=self.request.user, content_changed=form.has_changed())
        return versie.begrip

    def stale(self, form: BaseForm) -> None:
        """Show both texts: pressing again puts what was typed in the place of what the other wrote."""
        view: Any = form
        view.see_again()
        concept = concept_of(view.instance) or next(iter(settled_versies(view.instance)), None)
        if concept is not None:
            form.add_error("definitie", _("Nu staat er: {tekst}").format(tekst=concept.definitie))

    def get_success_url(self) -> str:
        """Lead to the term as it is seen."""
        return _page(self.object)


class _Page(InspectView):
    """A term with its versions, and what can be done with its concept."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, where the term is used, and what members proposed."""
        row, user, now = self.object, self.request.user, self.request.now
        concept = concept_of(row)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "concept": concept, "settled": settled_versies(row), "places": places_of(row.slug),
            "namen": list(row.namen.order_by("naam")), "anders": list(row.niet_hetzelfde_als.order_by("search_text")),
            "may_settle": concept is not None and may_settle(user, concept, now),
            "may_keep": may_keep_begrippen(user, now),
            "voorstellen": with_subject(visible_voorstellen(user, now)).filter(begrip=row, handled_at__isnull=True),
        }  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Settle the concept as it was read, or throw it away."""
        try:
            with once(request, now=request.now) as form_once:  # type: ignore[attr-defined]  # set by NowMiddleware
                said = self._do(request) if form_once.is_first else ""
        except DeniedError as error:
            raise Http404 from error
        except ActionError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(_page(self.object))
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(_page(self.object) if is_there(self.object) else reverse("begrippen:index"))

    def _do(self, request: HttpRequest) -> str:
        versie = versie_of(self.object, request.POST.get("versie", ""))
        if versie is None:
            raise ActionError(str(READ_AGAIN))
        if "weg" in request.POST:
            remove_concept(actor=self.request.user, versie=versie, now=self.request.now)
            return _("Het concept is weggegooid.")
        versie.written_at = _moment(request.POST.get("gelezen", ""))
        approve_begripversie(actor=self.request.user, versie=versie, now=self.request.now)
        log(instance=self.object, action="wagtail.publish", user=self.request.user)
        return _("Vastgesteld. Deze tekst geldt vanaf nu en verandert niet meer.")


def _moment(typed: str) -> datetime:
    """Return when the version was written that the page showed. Raises ActionError for what is no moment."""
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    if moment is None:
        raise ActionError(str(READ_AGAIN))
    return moment


def _page(row: Begrip) -> str:
    return reverse("begrippen:inspect", args=(row.pk,))


class BegripViewSet(ModelViewSet):
    """Terms of the craft: one language for all texts."""

    model = Begrip
    name = "begrippen"
    url_prefix = "begrippen"
    menu_label = gettext_lazy("Begrippen")
    icon = "doc-full"
    menu_order = 50
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = _Index
    add_view_class = _Create
    edit_view_class = _Edit
    inspect_view_class = _Page
    inspect_template_name = "wagtailadmin/begrippen/begrip.html"
    list_display: ClassVar[list[str | Column]] = [
        "term",
        Column("status", label=gettext_lazy("Stand"), accessor=_told_status),
    ]
    search_fields: ClassVar[list[str]] = ["term"]
    ordering: ClassVar[list[str]] = ["term"]

    def get_form_class(self, for_update: bool = False) -> type[BegripForm]:
        """Return our own form."""
        return BegripForm
