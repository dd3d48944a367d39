"""Messages, duties and their ladders; one file per subject."""

from community.reminders import (
    agenda,
    berichten,
    datumprikker,
    deelname,
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
    toegang, people, rollen, kringen, leergroepen, groepsuitnodigingen, agenda, deelname, datumprikker, presentie, kalender,
    taken, berichten,
)  # fmt: skip
