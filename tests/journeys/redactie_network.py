"""The people of a redacteur's journey: she, a member, and a source she writes from."""

from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP

from community import clock
from community.actions.rollen import sync_wagtail_groups
from community.models import (
    Bron,
    BronLicentie,
    Organisatie,
    OrganisatieKind,
    Provincie,
    Rol,
    Roltoekenning,
    Wereld,
)
from community.workdays import local_date
from deploy.demo.seed.post import settle
from tests.browser.ways_in import CODE_APP
from tests.journeys.network import member

BRON = "Handboek samen sturen"


def fill(now: datetime) -> None:
    """Give both an account of two months old, and the redacteur her role."""
    begin = now - timedelta(days=60)
    home = Organisatie.objects.create(
        name="Waterschap Rijn en Leem", slug="waterschap-rijn-en-leem", kind=OrganisatieKind.WATERSCHAP,
        wereld=Wereld.OVERHEID, provincie=Provincie.UTRECHT,
    )  # fmt: skip
    redacteur, _lid = (member(code, home, begin) for code in ("redacteur", "lid"))
    Roltoekenning.objects.create(user=redacteur, rol=Rol.REDACTEUR, from_date=local_date(begin))
    sync_wagtail_groups(now=now)
    TOTP.activate(redacteur, CODE_APP)
    Bron.objects.create(titel=BRON, maker="Bureau Verzonnen", jaar=2021, licentie=BronLicentie.EIGEN_WOORDEN)
    settle(now)


def main() -> None:
    """Fill from the clock of the site."""
    fill(clock.now())
