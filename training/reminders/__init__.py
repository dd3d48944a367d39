"""Messages, duties and what is removed in time; one file per subject."""

from types import ModuleType

from training.reminders import (
    inschrijvingen,
    intake,
    levensloop,
    materialen,
    planning,
    praktisch,
    presentie,
    teams,
)

SUBJECTS: tuple[ModuleType, ...] = (
    inschrijvingen,
    intake,
    planning,
    praktisch,
    levensloop,
    presentie,
    teams,
    materialen,
)
