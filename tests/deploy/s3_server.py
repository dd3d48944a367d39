"""An S3-compatible server on the loopback, with the two buckets of a site."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

PRIVATE, PUBLIC = "regiekamer-besloten", "regiekamer-website"
ACCESS_KEY, SECRET_KEY = "proef", "alleen-voor-deze-proef"


@contextlib.contextmanager
def s3_server(address: str = "127.0.0.1") -> Iterator[str]:
    """Run the server with both buckets; gives its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address=address, port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        for bucket in (PRIVATE, PUBLIC):
            client(endpoint).create_bucket(Bucket=bucket)
        yield endpoint
    finally:
        server.stop()


def client(endpoint: str) -> Any:
    """Return a plain client of the store, which asks nobody for credentials."""
    return boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
    )  # fmt: skip


def storages(endpoint: str) -> dict[str, dict[str, Any]]:
    """Return what settings.STORAGES holds for this server, as deploy.settings.storage makes it."""
    shared = {"endpoint_url": endpoint, "region_name": "us-east-1", "access_key": ACCESS_KEY, "secret_key": SECRET_KEY}
    return {
        alias: {"BACKEND": "deploy.s3.S3Files", "OPTIONS": {**shared, "bucket_name": bucket}}
        for alias, bucket in (("default", PUBLIC), ("private", PRIVATE))
    }


def objects(endpoint: str, bucket: str) -> dict[str, bytes]:
    """Return what lies in a bucket, by name."""
    plain = client(endpoint)
    names = [found["Key"] for found in plain.list_objects_v2(Bucket=bucket).get("Contents", ())]
    return {name: plain.get_object(Bucket=bucket, Key=name)["Body"].read() for name in names}
