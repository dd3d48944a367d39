"""The registers in /beheer/."""

from community.viewsets.begrippen import BegripViewSet
from community.viewsets.bronnen import BronViewSet
from community.viewsets.organisaties import OrganisatieViewSet
from community.viewsets.partnerschappen import PartnerschapViewSet
from community.viewsets.registers import InitiatiefViewSet, KalenderViewSet, OpgaveViewSet

__all__ = [
    "BegripViewSet", "BronViewSet", "InitiatiefViewSet", "KalenderViewSet", "OpgaveViewSet", "OrganisatieViewSet",
    "PartnerschapViewSet",
]  # fmt: skip
