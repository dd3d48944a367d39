"""Tables with sealed fields, and a scope to read them in."""

from collections.abc import Iterator

import pytest
from django.apps import AppConfig, apps
from django.db import connection

from community.confidential import Scope, confidential
from tests.community.kluis import proefmodellen
from tests.community.kluis.proefmodellen import Deel, Proef


@pytest.fixture
def tables(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the tables of this folder, inside the transaction of the test; pickle finds their models by their app."""
    apps.get_models()  # remembered from here on: nothing else sees these models
    config = AppConfig("proefkluis", proefmodellen)
    config.apps, config.models = apps, apps.all_models["proefkluis"]
    monkeypatch.setitem(apps.app_configs, "proefkluis", config)
    with connection.schema_editor() as editor:
        editor.create_model(Proef)
        editor.create_model(Deel)


@pytest.fixture
def in_scope(tables: None) -> Iterator[Scope]:
    """Read and open confidential rows during the test."""
    with confidential() as scope:
        yield scope
