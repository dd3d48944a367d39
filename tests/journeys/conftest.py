"""Running sites with a moment of their own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from community.notation import AMSTERDAM
from tests.browser.site import Site, running_site, worker_name

# A Thursday in the weeks before Christmas: a feestdag on a Friday and a weekend lie before the meeting. The overview
# of that week has left.
BEGIN = datetime(2026, 12, 10, 10, tzinfo=AMSTERDAM)


@pytest.fixture
def journey(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """A small network with everything that runs: web server, two workers, beat."""
    folder = Path(tmp_path_factory.mktemp("journey"))
    with running_site(f"journey_{worker_name()}", folder, with_workers=True, fill="journey", moment=BEGIN) as running:
        yield running


@pytest.fixture
def small_site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Site]:
    """The same network with a web server alone."""
    folder = Path(tmp_path_factory.mktemp("small"))
    with running_site(f"small_{worker_name()}", folder, fill="journey", moment=BEGIN) as running:
        yield running
