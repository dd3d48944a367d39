"""The process that typesets: a question as JSON on standard input, the pdf on standard output.

Started by `community.pdf.typeset` without environment: it has no key, no database and no network. The only file it
can name is a template beside it.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from community.pdf.tekens import plainest, shown

TEMPLATES = Path(__file__).resolve().parent / "sjablonen"
MOST_MEMORY = 2 * 1024**3  # of addresses; what is really used is a tenth of it
MOST_CPU_SECONDS = 120
NOWHERE = "/nonexistent"  # where typst would look for packages: none are used and none are fetched


class TypesettingError(Exception):
    """Template and data do not fit. Holds no text of either."""


def pdf_of(template: str, data: Any) -> bytes:
    """Return the tagged pdf of this data. Raises TypesettingError."""
    if template not in {path.stem for path in TEMPLATES.glob("*.typ")}:
        raise TypesettingError
    # A character that no font has is refused in a tagged pdf. Signs that are fine apart may not be together: twice.
    for cleaned in (shown, plainest):
        pdf = _try(template, everywhere(cleaned, data))
        if pdf is not None:
            return pdf
    raise TypesettingError


def everywhere(clean: Any, value: Any) -> Any:
    """Return a JSON value with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [everywhere(clean, one) for one in value]
    if isinstance(value, dict):
        return {key: everywhere(clean, one) for key, one in value.items()}
    return value


def _try(template: str, data: Any) -> bytes | None:
    import typst  # noqa: PLC0415 - in this process only: 77 MB that no other one needs

    try:
        pdf: bytes = typst.compile(
            str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), sys_inputs={"data": json.dumps(data)},
            font_paths=[], ignore_system_fonts=True, pdf_standards=["ua-1"], package_path=NOWHERE,
            package_cache_path=NOWHERE,
        )  # fmt: skip
    except typst.TypstError:
        return None
    return pdf


def main() -> int:
    """Typeset what is asked; return the exit code. Tells nothing about the data."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of what people wrote
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    asked = json.loads(sys.stdin.buffer.read())
    try:
        pdf = pdf_of(asked["template"], asked["data"])
    except TypesettingError:
        sys.stderr.write("ZETTEN")
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
