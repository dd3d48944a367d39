"""How the Wagtail admin asks our access rules instead of keeping permissions of its own."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from community import clock
from community.access.kennis import may_keep_registers
from community.models import User


class RegisterPolicy(BasePermissionPolicy):
    """A register: whoever may keep it may do everything with its rows that is not in `without`, others nothing.

    Wagtail asks without a request, so the moment comes from the clock: this is a door.
    """

    without: ClassVar[frozenset[str]] = frozenset()

    def may_keep(self, user: User, now: datetime) -> bool:
        """Whether the person keeps this register."""
        return may_keep_registers(user, now)

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to some row."""
        return action not in self.without and self.may_keep(user, clock.now())

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        """Whether the person may do this to this row."""
        return self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> QuerySet[Any]:
        """Return the rows on which the person may do any of these."""
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows if self.user_has_permission(user, "change") else rows.none()

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        """Wagtail asks this for workflows and comments only, which are off."""
        return User.objects.none()


class ChangeOnlyPolicy(RegisterPolicy):
    """A register whose rows are changed only: a new one begins elsewhere, an old one stays for what refers to it."""

    without = frozenset({"add", "delete"})
