"""The registers of the training in /beheer/: programmes with their versions and parts, texts, places."""

from training.viewsets.onderdelen import OnderdeelViewSet
from training.viewsets.programmas import ProgrammaversieViewSet, ProgrammaViewSet
from training.viewsets.registers import CompetentieViewSet, LocatieViewSet, OntwikkeldoelViewSet

__all__ = [
    "CompetentieViewSet",
    "LocatieViewSet",
    "OnderdeelViewSet",
    "OntwikkeldoelViewSet",
    "ProgrammaViewSet",
    "ProgrammaversieViewSet",
]
