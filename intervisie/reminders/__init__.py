"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from intervisie.reminders import (
    bemiddeling,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    toernees,
)

SUBJECTS: tuple[ModuleType, ...] = (
    bemiddeling,
    evaluatieplanningen,
    groepen,
    indelingsvoorstellen,
    matchrondes,
    toernees,
)
