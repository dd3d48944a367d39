"""All tables of the confidential; one file per subject."""

from casussen.models.advies import Advies, Adviesantwoord, Adviesdeling, Adviesversie
from casussen.models.casus import Casus, Casusversie, Deling, DelingRol, Gastdeling
from casussen.models.instrumenten import Hoofdvraag, Instrument, Instrumentversie, Invulling
from casussen.models.inzage import MOST_HOURS, Inzage, InzageVia, Noodtoegang
from casussen.models.onderdelen import (
    Afweging,
    Belang,
    Betrokkenheid,
    Casusbestand,
    Casusonderdeel,
    Dilemma,
    Doel,
    Fase,
    FaseStatus,
    Moment,
    MomentKind,
    Partij,
    Product,
    ProductStatus,
    Sessieopbrengst,
)
from casussen.models.praktijkboeken import Opname, Praktijkboek, PraktijkboekStatus

__all__ = [
    "MOST_HOURS",
    "Advies",
    "Adviesantwoord",
    "Adviesdeling",
    "Adviesversie",
    "Afweging",
    "Belang",
    "Betrokkenheid",
    "Casus",
    "Casusbestand",
    "Casusonderdeel",
    "Casusversie",
    "Deling",
    "DelingRol",
    "Dilemma",
    "Doel",
    "Fase",
    "FaseStatus",
    "Gastdeling",
    "Hoofdvraag",
    "Instrument",
    "Instrumentversie",
    "Invulling",
    "Inzage",
    "InzageVia",
    "Moment",
    "MomentKind",
    "Noodtoegang",
    "Opname",
    "Partij",
    "Praktijkboek",
    "PraktijkboekStatus",
    "Product",
    "ProductStatus",
    "Sessieopbrengst",
]
