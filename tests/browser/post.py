"""The mail that a running site sent, as its readers get it."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.site import LONGEST_WAIT, Site, wait_for

ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Mail:
    """One mail."""

    message: EmailMessage

    @property
    def to(self) -> str:
        """The address it went to."""
        return parseaddr(str(self.message["To"]))[1]

    @property
    def subject(self) -> str:
        """Its subject line."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """Its plain text."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Its page."""
        return self._part("html")

    @property
    def calendar(self) -> bytes:
        """The calendar file it carries. Raises AssertionError when there is none."""
        for part in self.message.walk():
            if part.get_content_type() == "text/calendar":
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                return content
        raise AssertionError(f"'{self.subject}' carries no calendar file")

    @property
    def links(self) -> list[str]:
        """All addresses in text and page."""
        return ADDRESS.findall(self.text) + ADDRESS.findall(self.html)

    def path(self, beginning: str) -> str:
        """Return the path of the first link that begins so. Raises AssertionError when there is none."""
        for link in ADDRESS.findall(self.text):
            if urlsplit(link).path.startswith(beginning):
                return urlsplit(link).path
        raise AssertionError(f"'{self.subject}' leads nowhere under {beginning}")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None, f"'{self.subject}' has no {kind} part"
        return str(part.get_content())


def read(path: Path) -> Mail:
    """Read one mail from the mailbox."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(message)


def mails_to(site: Site, address: str) -> list[Mail]:
    """Return what this address got so far, oldest first."""
    return [mail for mail in map(read, site.mails()) if mail.to == address]


def wait_for_mail(site: Site, address: str, *, number: int = 1) -> Mail:
    """Wait until this address got so many mails, and return the last of them."""
    wait_for(lambda: len(mails_to(site, address)) >= number, LONGEST_WAIT, f"mail {number} to {address}")
    return mails_to(site, address)[number - 1]


def login_code(mail: Mail) -> str:
    """Return the code in a mail to log in with."""
    found = re.search(r"inlogcode: (\S+)", mail.text)
    assert found is not None, f"'{mail.subject}' has no code"
    return found[1]
