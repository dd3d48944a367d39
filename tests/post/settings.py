"""Settings of processes that tests, proofs and figures of mail start: a real mail server, short leases, own kinds."""

import os

from deploy.settings.test import *  # noqa: F403 - a settings file is its base plus what differs
from deploy.settings.test import DATABASES, INSTALLED_APPS, ROOT, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.post"]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "post" / "templates"]
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SINK_PORT"])
EMAIL_TIMEOUT = float(os.environ.get("SINK_TIMEOUT", "10"))
EMAIL_SECRET_TIMEOUT = int(os.environ.get("SINK_SECRET_TIMEOUT", "5"))
MAIL_SECRETS_IN_BACKGROUND = True  # as in production: no page waits for the mail server
MAIL_LEASE_SECONDS = float(os.environ.get("SINK_LEASE", "60"))
MAIL_BATCH = int(os.environ.get("SINK_BATCH", "5"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAIL_DRAIN_SECONDS = float(os.environ.get("SINK_DRAIN", "20"))
