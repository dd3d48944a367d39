"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from training.reminders import (
    coaching,
    effectmeting,
    eindsessies,
    evaluaties,
    inschrijvingen,
    intake,
    levensloop,
    materialen,
    planning,
    praktisch,
    presentie,
    teams,
    tussentijden,
)

SUBJECTS: tuple[ModuleType, ...] = (
    effectmeting,
    inschrijvingen,
    eindsessies,
    intake,
    coaching,
    planning,
    praktisch,
    levensloop,
    presentie,
    materialen,
    teams,
    tussentijden,
    evaluaties,
)
