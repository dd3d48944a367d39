"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from intervisie.reminders import evaluatieplanningen, groepen, indelingsvoorstellen, matchrondes

SUBJECTS: tuple[ModuleType, ...] = (evaluatieplanningen, groepen, indelingsvoorstellen, matchrondes)
