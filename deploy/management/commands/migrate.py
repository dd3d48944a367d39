"""Django's migrate, that waits two seconds for a lock at most: a queue behind a waiting migration stops the site."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from deploy.straight import GOES_STRAIGHT, is_pooled

LOCKS = "SET lock_timeout = '2s'"
AS_LONG_AS_IT_TAKES = "SET statement_timeout = 0"


class Command(MigrateCommand):
    """`manage.py migrate` as everywhere, but never through PgBouncer."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Set how long to wait on the connection that migrates, and migrate. Raises CommandError behind a pool."""
        if is_pooled(options["database"]):
            raise CommandError(GOES_STRAIGHT)
        with connections[options["database"]].cursor() as cursor:
            cursor.execute(LOCKS)
            cursor.execute(AS_LONG_AS_IT_TAKES)
        super().handle(*args, **options)
