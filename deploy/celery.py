"""Celery as a clock: a few thin ticks, no work in the broker.

Two queues on two workers: `post` plans and sends mail, `werk` does what takes long.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.production")

app = Celery("regiekamer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["community"])

app.conf.beat_scheduler = "deploy.beat:Scheduler"
app.conf.beat_max_loop_interval = 1  # it notes each second that it runs
# A tick that waited longer than its own period is dropped: the next one finds the same rows.
app.conf.beat_schedule = {
    "deliver": {"task": "community.deliver", "schedule": 15.0, "options": {"queue": "post", "expires": 15}},
    "plan": {"task": "community.plan", "schedule": 60.0, "options": {"queue": "post", "expires": 60}},
    "sweep": {"task": "community.sweep", "schedule": 300.0, "options": {"queue": "post", "expires": 300}},
    "bounces": {"task": "community.bounces", "schedule": 300.0, "options": {"queue": "post", "expires": 300}},
    "werk": {"task": "community.werk", "schedule": 5.0, "options": {"queue": "werk", "expires": 5}},
    "purge": {
        "task": "community.purge",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"queue": "werk", "expires": 3600},
    },
}
