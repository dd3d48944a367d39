"""A passkey in software: makes the answers that a browser would give, for http://localhost."""

import base64
import hashlib
import json
import secrets
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

HOST = "localhost"
ORIGIN = f"http://{HOST}"
PRESENT, VERIFIED, NEW_KEY = 0x01, 0x04, 0x40


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Passkey:
    """One key pair on one device."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = ""

    def create(self, options: dict[str, Any]) -> str:
        """Return what a browser sends when it made this passkey."""
        public = options["publicKey"]
        self.user_handle = public["user"]["id"]
        cose = cbor.encode(dict(ES256.from_cryptography_key(self._key.public_key())))
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cose
        data = self._head(PRESENT | VERIFIED | NEW_KEY) + attested
        return self._answer({
            "clientDataJSON": self._client("webauthn.create", public["challenge"]),
            "attestationObject": _text(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
        })  # fmt: skip

    def sign(self, options: dict[str, Any]) -> str:
        """Return what a browser sends when this passkey answers a riddle."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._head(PRESENT | VERIFIED)
        raw_client = base64.urlsafe_b64decode(client + "==")
        signature = self._key.sign(data + hashlib.sha256(raw_client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({
            "clientDataJSON": client, "authenticatorData": _text(data), "signature": _text(signature),
            "userHandle": self.user_handle,
        })  # fmt: skip

    def _head(self, flags: int) -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind: str, challenge: str) -> str:
        told = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        return _text(json.dumps(told).encode())

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({
            "id": _text(self.id), "rawId": _text(self.id), "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}}, "response": response,
        })  # fmt: skip
