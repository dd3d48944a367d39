"""Speaking to the server of an organisation: short, bounded, and never following it elsewhere."""

import json
import time
from collections.abc import Mapping
from typing import Any

import urllib3

CONNECT_SECONDS, READ_SECONDS = 3, 5
WHOLE_SECONDS = 10  # of one answer: a server that sends a letter now and then must not hold one of our workers
LARGEST = 256 * 1024  # bytes of an answer; keys and tokens of well-known servers take a tenth of it
_pool = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=False, maxsize=4
)


class ProviderDownError(Exception):
    """The server gave no answer that can be used."""


class AnswerError(Exception):
    """The server understood and refused; `code` is the word of the standard for it, as far as it is one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def get_json(url: str) -> dict[str, Any]:
    """Return the object at this address. Raises ProviderDownError."""
    status, content = _ask("GET", url)
    if status != 200:
        raise ProviderDownError
    return _as_object(content)


def post_form(url: str, fields: Mapping[str, str], *, basic: tuple[str, str] | None) -> dict[str, Any]:
    """Send a form and return the object that comes back.

    Raises AnswerError when the server refuses it (4xx), ProviderDownError for every other answer.
    """
    headers = urllib3.make_headers(basic_auth=":".join(basic)) if basic else {}
    status, content = _ask("POST", url, fields=dict(fields), headers=headers)
    if 400 <= status < 500:
        raise AnswerError(_refusal(content))
    if status != 200:
        raise ProviderDownError
    return _as_object(content)


def _ask(method: str, url: str, **given: Any) -> tuple[int, bytes]:
    if "fields" in given:
        given["encode_multipart"] = False
    try:
        answer = _pool.request(method, url, redirect=False, preload_content=False, **given)
        try:
            content = _content(answer)
        finally:
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise ProviderDownError from error
    return answer.status, content


def _content(answer: urllib3.BaseHTTPResponse) -> bytes:
    """Return what it says. Raises ProviderDownError when it is too much, or comes too slowly to wait for."""
    content, start = b"", time.monotonic()
    while piece := answer.read1(LARGEST, decode_content=True):
        content += piece
        if len(content) > LARGEST or time.monotonic() - start > WHOLE_SECONDS:
            raise ProviderDownError
    return content


def _as_object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ProviderDownError from error
    if not isinstance(found, dict):
        raise ProviderDownError
    return found


def _refusal(content: bytes) -> str:
    """Return the error code of a refusal, without what else it says."""
    try:
        code = str(_as_object(content).get("error", ""))
    except ProviderDownError:
        return "onleesbaar"
    return code if code.isascii() and code.replace("_", "").isalnum() and len(code) <= 40 else "onbekend"
