"""Blocks of Mijn omgeving; one file per subject."""

from community.cards import (
    agenda,
    berichten,
    coordinatie,
    kringen,
    leergroepen,
    partnerschappen,
    people,
    rapportage,
    taken,
    toegang,
)

SUBJECTS = (toegang, people, kringen, leergroepen, agenda, taken, berichten, coordinatie, partnerschappen,
            rapportage)  # fmt: skip
