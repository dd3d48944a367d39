"""The doors of confidential pages: logged in, within the scope of the vault, never stored by a browser or proxy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from community.confidential import confidential
from community.views.door import SignedInRequest, View, signed_in


def confidential_page(*methods: str) -> Callable[[View], View]:
    """Open a confidential page to who is logged in, for these methods; what she may not see is a 404.

    A vault that stays shut (no key, key store away) becomes the 503 of community.middleware: nothing is shown or
    written then.
    """

    def wrap(view: View) -> View:
        @signed_in(*methods)
        @wraps(view)
        def door(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with confidential():
                response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return door

    return wrap
