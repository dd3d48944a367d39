"""Rows for tests. Traits name the situations that tests speak of; nothing surprising happens by itself."""

from tests.factories.agenda import BijeenkomstFactory, DeelnameFactory
from tests.factories.datumprikker import AntwoordFactory, DatumprikkerFactory, InvullingFactory, OptieFactory
from tests.factories.kringen import AfsprakenFactory, KringFactory, LidmaatschapFactory
from tests.factories.leergroepen import GroepsberichtFactory, LeergroepFactory
from tests.factories.organisaties import DienstverbandFactory, OrganisatieFactory
from tests.factories.people import PASSWORD, RoltoekenningFactory, UserFactory
from tests.factories.samenwerkingen import SamenwerkingFactory

__all__ = [
    "PASSWORD",
    "AfsprakenFactory",
    "AntwoordFactory",
    "BijeenkomstFactory",
    "DatumprikkerFactory",
    "DeelnameFactory",
    "DienstverbandFactory",
    "GroepsberichtFactory",
    "InvullingFactory",
    "KringFactory",
    "LeergroepFactory",
    "LidmaatschapFactory",
    "OptieFactory",
    "OrganisatieFactory",
    "RoltoekenningFactory",
    "SamenwerkingFactory",
    "UserFactory",
]
