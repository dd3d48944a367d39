"""The demo's mailbox: mail becomes a file, nothing leaves this machine."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Writes each mail to its own .eml file in settings.MAILBOX; /demo/mail/ shows them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store these mails; returns how many."""
        folder = Path(settings.MAILBOX)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = uuid.uuid4().hex
            fresh = folder / f"{name}.new"
            fresh.write_bytes(message.message().as_bytes())
            fresh.rename(folder / f"{name}.eml")
        return len(email_messages)
