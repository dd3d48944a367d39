"""The clock of the platform with short steps, so that a journey need not wait a minute for it (`celery -A`)."""

from deploy.celery import app

__all__ = ["app"]

for name in ("deliver", "plan"):
    app.conf.beat_schedule[name]["schedule"] = 1.0
    app.conf.beat_schedule[name]["options"]["expires"] = 5
