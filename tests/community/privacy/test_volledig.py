"""T96: the download holds every personal column of every table, and nothing of anybody else."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import Model

from community.actions.eigen_gegevens import take_own_data
from community.actions.kluis import destroy_data_key
from community.confidential import confidential, is_in_scope
from community.models import Accountwijziging, Bericht, Bestand, Logregel, Profiel, Toestemming, User
from community.privacy_points import OwnTable
from community.queries.eigen_gegevens import SECRETS, exported_fields, own_rows, tables
from tests.casussen.kanaries.filled import Filled, sealed_fields
from tests.factories import GroepsberichtFactory, UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.house_rules.test_gegevens import lines

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
# That she keeps a page of the website stands in the table of all pages.
OF_PAGES = {model for model in apps.get_models() if "page_ptr" in {field.name for field in model._meta.fields}}


def zip_of(user: User) -> zipfile.ZipFile:
    with time_machine.travel(NOW, tick=False):
        return zipfile.ZipFile(io.BytesIO(b"".join(take_own_data(actor=user, now=NOW))))


def data_of(user: User) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(zip_of(user).read("gegevens.json"))["gegevens"]
    return found


def owners(row: Model, table: OwnTable) -> Iterator[User]:
    """Yield whose this row is, along every path of its table."""
    found: Any
    for path in table.whose:
        found = row
        for name in path.split("__"):
            found = getattr(found, name, None) if found is not None else None
        shown = table.once.get(path)
        if isinstance(found, User) and (shown is None or getattr(row, shown) is not None):
            yield found


def test_every_table_that_points_at_a_person_is_in_it() -> None:
    known = {table.model for _label, table in tables()}
    pointing = {
        model for model in apps.get_models(include_auto_created=True)
        if any(field.related_model is User for field in model._meta.concrete_fields)
    }  # fmt: skip
    assert {model._meta.label for model in pointing - known - OF_PAGES} == set()


def test_no_table_is_said_twice_and_every_path_leads_to_a_person() -> None:
    labels = [label for label, _table in tables()]
    assert len(labels) == len(set(labels))
    noor = UserFactory()
    with confidential():
        for label, table in tables():
            assert list(own_rows(table, noor)) is not None, label


def test_what_is_left_out_exists_and_secrets_never_go_along() -> None:
    for label, table in tables():
        names = {field.name for field in table.model._meta.concrete_fields}
        assert {*table.leave_out, *table.only, *table.addresses} <= names, label
        assert not SECRETS & {field.name for field in exported_fields(table)}, label


def test_what_is_said_to_be_hers_is_in_it_and_what_is_in_it_is_said() -> None:
    """gegevens.csv and the download are the same: a column that says something of a person goes along, or says why."""
    given = {(table.model._meta.label, field.name): label for label, table in tables()
             for field in exported_fields(table)}  # fmt: skip
    linked = {table.model._meta.label: label for label, table in tables()}
    for line in lines():
        field = apps.get_model(line.model)._meta.get_field(line.field)
        way = linked.get(field.remote_field.through._meta.label) if field.many_to_many else None
        found = way or given.get((line.model, line.field))
        is_about_people = line.kind in {"persoon", "inhoud"}
        assert line.whose == ((found or "-") if is_about_people else "-"), (line.model, line.field)


def test_every_sealed_word_goes_to_whose_it_is_and_to_nobody_else() -> None:
    filled, bystander = Filled(), UserFactory()
    hers: dict[Any, set[str]] = {}
    by_model = {table.model: table for _label, table in tables()}
    with confidential():
        for model, fields in sealed_fields():
            table = by_model[model] if model in by_model else OwnTable(model)
            given = {field.name for field in exported_fields(table)}
            row = model._default_manager.get(pk=filled.rows[model.__name__].pk)
            for user in owners(row, table):
                words = {name for field in fields if field.name in given for name in filled.words
                         if f"{name}.".startswith(f"{model.__name__}.{field.name}.")}  # fmt: skip
                hers.setdefault(user.pk, set()).update(words)
    assert len(set().union(*hers.values())) > 60
    everybody: list[User] = [*User.objects.filter(pk__in=hers), bystander]
    for user in everybody:
        found = _all_bytes(zip_of(user))
        own = {name for name, word in filled.words.items() if word in found}
        assert own == hers.get(user.pk, set())


def test_a_table_without_an_owner_for_its_words_is_about_nobody() -> None:
    """Sealed content that no download holds: of a toernee together, or made of what several wrote."""
    known = {table.model for _label, table in tables()}
    assert {model._meta.label for model, _fields in sealed_fields()} - {m._meta.label for m in known} == {
        "intervisie.Toerneebrief"
    }


def test_her_own_words_and_files_and_nothing_of_another() -> None:
    noor, fatima = UserFactory(voornaam="Noor"), UserFactory(voornaam="Fatima", email="fatima@kanarie.example")
    Profiel.objects.filter(user=noor).update(zoekt="zoekwoordvannoor", telefoon="0612345678")
    Profiel.objects.filter(user=fatima).update(zoekt="zoekwoordvanfatima")
    Profiel.objects.get(user=noor).foto.save("x.jpg", ContentFile(b"fotovannoor"))
    mine = GroepsberichtFactory(author=noor, text="berichtvannoor")
    theirs = GroepsberichtFactory(author=fatima, kring=mine.kring, text="berichtvanfatima", reply_to=mine)
    for message, content in ((mine, b"bestandvannoor"), (theirs, b"bestandvanfatima")):
        Bestand.objects.create(groepsbericht=message, content=ContentFile(content, name="x"), name="notitie.txt",
                               kind="TXT", size=len(content), number=1, created_at=NOW)  # fmt: skip
    Toestemming.objects.create(user=noor, kind="LEDENGIDS", version="1", given_at=NOW)
    Accountwijziging.objects.create(user=noor, kind="EMAIL", created_at=NOW, address="oud@noor.example")
    Logregel.objects.create(at=NOW, actor_id=fatima.pk, subject_id=noor.pk, action="ROL_GEGEVEN")
    found = zip_of(noor)
    text = _all_bytes(found)
    for word in ("zoekwoordvannoor", "0612345678", "fotovannoor", "berichtvannoor", "bestandvannoor", noor.email,
                 "oud@noor.example", "LEDENGIDS", "ROL_GEGEVEN", "iemand anders"):  # fmt: skip
        assert word in text, word
    for word in ("zoekwoordvanfatima", "berichtvanfatima", "bestandvanfatima", fatima.email, str(fatima.pk),
                 noor.password or "argon2"):  # fmt: skip
        assert word not in text, word
    names = set(found.namelist())
    assert {"index.html", "gegevens.json"} < names
    listed = [row for rows in json.loads(found.read("gegevens.json"))["gegevens"].values() for row in rows]
    files = {value for row in listed for value in row.values() if str(value).startswith("bestanden/")}
    assert files == names - {"index.html", "gegevens.json"}


def test_what_somebody_wrote_is_no_code_in_the_readable_page() -> None:
    noor = UserFactory()
    Profiel.objects.filter(user=noor).update(zoekt="<script>alert(1)</script>")
    page = zip_of(noor).read("index.html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_taking_it_is_written_down_and_told_before_the_first_byte() -> None:
    noor = UserFactory()
    pieces = take_own_data(actor=noor, now=NOW)
    assert Logregel.objects.filter(action="GEGEVENS_OPGEVRAAGD", actor_id=noor.pk, subject_id=noor.pk).count() == 1
    assert Bericht.objects.filter(kind="N235", recipient=noor).count() == 1
    assert next(iter(pieces)).startswith(b"PK")
    assert not is_in_scope()  # between two pieces nothing else in this thread may read what is sealed


def test_of_what_was_destroyed_nothing_is_given_and_the_rest_is() -> None:
    gone = a_casus()
    kept = a_casus(owner=gone.owner)
    destroy_data_key(key_id=gone.data_key_id, kind="CASUS", object_id=gone.pk, actor=None, reason="PROEF", now=NOW)
    rows = {row["id"]: row for row in data_of(gone.owner)["casussen.casus"]}
    assert rows[str(gone.pk)]["format"] is None
    assert rows[str(kept.pk)]["format"]


def _all_bytes(found: zipfile.ZipFile) -> str:
    return "\n".join(found.read(name).decode(errors="replace") for name in found.namelist())
