"""Settings of the test run: the demo's, with fast hashing and mail kept in memory.

The addresses of the engines come from tests.engines_plugin.
"""

from deploy.settings.demo import *  # noqa: F403 - a settings file is its base plus what differs

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SITE_ROOT = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
LOGGING_CONFIG = None
