"""How much a test does: a sample in `make test`; in `make proof` all of it, part by part, with its counts told.

`make proof` sets REGIEKAMER_PROOF to the part it asks for ("2/6") and REGIEKAMER_COUNTS to the file it reads.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

PROOF, COUNTS = "REGIEKAMER_PROOF", "REGIEKAMER_COUNTS"
IS_FULL = PROOF in os.environ
Item = TypeVar("Item")


def share(items: Sequence[Item]) -> list[Item]:
    """Return what this part of a proof looks at: of three parts, the second takes items 2, 5, 8. Else all items."""
    number, _slash, parts = os.environ.get(PROOF, "1/1").partition("/")
    return list(items[int(number) - 1 :: int(parts or 1)])


def tell(**numbers: int) -> None:
    """Hand what was counted to `make proof`. Call it before the asserts: what failed counts too."""
    if COUNTS in os.environ:
        with Path(os.environ[COUNTS]).open("a") as file:
            file.write(json.dumps(numbers) + "\n")
