"""What intervisie brings into /beheer/: protocols, methods and cards, and nothing that people write by them."""

from typing import Any

from wagtail import hooks

from intervisie.viewsets import (
    DeckversieViewSet,
    DeckViewSet,
    ProtocolversieViewSet,
    ProtocolViewSet,
    WerkvormversieViewSet,
    WerkvormViewSet,
)


@hooks.register("register_admin_viewset")
def register_intervisie() -> list[Any]:
    """Bring the protocols, the methods and the decks into /beheer/."""
    return [
        ProtocolViewSet(), ProtocolversieViewSet(), WerkvormViewSet(), WerkvormversieViewSet(), DeckViewSet(),
        DeckversieViewSet(),
    ]  # fmt: skip
