"""Files on this host or on a store that hosts share, and what the settings of it refuse."""

import json
from pathlib import Path

import pytest

from tests.deploy.test_production_settings import START, run

S3 = {
    "S3_ENDPOINT": "https://opslag.example", "S3_BUCKET_PRIVATE": "besloten", "S3_BUCKET_PUBLIC": "website",
    "S3_ACCESS_KEY": "regiekamer", "S3_SECRET_KEY": "zomaar-een-lang-geheim-42", "MEDIA_ROOT": None,
    "PRIVATE_ROOT": None,
}  # fmt: skip
TELL = """import json
from django.conf import settings as s
from django.core.files.storage import storages
told = {alias: [type(storages[alias]).__name__, getattr(storages[alias], "bucket_name", ""),
                str(getattr(storages[alias], "location", ""))] for alias in ("default", "private")}
print(json.dumps(told))
"""
TELL_DATABASES = "import json; from django.conf import settings as s; print(json.dumps(s.DATABASES, default=str))"


def test_without_a_store_files_lie_in_two_folders(tmp_path: Path) -> None:
    told = json.loads(run(f"{START}\n{TELL}", tmp_path).stdout)
    assert told == {
        "default": ["FileSystemStorage", "", str(tmp_path / "media_root")],
        "private": ["FileSystemStorage", "", str(tmp_path / "private_root")],
    }


def test_with_a_store_files_lie_in_two_buckets_and_no_folder_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "s3"
    file.write_text("zomaar-een-lang-geheim-42\n")
    done = run(f"{START}\n{TELL}", tmp_path, **{**S3, "S3_SECRET_KEY": None, "S3_SECRET_KEY_FILE": str(file)})
    assert json.loads(done.stdout or "{}") == {
        "default": ["S3Files", "website", ""], "private": ["S3Files", "besloten", ""],
    }, done.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("S3_ENDPOINT", "http://opslag.example", "must be an https address"),
        ("S3_ENDPOINT", "ftp://127.0.0.1", "must be an https address"),
        ("S3_ENDPOINT", "opslag.example", "must be an https address"),
        ("S3_BUCKET_PRIVATE", "", "S3_BUCKET_PRIVATE is missing"),
        ("S3_BUCKET_PUBLIC", None, "S3_BUCKET_PUBLIC is missing"),
        ("S3_BUCKET_PRIVATE", "website", "must be another bucket"),
        ("S3_ACCESS_KEY", None, "S3_ACCESS_KEY is missing"),
        ("S3_SECRET_KEY", None, "S3_SECRET_KEY is missing"),
        ("S3_SECRET_KEY", "kort", "S3_SECRET_KEY is too short"),
    ],
)
def test_a_store_that_is_not_named_safely_refuses_to_start(
    tmp_path: Path, name: str, value: str | None, sentence: str
) -> None:
    done = run(START, tmp_path, **{**S3, name: value})
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "zomaar-een-lang-geheim-42" not in done.stderr


@pytest.mark.parametrize("given", [{"S3_ENDPOINT": "http://127.0.0.1:9000"},
                                   {"S3_ENDPOINT": "http://opslag:9000", "S3_OWN_NETWORK": "true"}])  # fmt: skip
def test_a_store_on_a_line_of_the_operator_needs_no_tls(tmp_path: Path, given: dict[str, str]) -> None:
    done = run(f"{START}\n{TELL}", tmp_path, **{**S3, **given})
    assert "S3Files" in done.stdout, done.stderr


@pytest.mark.parametrize("is_pooled", [True, False])
def test_behind_a_pool_nothing_outlives_a_transaction(tmp_path: Path, is_pooled: bool) -> None:
    told = json.loads(run(f"{START}; {TELL_DATABASES}", tmp_path, PGBOUNCER=str(is_pooled)).stdout)
    for database in told.values():
        assert database["DISABLE_SERVER_SIDE_CURSORS"] is is_pooled
        assert ("statement_timeout" in database["OPTIONS"].get("options", "")) is not is_pooled
        assert (database["OPTIONS"]["connect_timeout"], database["CONN_HEALTH_CHECKS"]) == (3, True)
