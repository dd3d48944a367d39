"""Messages, duties and their ladders; one file per subject."""

from community.reminders import (
    agenda,
    berichten,
    deelname,
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
    toegang, people, rollen, kringen, leergroepen, agenda, deelname, presentie, kalender, taken, berichten,
)  # fmt: skip
