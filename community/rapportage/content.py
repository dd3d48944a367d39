"""What a report says, as it is stored: canonical JSON and its SHA-256.

The same content gives the same bytes on every machine: keys in order, no spaces, UTF-8, no numbers with a fraction.
Pages, charts, files and mails read this and nothing else.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from community.models import Rapport, RapportStatus

# Rises when the meaning of a figure changes; an older report keeps its own.
DEFINITIE = 1
PARTNER, NETWERK = "PARTNER", "NETWERK"
TOTAAL = "totaal"
# The row of what has no province: online, or a meeting of which nobody filled it in.
GEEN_PROVINCIE = "GEEN"


class TamperedError(Exception):
    """The stored content of a report is not what was frozen: its control number does not fit. It is not shown."""


def canonical(data: Mapping[str, Any]) -> str:
    """Return content as the one text that stands for it. Raises ValueError for a number that JSON does not know."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """Return the control number of this text: the SHA-256 of its UTF-8 bytes, in 64 hexadecimal signs."""
    return sha256(text.encode()).hexdigest()


def is_intact(rapport: Rapport) -> bool:
    """Whether the content is still what was frozen. A quarter without a new report has none, and that is right."""
    if rapport.status == RapportStatus.GEEN_NIEUW:
        return rapport.content == "" and rapport.content_hash == ""
    return digest(rapport.content) == rapport.content_hash


def read(rapport: Rapport) -> dict[str, Any] | None:
    """Return the content of a report; None for a quarter without a new one. Raises TamperedError."""
    if not is_intact(rapport):
        raise TamperedError
    if rapport.status == RapportStatus.GEEN_NIEUW:
        return None
    content: dict[str, Any] = json.loads(rapport.content)
    return content
