"""Messages, duties and what is removed in time; one file per subject."""

from casussen.reminders import casussen, delen, praktijkboeken

SUBJECTS = (casussen, delen, praktijkboeken)
