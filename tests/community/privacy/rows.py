"""One row of each kind of data that goes by itself, for any moment from which its days count."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from casussen.models import Inzage, InzageVia, Noodtoegang
from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.models import (
    Aanmelding,
    Accountwijziging,
    AccountwijzigingKind,
    Adreswijziging,
    Apparaat,
    Bericht,
    Beschikbaarheid,
    Bezetting,
    Bijeenkomst,
    Gastlink,
    Groepsuitnodiging,
    Kennisvoorstel,
    Logregel,
    Opruiming,
    Regisseurregel,
    Storing,
    Taak,
    Toestemming,
    Toetreding,
    User,
    Verzoek,
    Weekronde,
    Werk,
)
from community.workdays import AMSTERDAM, at_local, local_date
from intervisie.models import Evaluatieplanning, Reflectie, Terugblik
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.agenda import BijeenkomstFactory, DeelnameFactory
from tests.factories.begrippen import a_begrip
from tests.factories.bemiddeling import a_vraag
from tests.factories.casussen import a_casus
from tests.factories.datumprikker import DatumprikkerFactory
from tests.factories.inschrijvingen import an_inschrijving
from tests.factories.intervisie import a_ronde, a_vasteregel, an_aanmelding, an_uitnodiging
from tests.factories.intervisiegroepen import a_groep
from tests.factories.kringen import KringFactory
from tests.factories.leergroepen import GroepsberichtFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.partners import a_partnerschap
from tests.factories.sessierijen import a_sessieactie, a_sessierij
from tests.factories.toegang import AanmeldingFactory, UitnodigingFactory
from tests.factories.toernees import a_toernee
from tests.factories.training import an_editie
from tests.factories.website import an_aanvraag

# Makes one row; the days of its rule count from `at`.
Made = Callable[[datetime], Any]
DAY = timedelta(days=1)


def _bericht(at: datetime, **fields: Any) -> Bericht:
    key = uuid.uuid4()
    given = {"kind": "N249", "recipient": UserFactory(), "object_id": key, "created_at": at, "due_at": at,
             "dedupe_key": key.hex, "status": "VERZONDEN", "moment": "x"}  # fmt: skip
    return Bericht.objects.create(**given | fields)


def _noodtoegang(at: datetime) -> Noodtoegang:
    casus = a_casus()
    with confidential():
        row = Noodtoegang(casus=casus, data_key_id=casus.data_key_id, asked_by=UserFactory(), asked_at=at, hours=1)
        row.reason = "Iemand is ziek."
        row.save(force_insert=True)
    return row


def _inzage(at: datetime) -> Inzage:
    with confidential():
        return Inzage.objects.create(casus=a_casus(), reader=UserFactory(), at=at, via=InzageVia.DELING)


def _reflectie(at: datetime) -> Reflectie:
    day = local_date(at)
    planning = Evaluatieplanning.objects.create(kring=KringFactory(), reason="x", form="REFLECTIE", planned_at=at)
    terugblik = Terugblik.objects.create(planning=planning, about_date=day, opened_at=at)
    with confidential():
        row = Reflectie(terugblik=terugblik, user=UserFactory(), data_key_id=make_data_key(now=at), changed_at=at)
        row.text = "Het ging goed."
        row.save(force_insert=True)
    return row


def _sessieactie(at: datetime, **fields: Any) -> Any:
    row = a_sessieactie(UserFactory())
    User.objects.filter(pk=row.owner_id).update(**fields or {"is_active": True})
    with confidential():
        type(row).objects.filter(pk=row.pk).update(look_back_date=local_date(at), due_date=local_date(at))
    return row


def _set(row: Any, **fields: Any) -> Any:
    type(row)._base_manager.filter(pk=row.pk).update(**fields)
    return row


def _sessie(at: datetime) -> Any:
    return _set(a_sessierij(UserFactory(), status="KLAAR", question="EEN"), closed_at=at)


def _eindsessiegast(at: datetime) -> Gastlink:
    until = at_local(local_date(at) + 30 * DAY, at.astimezone(AMSTERDAM).time())
    return _gastlink(until, kind="EINDSESSIE")


def _gastlink(at: datetime, kind: str = "X") -> Gastlink:
    return Gastlink.objects.create(kind=kind, object_id=uuid.uuid4(), name="Gast", email="gast@example.nl",
                                   made_at=at - DAY, expires_at=at)  # fmt: skip


def _taak(at: datetime) -> Taak:
    return Taak.objects.create(user=UserFactory(), kind="X", object_id=uuid.uuid4(), opened_at=at - DAY, done_at=at)


def _toetreding(at: datetime) -> Toetreding:
    return Toetreding.objects.create(kring=KringFactory(), user=UserFactory(), status="AFGEWEZEN",
                                     requested_at=at - DAY, decided_at=at)  # fmt: skip


def _groepsuitnodiging(at: datetime) -> Groepsuitnodiging:
    return Groepsuitnodiging.objects.create(kring=KringFactory(), user=UserFactory(), status="VERLOPEN",
                                            invited_at=at - 30 * DAY, expires_at=at)  # fmt: skip


def _meeting(at: datetime) -> Bijeenkomst:
    made: Bijeenkomst = BijeenkomstFactory(starts_at=at - timedelta(hours=2), ends_at=at)
    return made


def _aanmelding(at: datetime) -> Aanmelding:
    made: Aanmelding = AanmeldingFactory(created_at=at - DAY, status="AFGEWEZEN", decided_at=at)
    return made


def _editie(at: datetime) -> Any:
    editie = an_editie(name=f"Editie {uuid.uuid4().hex[:8]}")
    Bijeenkomst.objects.filter(editiedeel__editie=editie).update(starts_at=at - timedelta(hours=4), ends_at=at)
    return _set(editie, status="GEARCHIVEERD")


def _registered(at: datetime) -> Any:
    return an_uitnodiging(_decided(at), UserFactory())


def _decided(at: datetime) -> Any:
    return a_ronde(status="VASTGESTELD", decided_at=at)


# By the code of the rule. What is missing here goes by a day or a moment that people chose themselves, or is a file.
ROWS: dict[str, Made] = {
    "aanmeldingen": _aanmelding,
    "uitnodigingen": lambda at: UitnodigingFactory(issued_at=at - 14 * DAY, expires_at=at, created_at=at - 14 * DAY),
    "apparaten": lambda at: Apparaat.objects.create(user=UserFactory(), token_hash=uuid.uuid4().hex, first_seen_at=at,
                                                    last_seen_at=at),
    "accountwijzigingen": lambda at: Accountwijziging.objects.create(
        user=UserFactory(), kind=AccountwijzigingKind.WACHTWOORD, created_at=at),
    "adreswijzigingen": lambda at: Adreswijziging.objects.create(user=UserFactory(), email="x@example.nl",
                                                                 old_email="y@example.nl", asked_at=at),
    "rollen": lambda at: RoltoekenningFactory(from_date=local_date(at) - DAY, until_date=local_date(at)),
    "toestemmingen": lambda at: Toestemming.objects.create(user=UserFactory(), kind="LEDENGIDS", version="1",
                                                           given_at=at - DAY, withdrawn_at=at),
    "gastlinks": _gastlink,
    "aanvragen": lambda at: an_aanvraag(status="BEANTWOORD", created_at=at - DAY, answered_at=at),
    "groepen": lambda at: GroepsberichtFactory(kring=KringFactory(closed_at=at)),
    "toetredingen": _toetreding,
    "groepsuitnodigingen": _groepsuitnodiging,
    "deelnames": lambda at: DeelnameFactory(bijeenkomst=_meeting(at)),
    "datumprikkers": lambda at: DatumprikkerFactory(status="GESLOTEN", closed_at=at, answer_until=at),
    "bezettingen": lambda at: Bezetting.objects.create(user=UserFactory(), bijeenkomst=_meeting(at),
                                                       starts_at=at - timedelta(hours=1), ends_at=at),
    "beschikbaarheid": lambda at: Beschikbaarheid.objects.create(user=UserFactory(), date=local_date(at), half=0,
                                                                 keuze="KAN", changed_at=at),
    "regisseurlijsten": lambda at: Regisseurregel.objects.create(
        partnerschap=a_partnerschap(start_date=local_date(at) - 300 * DAY, end_date=local_date(at)),
        naam="Iemand", email="", created_at=at),
    "post": _bericht,
    "taken": _taak,
    "werk": lambda at: Werk.objects.create(kind="X", user=UserFactory(), object_id=uuid.uuid4(), status="KLAAR",
                                           asked_at=at, ended_at=at),
    "weekrondes": lambda at: Weekronde.objects.get_or_create(day=local_date(at), defaults={"planned_at": at})[0],
    "logboek": lambda at: Logregel.objects.create(action="ACCOUNT_GEWIST", at=at),
    "kennisvoorstellen": lambda at: Kennisvoorstel.objects.create(
        user=UserFactory(), begrip=a_begrip(uuid.uuid4().hex), text="Beter.", created_at=at - DAY, handled_at=at),
    "formulieren": lambda at: Verzoek.objects.create(token=uuid.uuid4(), created_at=at),
    "storingen": lambda at: Storing.objects.create(place=uuid.uuid4().hex, error_code="X", first_at=at, last_at=at),
    "opruimingen": lambda at: Opruiming.objects.create(name="x", at=at, removed=0),
    "inzagen": _inzage,
    "noodtoegang": _noodtoegang,
    "sessieacties": _sessieactie,
    "sessieacties-gesloten": lambda at: _sessieactie(at, is_active=False),
    "reflecties": _reflectie,
    "matchrondes": _registered,
    "inschrijvingen": lambda at: an_inschrijving(an_editie(name=uuid.uuid4().hex[:8]), status="AFGEWEZEN",
                                                 decided_at=at),
}  # fmt: skip


def _group(at: datetime) -> Any:
    groep = a_groep()
    _set(groep.kring, closed_at=at)
    return groep


def _vraag(at: datetime) -> Any:
    row = a_vraag()
    return _set(row, status="AFGEROND", ended_at=at)


def _private(at: datetime) -> Any:
    return a_vasteregel(an_aanmelding(_decided(at)))


# What stays as a row, or goes sealed: made, and the test whether it is there still.
SEALED: dict[str, tuple[Made, Callable[[Any], bool]]] = {
    "sessieborden": (_sessie, lambda row: row.removed_at is None),
    "intervisiegroepen": (_group, lambda row: row.destroyed_at is None),
    "toernees": (
        lambda at: _set(a_toernee(number=4), status="AFGEROND", ended_at=at),
        lambda row: row.destroyed_at is None,
    ),
    "bemiddeling": (_vraag, lambda row: True),
    "vasteregels": (_private, lambda row: True),
    "edities": (_editie, lambda row: row.purged_at is None),
    "meldingen": (lambda at: _bericht(NOW, is_on_screen=True, seen_at=at), lambda row: row.is_on_screen),
    "meldingen-ongezien": (lambda at: _bericht(LONG_AGO, is_on_screen=True, due_at=at), lambda row: row.is_on_screen),
    "eindsessiegasten": (_eindsessiegast, lambda row: True),
}  # fmt: skip
