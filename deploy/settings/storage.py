"""Where files are kept: in folders of this host, or with `S3_ENDPOINT` in two buckets that all hosts share.

Both buckets are closed to the world. The public one holds the pictures and documents of the website, which views of our
own hand over to whom the page is for; the private one holds files of members, most of them sealed.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 8
FOLDER = "django.core.files.storage.FileSystemStorage"
S3 = "deploy.s3.S3Files"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def named_storages(
    env: environ.Env, secret: Callable[..., str], required: Callable[[str], str]
) -> dict[str, dict[str, object]]:
    """Return `default` and `private` for settings.STORAGES. Raises ImproperlyConfigured for what is not safe."""
    if not env.str("S3_ENDPOINT", default=""):
        places = {"default": required("MEDIA_ROOT"), "private": required("PRIVATE_ROOT")}
        return {alias: {"BACKEND": FOLDER, "OPTIONS": {"location": Path(place)}} for alias, place in places.items()}
    buckets = {"default": required("S3_BUCKET_PUBLIC"), "private": required("S3_BUCKET_PRIVATE")}
    if buckets["default"] == buckets["private"]:
        raise ImproperlyConfigured("S3_BUCKET_PRIVATE must be another bucket than S3_BUCKET_PUBLIC.")
    shared = {
        "endpoint_url": _endpoint(env),
        "region_name": env.str("S3_REGION", default="us-east-1"),
        "access_key": secret("S3_ACCESS_KEY", length=1),
        "secret_key": secret("S3_SECRET_KEY", length=SHORTEST_SECRET),
    }
    return {alias: {"BACKEND": S3, "OPTIONS": {**shared, "bucket_name": name}} for alias, name in buckets.items()}


def _endpoint(env: environ.Env) -> str:
    """Return the address of the store: over TLS, or on this machine, or when the operator says the line is her own."""
    address = env.str("S3_ENDPOINT")
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or parts.hostname in LOOPBACK or env.bool("S3_OWN_NETWORK", default=False)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_safe:
        raise ImproperlyConfigured("S3_ENDPOINT must be an https address.")
    return address
