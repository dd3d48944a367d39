"""What casussen brings into /beheer/: the instruments, and nothing that belongs to a casus."""

from typing import Any

from wagtail import hooks

from casussen.viewsets import InstrumentversieViewSet, InstrumentViewSet


@hooks.register("register_admin_viewset")
def register_instrumenten() -> list[Any]:
    """Bring the instruments into /beheer/."""
    return [InstrumentViewSet(), InstrumentversieViewSet()]
