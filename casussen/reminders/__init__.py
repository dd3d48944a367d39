"""Messages, duties and what is removed in time; one file per subject."""

from casussen.reminders import advies, casussen, delen, praktijkboeken

SUBJECTS = (advies, casussen, delen, praktijkboeken)
