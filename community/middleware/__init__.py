"""What happens around every request."""

from community.middleware.beheer import BeheerMiddleware
from community.middleware.headers import HeadersMiddleware
from community.middleware.kluis import KluisMiddleware
from community.middleware.moment import NowMiddleware
from community.middleware.omvang import OmvangMiddleware
from community.middleware.second_factor import SecondFactorMiddleware
from community.middleware.session_age import SessionAgeMiddleware

__all__ = [
    "BeheerMiddleware",
    "HeadersMiddleware",
    "KluisMiddleware",
    "NowMiddleware",
    "OmvangMiddleware",
    "SecondFactorMiddleware",
    "SessionAgeMiddleware",
]
