"""All tables of intervisie; one file per subject."""

from intervisie.models.evaluaties import Evaluatieplanning, EvaluatieplanningForm, Reflectie, Terugblik
from intervisie.models.groepen import Groepsnotitie, Intervisiegroep
from intervisie.models.matching import (
    OPEN_AANMELDING,
    SLOTS,
    ErvaringWens,
    Form,
    Gewicht,
    Indelingsvoorstel,
    Matchaanmelding,
    Matchronde,
    Proefverplaatsing,
    RondeStatus,
    Rondeuitnodiging,
    Vasteregel,
)

__all__ = [
    "OPEN_AANMELDING",
    "SLOTS",
    "ErvaringWens",
    "Evaluatieplanning",
    "EvaluatieplanningForm",
    "Form",
    "Gewicht",
    "Groepsnotitie",
    "Indelingsvoorstel",
    "Intervisiegroep",
    "Matchaanmelding",
    "Matchronde",
    "Proefverplaatsing",
    "Reflectie",
    "RondeStatus",
    "Rondeuitnodiging",
    "Terugblik",
    "Vasteregel",
]
