"""The demo: everything on this machine, fictional people, a clock that can be moved.

The supervisor (deploy.demo.start) gives the addresses in the environment and notes them in `.regiekamer/runtime.json`,
so that `manage.py` works beside a running demo too.
"""

import json
import os
from pathlib import Path

import environ

from deploy.settings.base import *  # noqa: F403 - a settings file is its base plus what differs
from deploy.settings.base import ROOT

_noted = ROOT / ".regiekamer" / "runtime.json"
if "DATABASE_URL" not in os.environ and _noted.exists():
    os.environ.update({name: value for name, value in json.loads(_noted.read_text()).items() if name.isupper()})

env = environ.Env()

IS_DEMO = True
DEBUG = False
SECRET_KEY = "demo-only-not-a-secret"  # noqa: S105 - refused by the production settings
LINK_KEY = "demo-only-not-a-secret-for-links"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_ROOT = env.str("SITE_ROOT", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = SITE_ROOT

_database = {**env.db_url("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _database, "sleutels": {**_database, "NAME": f"{_database['NAME']}_sleutels"}}
KEK_FILE = env.str("KEK_FILE", default="")
CELERY_BROKER_URL = env.str("REDIS_URL", default="memory://")

STATE = Path(env.str("REGIEKAMER_STATE", default=str(ROOT / ".regiekamer")))
CLOCK_FILE = str(STATE / "klok.json")
MEDIA_ROOT = STATE / "media"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": STATE / "privé"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

EMAIL_BACKEND = "deploy.demo.mailbox.MailboxBackend"
MAIL_SECRETS_IN_BACKGROUND = False
MAILBOX = STATE / "post"
