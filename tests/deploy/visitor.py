"""A browser on one host of an installation, seen by the web server as the proxy would pass it on."""

import http.client
import uuid
from collections import Counter
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.wrong_input.page_form import fields_of

SITE = "regiekamer.example"
SECONDS = 60


class Answer:
    """What came back."""

    def __init__(self, told: http.client.HTTPResponse) -> None:
        self.status = told.status
        self.headers = told.headers
        self.content = told.read()

    @property
    def text(self) -> str:
        """Return the page."""
        return self.content.decode()

    @property
    def location(self) -> str:
        """Return where it leads, as a path."""
        return (self.headers["Location"] or "").removeprefix(f"https://{SITE}")


class Visitor:
    """Keeps her cookies, and goes to whichever host she is told."""

    def __init__(self, address: str = "192.0.2.1") -> None:
        self.address = address
        self.cookies: dict[str, str] = {}
        self.statuses: Counter[int] = Counter()

    def ask(
        self, host: tuple[str, int], path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask one page of one host, and keep what it gives to keep. Raises OSError when it does not answer."""
        line = http.client.HTTPConnection(*host, timeout=SECONDS)
        try:
            line.request("POST" if body is not None else "GET", path, body, {**self._headers(body), **(headers or {})})
            answer = Answer(line.getresponse())
        finally:
            line.close()
        for held in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(held).items():
                self.cookies[name] = morsel.value
        self.statuses[answer.status] += 1
        return answer

    def send(self, host: tuple[str, int], path: str, known: str, **typed: str) -> Answer:
        """Fill in the form of a page that has this field, and send it."""
        fields = {**fields_of(self.ask(host, path).text, known), **typed}
        return self.ask(host, path, urlencode(fields, doseq=True).encode())

    def send_file(self, host: tuple[str, int], path: str, field: str, content: bytes) -> Answer:
        """Send a file with the form of a page that has this field."""
        boundary = uuid.uuid4().hex
        parts = []
        for name, values in fields_of(self.ask(host, path).text, "eenmalig").items():
            if name != field:
                value = values[0] if isinstance(values, list) else values
                parts.append(
                    f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                )
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="foto.jpg"\r\n'
        parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n")
        parts.append(f"--{boundary}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self.ask(host, path, b"".join(parts), headers)

    def log_in(self, host: tuple[str, int], email: str, password: str) -> Answer:
        """Log in with a password."""
        return self.send(host, "/inloggen/", "login", login=email, password=password)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        given = {"Host": SITE, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.address,
                 "Referer": f"https://{SITE}/", "Origin": f"https://{SITE}"}  # fmt: skip
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        return given
