"""What intervisie brings into /beheer/: the protocols, and nothing that belongs to a toernee."""

from typing import Any

from wagtail import hooks

from intervisie.viewsets import ProtocolversieViewSet, ProtocolViewSet


@hooks.register("register_admin_viewset")
def register_protocollen() -> list[Any]:
    """Bring the protocols into /beheer/."""
    return [ProtocolViewSet(), ProtocolversieViewSet()]
