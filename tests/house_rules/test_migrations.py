"""The migrations say what the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, interactive=False)
    except SystemExit:
        pytest.fail(f"Make the migration that is missing:\n{capsys.readouterr().out}", pytrace=False)
