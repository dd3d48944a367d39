"""Running sites."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.site import Site, running_site, worker_name


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The platform with the demo's people and all there is to see. Tests may add to it; they leave what is there."""
    with running_site(f"look_{worker_name()}", Path(tmp_path_factory.mktemp("site")), fill="rich") as running:
        yield running


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The demo as its people find it: an ordinary week, not every state at once."""
    folder = Path(tmp_path_factory.mktemp("ordinary"))
    with running_site(f"ordinary_{worker_name()}", folder, fill="demo") as running:
        yield running
