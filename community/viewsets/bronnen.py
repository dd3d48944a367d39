"""The register of sources in /beheer/."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from community.access.begrippen import may_keep_begrippen
from community.actions.bronnen import FIELDS, add_bron, change_bron, remove_bron
from community.admin_policy import RegisterPolicy
from community.forms.begrippen import BronForm
from community.models import Bron, User
from community.viewsets.weigeren import RefusingCreate, RefusingDelete, RefusingEdit


class BronPolicy(RegisterPolicy):
    """Sources are kept by redacteuren."""

    def may_keep(self, user: User, now: datetime) -> bool:
        """Whether the person keeps sources."""
        return may_keep_begrippen(user, now)


register_permission_policy(Bron, BronPolicy(Bron), exact_class=True)


class _Create(RefusingCreate):
    """Adding a source."""

    def save_instance(self) -> Bron:
        """Add it by our own action."""
        row = add_bron(actor=self.request.user, fields=_given(self.form), now=self.request.now)
        log(instance=row, action="wagtail.create", user=self.request.user)
        return row


class _Edit(RefusingEdit):
    """Changing a source."""

    def save_instance(self) -> Bron:
        """Change it by our own action."""
        given = _given(self.form)
        row = change_bron(actor=self.request.user, bron=self.form.instance, fields=given, now=self.request.now)
        log(instance=row, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return row


class _Delete(RefusingDelete):
    """Removing a source that nothing refers to."""

    def delete_action(self) -> None:
        """Remove it by our own action."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            remove_bron(actor=self.request.user, bron=self.object, now=self.request.now)


def _given(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


class BronViewSet(ModelViewSet):
    """What texts of the site build on, and on what ground."""

    model = Bron
    name = "bronnen"
    url_prefix = "bronnen"
    menu_label = _("Bronnen")
    icon = "openquote"
    menu_order = 60
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = _Create
    edit_view_class = _Edit
    delete_view_class = _Delete
    list_display: ClassVar[list[str]] = ["titel", "maker", "jaar", "licentie"]
    list_filter: ClassVar[list[str]] = ["licentie"]
    search_fields: ClassVar[list[str]] = ["titel", "maker"]
    ordering: ClassVar[list[str]] = ["titel"]

    def get_form_class(self, for_update: bool = False) -> type[BronForm]:
        """Return our own form."""
        return BronForm
