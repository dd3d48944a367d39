"""Who logs in with which account of an organisation."""

from django.db.models import QuerySet

from community.models import Inlogkoppeling, User


def link_of(*, issuer: str, subject: str) -> Inlogkoppeling | None:
    """Return the link with this account at an organisation, with its member and her roles, or None."""
    rows = Inlogkoppeling.objects.select_related("user").prefetch_related("user__roltoekenningen")
    return rows.filter(issuer=issuer, subject=subject).first()


def links_of(user: User) -> QuerySet[Inlogkoppeling]:
    """Return the links of this member, the first made first."""
    return Inlogkoppeling.objects.filter(user=user).order_by("created_at", "pk")


def own_link(user: User, *, issuer: str) -> Inlogkoppeling | None:
    """Return the link of this member with one organisation, or None."""
    return Inlogkoppeling.objects.filter(user=user, issuer=issuer).first()
