"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

SUBJECTS: tuple[ModuleType, ...] = ()
