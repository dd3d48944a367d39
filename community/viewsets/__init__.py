"""The registers in /beheer/."""

from community.viewsets.organisaties import OrganisatieViewSet
from community.viewsets.registers import KalenderViewSet, OpgaveViewSet

__all__ = ["KalenderViewSet", "OpgaveViewSet", "OrganisatieViewSet"]
