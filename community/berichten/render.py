"""Turning what a message says into a mail: subject, text and HTML, from templates/berichten/<code>.*.

Links start with settings.SITE_ROOT, never with what a request called this site. A subject is one line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context, engines

from community.extension_points import Attachment, BerichtKind, Inhoud

LONGEST_SUBJECT = 78
BUNDLE = "_bundel"
PREFERENCES_PATH = "/mijn/voorkeuren/"
PRIVACY_PATH = "/privacy/"
MELDINGEN_PATH = "/mijn/meldingen/"
_blank_lines = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_controls = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Line(NamedTuple):
    """One message within a bundle: its subject and where it leads."""

    subject: str
    url: str


@dataclass(frozen=True)
class Reader:
    """Who reads a mail: where it goes, how she is greeted, and how she stops it ("" where she cannot)."""

    address: str
    salutation: str
    unsubscribe_url: str = ""


@dataclass(frozen=True)
class Letter:
    """A mail in words, ready to be composed."""

    address: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    unsubscribe_url: str = ""


def subject_line(code: str, context: Mapping[str, Any]) -> str:
    """Return the subject of a message: one line of at most 78 characters, without control characters."""
    return _one_line(_render(f"{code}.subject.txt", context, autoescape=False))


def write_single(code: str, content: Inhoud, reader: Reader, *, extra: Mapping[str, Any] | None = None) -> Letter:
    """Return the mail of one message of this kind. `extra` is what the outbox adds to the kind's own context."""
    return _write(code, {**content.context, **(extra or {})}, content.path, reader, content.attachments)


def write_bundle(contents: Sequence[tuple[BerichtKind, Inhoud]], reader: Reader) -> Letter:
    """Return the mail that lists several messages of one person and one working day, each with its link."""
    lines = lines_of(contents)
    return _write(BUNDLE, {"lines": lines, "count": len(lines)}, MELDINGEN_PATH, reader, ())


def lines_of(contents: Sequence[tuple[BerichtKind, Inhoud]]) -> list[Line]:
    """Return what a list of messages shows of each: subject and absolute address."""
    return [Line(subject_line(kind.code, content.context), absolute(content.path)) for kind, content in contents]


def absolute(path: str) -> str:
    """Return the full address of a page. Raises ValueError for a path that could lead elsewhere."""
    if not path:
        return f"{settings.SITE_ROOT}/"
    if not path.startswith("/") or path.startswith("//") or _controls.search(path):
        raise ValueError("a path in a mail starts with one slash")
    return f"{settings.SITE_ROOT}{path}"


def _write(code: str, own: Mapping[str, Any], path: str, reader: Reader, attachments: tuple[Attachment, ...]) -> Letter:
    context = {
        **own,
        "naam": _one_line(reader.salutation),
        "url": absolute(path),
        "site_root": settings.SITE_ROOT,
        "closing_name": settings.MAIL_CLOSING_NAME,
        "preferences_url": f"{settings.SITE_ROOT}{PREFERENCES_PATH}",
        "privacy_url": f"{settings.SITE_ROOT}{PRIVACY_PATH}",
        "unsubscribe_url": reader.unsubscribe_url,
    }
    subject = subject_line(code, context)
    text = _render(f"{code}.txt", context, autoescape=False)
    return Letter(
        address=reader.address,
        subject=subject,
        text=f"{_blank_lines.sub(chr(10) * 2, text).strip()}\n",
        html=_render(f"{code}.html", {**context, "subject": subject}, autoescape=True),
        attachments=attachments,
        unsubscribe_url=reader.unsubscribe_url,
    )


def _render(name: str, context: Mapping[str, Any], *, autoescape: bool) -> str:
    """Render without a request: nothing a browser sends can reach a mail."""
    template = engines["django"].engine.get_template(f"berichten/{name}")  # type: ignore[attr-defined]  # Django's own
    return str(template.render(Context(dict(context), autoescape=autoescape)))


def _one_line(text: str) -> str:
    line = " ".join(_controls.sub(" ", text).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"
