"""Settings for `collectstatic` alone, while an image is built: production's files with their digests, and no secret."""

import secrets

import environ

from deploy.settings.base import *  # noqa: F403 - a settings file is its base plus what differs

SECRET_KEY = secrets.token_urlsafe(50)  # of this one command
LINK_KEY = secrets.token_urlsafe(50)
STATIC_ROOT = environ.Env().str("STATIC_ROOT", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
