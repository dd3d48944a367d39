"""What intervisie gives to the export of a person's own data."""

from collections.abc import Mapping
from typing import Any

from community.confidential import confidential
from community.extension_points import personal_data
from community.models import User
from community.privacy_points import erasures, own_tables, running_duties
from intervisie.actions.wissen import erase_intervisie
from intervisie.queries.bemiddeling import eigen_bemiddelingen, eigen_vragen
from intervisie.queries.bezoekacties import eigen_acties, eigen_reacties
from intervisie.queries.bezoekgegevens import bezoekkits_of, waarnemingen_of
from intervisie.queries.eigen_gegevens import aanmeldingen_of, uitnodigingen_of
from intervisie.queries.eigen_tabellen import OWN
from intervisie.queries.evaluatieplanningen import eigen_reflecties
from intervisie.queries.groepsgegevens import groepen_of, notities_of
from intervisie.queries.lopende_zaken import running_intervisie
from intervisie.queries.sessieacties import eigen_sessieacties
from intervisie.queries.sessiegegevens import eigen_bladen, eigen_kaartfotos, eigen_sessies
from intervisie.queries.sessievoorbereiding import eigen_voorbereidingen
from intervisie.queries.stapantwoorden import eigen_antwoorden
from intervisie.queries.toerneegegevens import toernees_of


def intervisie_of(user: User) -> Mapping[str, Any]:
    """Return all of hers. Call it in her own request, after she proved again who she is."""
    with confidential():
        return {
            "aanmeldingen": aanmeldingen_of(user), "uitnodigingen": uitnodigingen_of(user),
            "reflecties": eigen_reflecties(user), "groepen": groepen_of(user), "groepsnotities": notities_of(user),
            "acties_na_bezoek": eigen_acties(user), "reacties_op_brieven": eigen_reacties(user),
            "bemiddelingsvragen": eigen_vragen(user), "bemiddelingen": eigen_bemiddelingen(user),
            "toernees": toernees_of(user), "bezoekkits": bezoekkits_of(user), "waarnemingen": waarnemingen_of(user),
            "stapantwoorden": eigen_antwoorden(user),
            "sessies": eigen_sessies(user), "bladen_van_sessies": eigen_bladen(user),
            "fotos_van_kaartjes": eigen_kaartfotos(user), "voorbereidingen_van_sessies": eigen_voorbereidingen(user),
            "acties_na_sessies": eigen_sessieacties(user),
        }  # fmt: skip


def register_privacy(app: str) -> None:
    """Say what of a person stands in this app, what still runs, and how it forgets her. Called once, by apps.py."""
    personal_data.add(app, intervisie_of)
    own_tables.add(app, OWN)
    running_duties.add(app, running_intervisie)
    erasures.add(app, erase_intervisie)
