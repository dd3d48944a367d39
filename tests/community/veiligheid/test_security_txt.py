"""T72: who finds a weakness knows whom to tell (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

ADDRESS = "/.well-known/security.txt"
MOMENTS = [datetime(2026, 11, 22, 9, 0, tzinfo=UTC), datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
           datetime(2027, 10, 31, 1, 0, tzinfo=UTC), datetime(2028, 2, 29, 23, 59, tzinfo=UTC)]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("now", MOMENTS)
def test_it_is_valid_and_runs_out_within_a_year(client: Client, now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    told = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    assert [name for name, _value in told] == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    fields = dict(told)
    assert fields["Contact"] == "mailto:veiligheid@regiekamer.example"
    assert fields["Canonical"] == f"http://testserver{ADDRESS}"
    expires = datetime.fromisoformat(fields["Expires"])
    assert now + timedelta(days=100) < expires < now + timedelta(days=365)
