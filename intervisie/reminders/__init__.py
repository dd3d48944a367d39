"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from intervisie.reminders import (
    bemiddeling,
    bezoeken,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    stappen,
    toerneeplanning,
    toernees,
)

SUBJECTS: tuple[ModuleType, ...] = (
    bemiddeling,
    bezoeken,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    stappen,
    toerneeplanning,
    toernees,
)
