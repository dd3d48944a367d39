"""The key-encryption key of the demo: random, kept beside its data and thrown away with it."""

import base64
import os
from pathlib import Path

from deploy.demo.places import write_privately


def ensure_kek(file: Path) -> Path:
    """Make a file with one key-encryption key when there is none, and return it."""
    if not file.exists():
        write_privately(file, f"demo:{base64.b64encode(os.urandom(32)).decode()}\n")
    return file
