"""What a person agreed to, for her own page of privacy."""

from django.db.models import F, QuerySet

from community.access.verhalen import own_toestemmingen
from community.models import Toestemming, User


def toestemmingen_of(user: User) -> QuerySet[Toestemming]:
    """Return what this person agreed to: what stands first, the newest on top; then what she took back."""
    return own_toestemmingen(user).order_by(F("withdrawn_at").desc(nulls_first=True), "-given_at", "pk")
