"""Messages, duties and their ladders; one file per subject."""

from community.reminders import (
    agenda,
    berichten,
    datumprikker,
    deelname,
    groepsberichten,
    groepsuitnodigingen,
    kalender,
    kringen,
    leergroepen,
    people,
    presentie,
    rollen,
    taken,
    toegang,
)

SUBJECTS = (
    toegang, people, rollen, kringen, leergroepen, groepsberichten, groepsuitnodigingen, agenda, deelname, datumprikker, presentie, kalender,
    taken, berichten,
)  # fmt: skip
