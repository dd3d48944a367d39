"""The registers of casussen in /beheer/: the instruments. Nothing confidential is in them."""

from casussen.viewsets.instrumenten import InstrumentViewSet
from casussen.viewsets.instrumentversies import InstrumentversieViewSet

__all__ = ["InstrumentViewSet", "InstrumentversieViewSet"]
