"""Data for the template of a bundle, and a reader of what came of it."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

WATERMARK = "Noor van der Wal · 18 januari 2027"


def a_bundle(*texts: str) -> dict[str, Any]:
    """Return a bundle that shows each text in every place where people's words can stand."""
    return {
        "kind": "Praktijkboek",
        "cover": {"title": texts[0] if texts else "Leerjaar", "lines": ["Voor Noor"], "rules": ["Vertrouwelijk."]},
        "mark": "Vertrouwelijk",
        "watermark": WATERMARK,
        "contents-title": "Inhoud",
        "nothing": "Nog leeg.",
        "page-words": ["Pagina", "van"],
        "chapters": [
            {
                "title": text, "byline": text,
                "sections": [{"title": text, "blocks": [
                    {"t": "h", "text": text}, {"t": "p", "text": text}, {"t": "qa", "items": [[text, text]]},
                    {"t": "list", "is_ordered": False, "items": [text]},
                    {"t": "list", "is_ordered": True, "items": [text]},
                    {"t": "table", "caption": text, "head": [text, "B"], "rows": [[text, text]]},
                ]}],
            }
            for text in texts
        ],
    }  # fmt: skip


@pytest.fixture
def read() -> Callable[[bytes], pypdf.PdfReader]:
    """Open a pdf."""
    return lambda content: pypdf.PdfReader(io.BytesIO(content))
