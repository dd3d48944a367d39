"""Settings of a running site whose mail goes to a real mail server (tests.post.mailbag): the demo's, but for that."""

import os

from deploy.settings.demo import *  # noqa: F403 - a settings file is its base plus what differs

# Many people log in with a password in a short time; how slowly it is hashed is no matter of theirs.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SINK_PORT"])
EMAIL_TIMEOUT = 10
