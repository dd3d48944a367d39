"""A pdf from a template of ours and data of people, typeset by a process of its own.

Pure: no Django. The web process never loads typst: `typeset` starts `community.pdf.zetten`, gives it the data over a
pipe and gets the pdf back the same way. Nothing is written to disk, and the memory is given back when it ends. What
people wrote is data only: the templates never evaluate, import or open anything that data names.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from community.pdf.blokken import Block, blocks_of_html

__all__ = ["Block", "PdfError", "blocks_of_html", "typeset"]

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PROGRAM = [sys.executable, "-s", "-m", "community.pdf.zetten"]
SECONDS_BETWEEN_LOOKS = 1.0
LONGEST_SECONDS = 120


class PdfError(Exception):
    """No pdf came. `code` says why; nothing of the data is in it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    look: Callable[[], object] | None = None,
    longest: float = LONGEST_SECONDS,
) -> bytes:
    """Return the pdf (PDF/UA-1) of this data in a template of community/pdf/sjablonen.

    `look` is called every second while it lasts; what it raises ends the work. Raises PdfError with TE_LANG, ZETTEN
    (the template and the data do not fit) or AFGEBROKEN (the process ended: too little memory).
    """
    question: bytes | None = json.dumps({"template": template, "data": data}).encode()
    pipe = subprocess.PIPE
    child = subprocess.Popen(PROGRAM, stdin=pipe, stdout=pipe, stderr=pipe, cwd=CHECKOUT, env={})
    waited = 0.0
    try:
        while True:
            try:
                pdf, told = child.communicate(question, timeout=SECONDS_BETWEEN_LOOKS)
                break
            except subprocess.TimeoutExpired:
                question, waited = None, waited + SECONDS_BETWEEN_LOOKS
            if waited > longest:
                raise PdfError("TE_LANG")
            if look:
                look()
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    if child.returncode:
        raise PdfError("ZETTEN" if told.strip() == b"ZETTEN" else "AFGEBROKEN")
    return pdf
