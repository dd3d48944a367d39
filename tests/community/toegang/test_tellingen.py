"""The table of counts: it keeps plain values, and what somebody else wrote in it is never run."""

import base64
import pickle
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.dummy import DummyCache
from django.db import connection
from wagtail.models import Site, SiteRootPath

from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

ran: list[str] = []


def run() -> None:
    """Leave a trace."""
    ran.append("it ran")


class Hostile:
    """Calls a function as soon as it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return run, ()


class Odd:
    """An object that has no place in the table."""


def write(key: str, text: str) -> None:
    """Put something in the table past the cache."""
    cache.set(key, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE community_cache SET value = %s WHERE cache_key LIKE %s", [text, f"%:{key}"])
        assert cursor.rowcount == 1


@pytest.mark.parametrize("value", [1, 1.5, True, None, "een woord", [1.0, 2.0], {"a": [1, 2]}, {3: "drie"}, (1, "b")])
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    cache.set("waarde", value)
    assert cache.get("waarde", "niets") == value
    assert cache.get_many(["waarde", "andere"]) == {"waarde": value}


def test_what_somebody_wrote_in_the_table_is_not_run() -> None:
    ran.clear()
    write("kwaad", base64.b64encode(pickle.dumps(Hostile())).decode())
    assert cache.get("kwaad", "niets") == "niets"
    assert ran == []
    DatabaseCache("community_cache", {}).get("kwaad")
    assert ran == ["it ran"]  # Django's own cache would have run it


@pytest.mark.parametrize("raw", [b"", b"\x80", b"cos\nsystem\n.", b"\x80\x04N", pickle.dumps(Odd()), b"gekraak"])
def test_what_cannot_be_read_counts_as_absent(raw: bytes) -> None:
    write("kapot", base64.b64encode(raw).decode())
    assert cache.get("kapot", "niets") == "niets"
    write("kapot", "geen base64 é")
    assert cache.get("kapot", "niets") == "niets"


def test_a_value_expires_and_its_place_is_taken_again() -> None:
    with time_machine.travel(NOW, tick=False):
        assert cache.add("telling", 1, timeout=60)
        assert not cache.add("telling", 2, timeout=60)
    with time_machine.travel(NOW + timedelta(seconds=61), tick=False):
        assert cache.get("telling") is None
        assert cache.add("telling", 3, timeout=60)
        assert cache.get("telling") == 3


def test_wagtail_remembers_where_the_website_begins(django_assert_num_queries: Any) -> None:
    Site.clear_site_root_paths_cache()
    first = Site.get_site_root_paths()
    assert all(isinstance(row, SiteRootPath) for row in first)
    with django_assert_num_queries(1):
        assert Site.get_site_root_paths() == first


def test_wagtail_keeps_no_objects_of_pictures_in_it() -> None:
    assert isinstance(caches["renditions"], DummyCache)
