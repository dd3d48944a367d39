"""The kinds of the tests as an app, for processes that the tests start."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Registers the kinds of tests.post.kinds when Django starts."""

    name = "tests.post"
    label = "tests_post"

    def ready(self) -> None:
        """Register them."""
        from tests.post import kinds  # noqa: PLC0415 - apps.py is loaded before the models

        kinds.register()
