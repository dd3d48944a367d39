"""The clock of deploy/celery.py with the tick of long work alone, quickly, and a kind of work of the tests."""

import django

from deploy.celery import app

app.conf.beat_schedule = {
    "werk": {**app.conf.beat_schedule["werk"], "schedule": 0.5, "options": {"queue": "werk", "expires": 10}}
}
django.setup()

from community.extension_points import werk_kinds  # noqa: E402 - Django must be ready first
from tests.community.werk.werken import CODE, Stage  # noqa: E402 - beside it

werk_kinds.add(CODE, Stage().kind())
