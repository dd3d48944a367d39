"""Rotating, destroying, sweeping and checking what is sealed (SECURITY.md T36, T37)."""

import base64
import json
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from casussen.models import Casus
from community.actions import kluis as actions
from community.actions.geheimen import renew_secrets, seal_secret
from community.actions.kluis import (
    TooManyOrphansError,
    destroy_data_key,
    make_data_key,
    reapply_ledger,
    sweep_orphan_keys,
)
from community.actions.sleutelwissel import remove_replaced_keys, renew_data_keys, rewrap_data_keys
from community.confidential import confidential
from community.kluis import KeyDestroyedError, UnknownKeyError
from community.models import DataKey, Vernietiging
from community.queries.kluis import open_secret
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW
from tests.factories.second_factor import code_of, with_second_factor

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=60)


@pytest.fixture
def keks(tmp_path: Path, settings: Any) -> Path:
    """Give the vault a key file of this test."""
    settings.KEK_FILE = str(tmp_path / "kek")
    write_keks(tmp_path / "kek", "een")
    return tmp_path / "kek"


def write_keks(file: Path, *ids: str) -> None:
    """Write a key file with these keys; one id always has the same key."""
    known = {key_id: base64.b64encode(bytes((number + len(key_id) * n) % 256 for number in range(32))).decode()
             for n, key_id in enumerate(("een", "twee", "drie"), 1)}  # fmt: skip
    new = file.with_suffix(".new")
    new.write_text("".join(f"{key_id}:{known[key_id]}\n" for key_id in ids))
    new.replace(file)


def contents() -> dict[UUID, str]:
    """Return the title of every casus, read afresh."""
    with confidential():
        return {casus.pk: casus.format["werktitel"] for casus in Casus.objects.all()}


def destroy(key_id: UUID) -> None:
    """Destroy a key, for a reason of no interest here."""
    destroy_data_key(key_id=key_id, kind="CASUS", object_id=None, actor=None, reason="PROEF", now=NOW)


def test_wrapping_anew_needs_the_old_key_no_longer(keks: Path) -> None:
    before = {a_casus(werktitel=f"Casus {n}").pk: f"Casus {n}" for n in range(3)}
    write_keks(keks, "twee", "een")
    assert contents() == before
    assert rewrap_data_keys() == 3
    assert rewrap_data_keys() == 0
    write_keks(keks, "twee")
    assert contents() == before
    write_keks(keks, "een")
    with pytest.raises(UnknownKeyError, match="kek twee"):
        contents()


def test_encrypting_anew_gives_every_row_another_key_and_another_box() -> None:
    casussen = [a_casus(werktitel=f"Casus {n}") for n in range(3)]
    before, titles = boxes(), contents()
    assert renew_data_keys(made_before=LATER, now=NOW) == 3
    after = boxes()
    assert contents() == titles
    assert {pk for pk, box in after.items() if box == before[pk]} == set()
    assert DataKey.objects.filter(replaced_by__isnull=False, replaced_at=NOW).count() == 3
    with confidential():  # what somebody read before still opens, under the old key
        assert [casus.format["werktitel"] for casus in casussen] == ["Casus 0", "Casus 1", "Casus 2"]


def boxes() -> dict[UUID, tuple[UUID, bytes]]:
    """Return key and box of every casus."""
    with confidential():
        rows = Casus.objects.values_list("pk", "data_key_id", "format")
        return {pk: (key_id, sealed.box) for pk, key_id, sealed in rows}


def test_a_rotation_that_was_cut_off_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever row it died at: everything opens meanwhile, and the next run does what is left."""
    for number in range(4):
        a_casus(werktitel=f"Casus {number}")
    titles, old = contents(), {key for key, _box in boxes().values()}
    moved = cut_off_after(monkeypatch, 2)
    with pytest.raises(InterruptedError):
        renew_data_keys(made_before=LATER, now=NOW)
    assert len(moved) == 2
    assert contents() == titles
    monkeypatch.undo()
    renew_data_keys(made_before=NOW - timedelta(seconds=1), now=NOW)
    assert contents() == titles
    assert {key for key, _box in boxes().values()} & old == set()
    assert DataKey.objects.count() == 8


def cut_off_after(monkeypatch: pytest.MonkeyPatch, rows: int) -> list[Any]:
    """Let the rotation die at the row after so many."""
    from community.actions import sleutelwissel  # noqa: PLC0415 - patched here and nowhere else

    moved: list[Any] = []
    plain = sleutelwissel._move

    def move(row: Any, successor: UUID) -> None:
        if isinstance(row, Casus):
            if len(moved) == rows:
                raise InterruptedError
            moved.append(row.pk)
        plain(row, successor)

    monkeypatch.setattr(sleutelwissel, "_move", move)
    return moved


def test_what_a_writer_left_under_the_old_key_is_found_before_that_key_goes() -> None:
    casus = a_casus(werktitel="Voor")
    old = casus.data_key_id
    renew_data_keys(made_before=LATER, now=NOW)
    with confidential():
        casus.format = {"werktitel": "Na"}
        casus.save(update_fields=["format"])  # with the key it read, beside the key the row has now
    assert contents() == {casus.pk: "Na"}
    assert remove_replaced_keys(replaced_before=LATER, now=LATER) == 1
    assert contents() == {casus.pk: "Na"}
    assert DataKey.objects.get(pk=old).destroyed_at == LATER
    assert Vernietiging.objects.get(pk=old).reason == "VERVANGEN"


def test_destroying_a_key_destroys_the_ones_before_and_after_it() -> None:
    kept, gone = a_casus(werktitel="Blijft"), a_casus(werktitel="Gaat")
    first = gone.data_key_id
    renew_data_keys(made_before=LATER, now=NOW)
    destroy(first)
    with confidential():
        assert Casus.objects.get(pk=kept.pk).format["werktitel"] == "Blijft"
        with pytest.raises(KeyDestroyedError):
            _ = Casus.objects.get(pk=gone.pk).format
        with pytest.raises(KeyDestroyedError):
            _ = gone.format
    assert DataKey.objects.filter(wrapped__isnull=True).count() == 2


def test_the_ledger_stands_in_both_databases_and_keeps_its_first_line() -> None:
    user, casus = UserFactory(), a_casus()
    key_id = casus.data_key_id
    destroy_data_key(key_id=key_id, kind="CASUS", object_id=casus.pk, actor=user, reason="VERWIJDERD", now=NOW)
    destroy_data_key(key_id=key_id, kind="CASUS", object_id=casus.pk, actor=None, reason="WEER", now=LATER)
    for alias in ("default", "sleutels"):
        line = Vernietiging.objects.using(alias).get(pk=key_id)
        assert (line.object_id, line.actor_id, line.reason, line.destroyed_at) == (casus.pk, user.pk, "VERWIJDERD", NOW)


@pytest.mark.parametrize("alias", ["default", "sleutels"])
def test_a_key_that_came_back_with_a_restore_is_emptied_again(alias: str) -> None:
    key_id = a_casus().data_key_id
    wrapped = DataKey.objects.values_list("wrapped", flat=True).get(pk=key_id)
    destroy(key_id)
    DataKey.objects.filter(pk=key_id).update(wrapped=wrapped, destroyed_at=None)
    Vernietiging.objects.using(alias).all().delete()  # this database was restored from before
    assert reapply_ledger() == 1
    assert DataKey.objects.get(pk=key_id).wrapped is None
    assert Vernietiging.objects.using(alias).count() == 1
    assert reapply_ledger() == 0


def test_keys_that_no_row_uses_go_after_a_day() -> None:
    casus, person = a_casus(now=NOW), with_second_factor(UserFactory())
    DataKey.objects.update(made_at=NOW)
    orphan = make_data_key(now=NOW)
    assert sweep_orphan_keys(NOW + timedelta(hours=23)) == 0
    assert sweep_orphan_keys(NOW + timedelta(hours=25)) == 1
    assert DataKey.objects.get(wrapped__isnull=True).pk == orphan
    assert contents()[casus.pk].endswith(CANARY)
    assert len(code_of(person)) == 6


def test_a_successor_without_rows_yet_does_not_take_its_family_along(monkeypatch: pytest.MonkeyPatch) -> None:
    casus = a_casus(werktitel="Blijft")
    cut_off_after(monkeypatch, 0)
    with pytest.raises(InterruptedError):
        renew_data_keys(made_before=LATER, now=NOW)
    assert sweep_orphan_keys(LATER) == 0
    assert contents() == {casus.pk: "Blijft"}


def test_a_sweep_that_would_take_too_much_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_ORPHANS", 2)
    for _ in range(3):
        make_data_key(now=NOW)
    with pytest.raises(TooManyOrphansError):
        sweep_orphan_keys(LATER)
    assert DataKey.objects.filter(wrapped__isnull=True).count() == 0


def test_second_factors_are_sealed_anew() -> None:
    sealed = seal_secret("JBSWY3DPEHPK3PXP", now=NOW)
    assert open_secret(sealed) == "JBSWY3DPEHPK3PXP"
    person = with_second_factor(UserFactory())
    before, code = person.authenticator_set.get().data["secret"], code_of(person)
    assert renew_secrets(made_before=LATER, now=LATER) == 1
    assert renew_secrets(made_before=NOW - timedelta(days=9999), now=LATER) == 0
    assert person.authenticator_set.get().data["secret"] != before
    assert code_of(person) == code


def run(*words: str) -> str:
    """Run a command and return what it said."""
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_check_opens_everything_and_names_what_is_broken() -> None:
    whole, broken, gone = a_casus(), a_casus(), a_casus()
    with_second_factor(UserFactory())
    destroy(gone.data_key_id)
    told = run("herstelcontrole")
    assert "casussen.Casus: 3 rijen, 2 geopend, 1 vernietigd, 0 kapot" in told
    assert "mfa.Authenticator: 1 rijen, 1 geopend, 0 vernietigd, 0 kapot" in told
    with confidential():
        Casus.objects.filter(pk=broken.pk).update(
            format=Casus.objects.values_list("format", flat=True).get(pk=whole.pk)
        )
    with pytest.raises(CommandError, match="1 versleutelde waarden"):
        run("herstelcontrole")


def test_destroying_by_hand_asks_for_certainty() -> None:
    key_id = str(a_casus().data_key_id)
    for words in ((key_id, "--reden", "AVG"), (str(uuid4()), "--reden", "AVG", "--definitief")):
        with pytest.raises(CommandError):
            run("vernietig", *words)
    assert "Vernietigd" in run("vernietig", key_id, "--reden", "AVG", "--definitief")
    assert Vernietiging.objects.get().reason == "AVG"
    with pytest.raises(CommandError, match="al vernietigd"):
        run("vernietig", key_id, "--reden", "AVG", "--definitief")


def test_the_command_rotates_and_tells_the_code_of_a_closed_vault(keks: Path) -> None:
    a_casus()
    with_second_factor(UserFactory())
    write_keks(keks, "twee", "een")
    told = run("roteer_sleutels", "--gegevens", "--uren", "-1000000", "--opruimen", "--dagen", "-1")
    assert told.splitlines() == [
        "2 datasleutels opnieuw verpakt.",
        "1 datasleutels vervangen, 1 tweede stappen opnieuw versleuteld.",
        "1 vervangen datasleutels vernietigd.",
    ]
    keks.unlink()
    with pytest.raises(CommandError, match="GEEN_SLEUTEL"):
        run("roteer_sleutels")


@pytest.mark.django_db(transaction=True)
def test_the_backup_of_keys_forgets_after_two_weeks_and_brings_the_ledger(tmp_path: Path) -> None:
    key_id = a_casus().data_key_id
    destroy(key_id)
    old = tmp_path / "sleutels-20200101T000000Z.dump"
    old.touch()
    os.utime(old, (0, 0))
    other = tmp_path / "iets-anders.dump"
    other.touch()
    os.utime(other, (0, 0))
    run("sleutelbackup", str(tmp_path))
    ledger = tmp_path / "vernietigingen.jsonl"
    dump = next(tmp_path.glob("sleutels-*.dump"))
    assert (dump.stat().st_mode & 0o777, dump.read_bytes()[:5]) == (0o600, b"PGDMP")
    assert (old.exists(), other.exists()) == (False, True)
    assert [json.loads(line)["key_id"] for line in ledger.read_text().splitlines()] == [str(key_id)]
    for alias in ("default", "sleutels"):
        Vernietiging.objects.using(alias).all().delete()
    DataKey.objects.filter(pk=key_id).update(wrapped=b"terug", destroyed_at=None)
    assert "1 teruggekomen" in run("herstelcontrole", "--grootboek", str(ledger))


def test_files_that_no_row_names_go_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = storages["private"]
    for place in ("location", "base_location"):  # a folder of its own: other tests leave files behind
        monkeypatch.setitem(storage.__dict__, place, str(tmp_path))
    name = storage.save("kluis/ab/" + "ab" * 16, ContentFile(b""))
    assert actions.sweep_orphan_files(storage.get_modified_time(name) + timedelta(hours=23)) == 0
    assert actions.sweep_orphan_files(storage.get_modified_time(name) + timedelta(hours=25)) == 1
    assert not storage.exists(name)
