"""The registers of intervisie in /beheer/: the protocols of visits. Nothing confidential is in them."""

from intervisie.viewsets.protocollen import ProtocolViewSet
from intervisie.viewsets.protocolversies import ProtocolversieViewSet

__all__ = ["ProtocolViewSet", "ProtocolversieViewSet"]
