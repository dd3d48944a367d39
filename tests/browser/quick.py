"""The clock of the platform with short steps, so that a journey need not wait a minute for it (`celery -A`)."""

import os

from deploy.celery import app

__all__ = ["app"]

STEP = float(os.environ.get("BEAT_STEP", "1"))  # seconds

for name in ("deliver", "plan"):
    app.conf.beat_schedule[name]["schedule"] = STEP
    app.conf.beat_schedule[name]["options"]["expires"] = 5
