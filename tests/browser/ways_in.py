"""How the people of a rich site log in."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.crawl import Visitor

PASSWORD = "weidevogels-in-de-polder"
CODE_APP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of_app() -> str:
    """Return what the code app of the trainer shows now. Each code is good for one use."""
    return str(format_hotp_value(hotp_value(CODE_APP, int(time.time()) // 30)))


def show_that_it_is_you(visitor: Visitor) -> None:
    """Confirm with the code app, so that the pages about one's own security open."""
    path = "/mijn/beveiliging/controle/code/"
    visitor.get(path)
    status, _headers, _body = visitor.post(path, {"code": code_of_app()})
    assert status == 302, "the code of the app was refused"
