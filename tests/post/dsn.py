"""Word of undelivered mail, as mail servers write it (RFC 3464), good and odd."""

from community.berichten.mail import message_id

SERVER = "post.elders.example"


def word(
    key: str, address: str, *, status: str = "5.1.1", action: str = "failed", final: str = "", headers: str = ""
) -> bytes:
    """Return the mail of a server that could not deliver the mail with this key to this address."""
    return compose(
        f"Reporting-MTA: dns; {SERVER}\n\n"
        f"Final-Recipient: rfc822; {final or address}\nOriginal-Recipient: rfc822;{address}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 GEHEIM weet niet wie dit is\n",
        headers or f"Message-ID: {message_id(key)}\nSubject: GEHEIM onderwerp\n",
    )


def compose(
    report: str, headers: str, *, kind: str = "text/rfc822-headers", report_type: str = "delivery-status"
) -> bytes:
    """Return a report of these parts."""
    lines = f"""\
From: MAILER-DAEMON@{SERVER}
To: community@regiekamer.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={report_type}; boundary="grens"

--grens
Content-Type: text/plain; charset=utf-8

GEHEIM: the mail could not be delivered.

--grens
Content-Type: message/delivery-status

{report}
--grens
Content-Type: {kind}

{headers}
--grens--
"""
    return lines.encode()
