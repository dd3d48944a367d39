"""What a log line may hold: a short list, one JSON object per line.

The words of an exception never enter: a failing statement carries what people wrote (SECURITY.md §4.2, T21). Its kind
and the places in the code are enough to find the fault; JSON keeps a line one line (T47). Of a request stands which
page it was, never the address: that may hold the secret of a guest, an invitation or a password to choose (T23).
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """Writes a record of any library as one JSON object with allowed parts only."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": "exception" if record.exc_info else _event(record),
        }
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            frames = traceback.extract_tb(record.exc_info[2], limit=-6)
            line["places"] = [f"{frame.filename}:{frame.lineno}" for frame in frames]
        return json.dumps(line)


def _event(record: logging.LogRecord) -> str:
    """Return the message; what Django tells of a request with the pattern of its page for each address."""
    request = getattr(record, "request", None)
    if request is None or not isinstance(record.args, tuple):
        return record.getMessage()
    page = _page_of(request)
    told = tuple(page if isinstance(part, str) and part.startswith("/") else part for part in record.args)
    return str(record.msg) % told if told else str(record.msg)


def _page_of(request: Any) -> str:
    """Return '/gedeeld/<str:token>/'; of an address that is no page only its first piece: '/nergens/...'."""
    match = getattr(request, "resolver_match", None)
    if match is not None and not match.route.startswith("^"):  # that one takes every address
        return f"/{match.route}"
    return f"/{str(request.path).split('/')[1]}/..."
