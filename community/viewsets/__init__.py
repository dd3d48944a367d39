"""The registers in /beheer/."""

from community.viewsets.registers import KalenderViewSet, OpgaveViewSet, OrganisatieViewSet

__all__ = ["KalenderViewSet", "OpgaveViewSet", "OrganisatieViewSet"]
