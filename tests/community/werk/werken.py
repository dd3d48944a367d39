"""Kinds of long work that only tests know, and workers that are processes of their own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from community.extension_points import Progress, WerkKind, WerkResult
from community.models import User, Werk

CODE = "PROEF"
CANARY = "gagelheide"


class Stage:
    """What a kind of the tests does; a test sets it before."""

    def __init__(self) -> None:
        self.may: set[Any] | None = None
        self.is_current = True
        self.handed_out: list[Any] = []
        self.during: Callable[[Werk, Progress], None] = lambda werk, progress: None
        self.log: Callable[[Any], None] = self.handed_out.append
        self.runs = 0

    def run(self, werk: Werk, progress: Progress, now: datetime) -> WerkResult:
        """Take three steps and make a file."""
        self.runs += 1
        for step in range(3):
            progress(step, 3)
            self.during(werk, progress)
        return WerkResult(b"%PDF-1.7 " + CANARY.encode(), "pdf", ((str(werk.object_id), 1),))

    def may_still(self, user: User, werk: Werk, now: datetime) -> bool:
        """Whether the test lets this person."""
        return self.may is None or user.pk in self.may

    def kind(self) -> WerkKind:
        """Return the kind as an app would register it."""
        return WerkKind(
            code=CODE,
            name="Pdf van de proef",
            ready="Je pdf is klaar",
            file_name=lambda werk, now: "proef.pdf",
            run=self.run,
            may_still=self.may_still,
            is_current=lambda werk, now: self.is_current,
            fetchable=lambda rows, now: {
                row.pk for row in rows if self.may_still(row.user, row, now) and self.is_current
            },
            hand_out=lambda werk, now: self.log(werk.pk),
            back=lambda werk: reverse("mijn-omgeving"),
            kept=timedelta(hours=24),
        )
