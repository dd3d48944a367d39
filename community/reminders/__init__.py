"""Messages, duties and their ladders; one file per subject."""

from community.reminders import (
    acties,
    agenda,
    berichten,
    beschikbaarheid,
    datumprikker,
    deelname,
    gastlinks,
    groepsberichten,
    groepsleven,
    groepsuitnodigingen,
    kalender,
    kennisvoorstellen,
    kluis,
    kringen,
    leergroepen,
    partnerschappen,
    people,
    presentie,
    rapportage,
    rapporten,
    rollen,
    samenwerkingen,
    taken,
    toegang,
    werk,
)

SUBJECTS = (
    toegang, people, rollen, kringen, leergroepen, groepsberichten, groepsuitnodigingen, groepsleven, agenda, deelname,
    datumprikker, presentie, acties, kalender, taken, berichten, kluis, gastlinks, werk,
    samenwerkingen, beschikbaarheid, partnerschappen, rapporten, rapportage, kennisvoorstellen,
)  # fmt: skip
