"""The registers in /beheer/."""

from community.viewsets.organisaties import OrganisatieViewSet
from community.viewsets.partnerschappen import PartnerschapViewSet
from community.viewsets.registers import InitiatiefViewSet, KalenderViewSet, OpgaveViewSet

__all__ = ["InitiatiefViewSet", "KalenderViewSet", "OpgaveViewSet", "OrganisatieViewSet", "PartnerschapViewSet"]
