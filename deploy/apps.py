"""The composition root as an app: it brings the demo's commands and pages."""

from django.apps import AppConfig


class DeployConfig(AppConfig):
    """Knows every app; no app knows it."""

    name = "deploy"
