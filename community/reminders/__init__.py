"""Messages, duties and their ladders; one file per subject."""

from community.reminders import agenda, berichten, kringen, leergroepen, people, taken, toegang

SUBJECTS = (toegang, people, kringen, leergroepen, agenda, taken, berichten)
