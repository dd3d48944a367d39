"""Blocks of Mijn omgeving; one file per subject."""

from community.cards import agenda, berichten, coordinatie, kringen, leergroepen, people, taken, toegang

SUBJECTS = (toegang, people, kringen, leergroepen, agenda, taken, berichten, coordinatie)
