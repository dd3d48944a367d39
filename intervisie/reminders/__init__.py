"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from intervisie.reminders import (
    bemiddeling,
    bezoekacties,
    bezoeken,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    sessieacties,
    sessiedagen,
    sessiegasten,
    sessies,
    sessievoorbereiding,
    stappen,
    toerneebrieven,
    toerneeplanning,
    toernees,
    verslagen,
)

SUBJECTS: tuple[ModuleType, ...] = (
    bemiddeling,
    bezoekacties,
    bezoeken,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    sessieacties,
    sessiedagen,
    sessiegasten,
    sessies,
    sessievoorbereiding,
    stappen,
    toerneebrieven,
    toerneeplanning,
    toernees,
    verslagen,
)
