"""What happens to sessions by themselves: left running they are closed, never begun they lapse, boards are removed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from community.berichten.unneeded import Needing
from community.confidential import confidential
from intervisie.actions.sessieopruimen import end_left_sessies, remove_boards


def _end(now: datetime) -> None:
    with confidential():  # what was written is opened only to let actions be their owner's, where the vault is open
        end_left_sessies(now)


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return remove_boards(now)


KINDS: list[Any] = []
TAAK_KINDS: list[Any] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"einde van sessies": Needing("intervisie.Sessie", _end)}
PURGES: dict[str, Callable[[datetime], int]] = {"borden van sessies": _forget}
