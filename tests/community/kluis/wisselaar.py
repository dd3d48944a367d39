"""`python -m tests.community.kluis.wisselaar 7 na`: the command to rotate, killed (kill -9) at the seventh row.

`voor` is before the row is written, `na` after it is written and before it is committed; 0 lets it come to its end.
"""

import os
import signal
import sys
from typing import Any
from uuid import UUID

import django
from django.core.management import call_command


def main(last: int, moment: str) -> None:
    """Rotate, and die at that row."""
    from community.actions import sleutelwissel  # noqa: PLC0415 - Django must be ready

    plain, done = sleutelwissel._move, 0

    def move(row: Any, successor: UUID) -> None:
        nonlocal done
        done += 1
        if done == last and moment == "voor":
            os.kill(os.getpid(), signal.SIGKILL)
        plain(row, successor)
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sleutelwissel._move = move
    call_command("roteer_sleutels", "--gegevens")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), sys.argv[2])
