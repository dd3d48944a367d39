"""The registers of intervisie in /beheer/: protocols of visits, methods and cards. Nothing confidential is in them."""

from intervisie.viewsets.decks import DeckversieViewSet, DeckViewSet
from intervisie.viewsets.protocollen import ProtocolViewSet
from intervisie.viewsets.protocolversies import ProtocolversieViewSet
from intervisie.viewsets.werkvormen import WerkvormversieViewSet, WerkvormViewSet

__all__ = [
    "DeckViewSet", "DeckversieViewSet", "ProtocolViewSet", "ProtocolversieViewSet", "WerkvormViewSet",
    "WerkvormversieViewSet",
]  # fmt: skip
