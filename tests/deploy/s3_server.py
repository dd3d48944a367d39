"""An S3-compatible server with the two buckets of a site; `python -m tests.deploy.s3_server ADDRESS PORT` runs it."""

import contextlib
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

PRIVATE, PUBLIC = "regiekamer-besloten", "regiekamer-website"
ACCESS_KEY, SECRET_KEY = "proef", "alleen-voor-deze-proef"


@contextlib.contextmanager
def s3_server(address: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Run the server with both buckets; gives its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address=address, port=port, verbose=False)
    server.start()
    try:
        host, given = server.get_host_and_port()
        endpoint = f"http://{host}:{given}"
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


if __name__ == "__main__":
    with s3_server(sys.argv[1], int(sys.argv[2])):
        print("ready", flush=True)  # noqa: T201 - whoever started this waits for the line
        threading.Event().wait()
