"""The clock of deploy/celery.py, ticking each second: `celery -A tests.deploy.ticks beat`."""

from deploy.celery import app

for entry in app.conf.beat_schedule.values():
    if isinstance(entry["schedule"], float):
        entry["schedule"] = 1.0
        entry["options"] = {**entry["options"], "expires": 10}
