"""The proxy of this machine, run by hand on the loopback."""

import contextlib
import datetime
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.deploy.installation import _is_open
from tests.deploy.variables import DEPLOY
from tests.deploy.visitor import SITE
from tests.post.outage import wait_for

LONGEST_START = 20.0
ONE_PROCESS = "daemon off; master_process off;"


def nginx() -> str | None:
    """Return the proxy of this machine, None when there is none."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def our_file(folder: Path, upstream: str, *, http: int, https: int) -> Path:
    """Write deploy/proxy/nginx.conf for this machine: other ports, folders and certificate, and nothing else."""
    text = (DEPLOY / "proxy" / "nginx.conf").read_text()
    make_certificate(folder)
    changes = {
        "/tmp/": f"{folder}/",  # noqa: S108 - what stands there
        "server web:8000": f"server {upstream}", "/run/secrets/tls_crt": f"{folder}/tls.crt",
        "/run/secrets/tls_key": f"{folder}/tls.key", "/dev/stdout": f"{folder}/access.log",
        "include mime.types": "include /etc/nginx/mime.types",
    }  # fmt: skip
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    text = re.sub(r"^.*listen \[::\]:.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 8080", f"listen 127.0.0.1:{http}").replace("listen 8443", f"listen 127.0.0.1:{https}")
    file = folder / "nginx.conf"
    file.write_text(text)
    return file


@contextlib.contextmanager
def running(file: Path, port: int) -> Iterator[None]:
    """Run the proxy with this file until the end."""
    words = [
        str(nginx()),
        "-p",
        str(file.parent),
        "-c",
        str(file),
        "-e",
        "stderr",
        "-g",
        "daemon off; master_process off;",
    ]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: process.poll() is not None or _is_open("127.0.0.1", port), LONGEST_START)
        assert process.poll() is None, process.stdout and process.stdout.read().decode()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


def make_certificate(folder: Path) -> None:
    """Make a certificate for the site, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SITE)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SITE)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "tls.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
