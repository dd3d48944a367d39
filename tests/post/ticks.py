"""The clock of deploy/celery.py, ticking every second: `celery -A tests.post.ticks worker -B`."""

from deploy.celery import app

for entry in app.conf.beat_schedule.values():
    if entry["options"]["queue"] == "post":
        entry["schedule"] = 1.0
        entry["options"] = {**entry["options"], "expires": 10}
