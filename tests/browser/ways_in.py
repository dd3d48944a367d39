"""How the people of a rich site log in."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.crawl import Visitor

PASSWORD = "weidevogels-in-de-polder"
CODE_APP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


_HANDED_OUT: set[int] = set()


def code_of_app() -> str:
    """Return a code of the app of the trainer that was not used yet: each is good for one use.

    The site takes the code of now and of the step of 30 seconds after it (MFA_TOTP_TOLERANCE). When both were handed
    out, the app is looked at until it shows the next.
    """
    while True:
        now = int(time.time()) // 30
        step = next((one for one in (now, now + 1) if one not in _HANDED_OUT), None)
        if step is not None:
            _HANDED_OUT.add(step)
            return str(format_hotp_value(hotp_value(CODE_APP, step)))
        time.sleep(0.2)


def show_that_it_is_you(visitor: Visitor) -> None:
    """Confirm with the code app, so that the pages about one's own security open."""
    path = "/mijn/beveiliging/controle/code/"
    visitor.get(path)
    status, _headers, _body = visitor.post(path, {"code": code_of_app()})
    assert status == 302, "the code of the app was refused"
