"""An OpenID Connect server that does what the standard says, or errs on request.

`python -m tests.oidc.provider` prints its port and ends with its parent. `POST /_plan` takes JSON: `subject`, `claims`
to add, `now` in seconds, and `mischief`, one of the names in this file. It checks what a good server checks: client,
return address, PKCE (S256), and that a code is used once.
"""

import base64
import hashlib
import json
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "regiekamer", "een-geheim-van-de-proef: met tekens & spaties"
HOUR = 3600


def new_key() -> rsa.RSAPrivateKey:
    """Return a fresh key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class State:
    """What the server knows: its keys, the codes it gave out, and what it was asked to do wrong."""

    def __init__(self) -> None:
        self.key, self.other_key = new_key(), new_key()
        self.kid = "een"
        self.codes: dict[str, dict[str, str]] = {}
        self.plan: dict[str, Any] = {}
        self.requests: list[str] = []

    @property
    def mischief(self) -> str:
        """What to do wrong."""
        return str(self.plan.get("mischief", ""))

    def jwks(self) -> dict[str, Any]:
        """Return the keys that the server publishes."""
        row = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        row |= {"kid": self.kid, "use": "sig"}
        if self.mischief == "key_for_another_algorithm":
            row["alg"] = "PS256"
        if self.mischief == "no_keys":
            return {"keys": []}
        if self.mischief == "odd_keys":
            return {"keys": "geen lijst"}
        if self.mischief == "oct_key":
            return {"keys": [{"kty": "oct", "kid": "een", "k": "AAAA", "alg": "HS256"}]}
        return {"keys": [row]}

    def id_token(self, issuer: str, nonce: str) -> Any:
        """Return the token of this login, good or as bad as was asked."""
        now = int(self.plan["now"])
        claims: dict[str, Any] = {
            "iss": issuer, "sub": self.plan.get("subject", "persoon-1"), "aud": CLIENT_ID, "iat": now,
            "exp": now + HOUR, "nonce": nonce, **self.plan.get("claims", {}),
        }  # fmt: skip
        bad: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "een-andere"}, "nonce_number": {"nonce": 12}, "expired": {"exp": now - 120},
            "future": {"iat": now + HOUR, "exp": now + 2 * HOUR}, "audience": {"aud": "een-andere-site"},
            "two_audiences": {"aud": [CLIENT_ID, "een-andere-site"]}, "azp": {"azp": "een-andere-site"},
            "issuer": {"iss": "https://kwaad.example"}, "issuer_slash": {"iss": f"{issuer}/"},
            "empty_subject": {"sub": " "}, "long_subject": {"sub": "x" * 256}, "zero_subject": {"sub": "a\x00b"},
            "number_subject": {"sub": 12}, "exp_text": {"exp": "morgen"},
        }  # fmt: skip
        claims |= bad.get(self.mischief, {})
        claims.pop({"no_nonce": "nonce", "no_subject": "sub", "no_exp": "exp"}.get(self.mischief, ""), None)
        return self._signed(claims)

    def _signed(self, claims: dict[str, Any]) -> Any:
        if self.mischief == "ps256":
            return jwt.encode(claims, self.key, algorithm="PS256", headers={"kid": self.kid})
        good = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid})
        head, body, signature = good.split(".")
        if self.mischief == "alg_none":
            return jwt.encode(claims, None, algorithm="none", headers={"kid": "een"})  # type: ignore[arg-type]  # no key
        if self.mischief == "hs256":
            return jwt.encode(claims, CLIENT_SECRET, algorithm="HS256", headers={"kid": "een"})
        if self.mischief == "other_key":
            return jwt.encode(claims, self.other_key, algorithm="RS256", headers={"kid": "een"})
        if self.mischief == "unknown_kid":
            return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "twee"})
        odd = {"unsigned": f"{head}.{body}.", "cut": good[:60], "list": [good], "rubbish": "geen token",
               "changed": f"{head}.{body[:-2]}AA.{signature}", "empty": ""}  # fmt: skip
        return odd.get(self.mischief, good)


class Handler(BaseHTTPRequestHandler):
    """Answers over HTTP."""

    state: State
    issuer: str

    def do_GET(self) -> None:
        """Discovery, keys and the login page, which lets everybody through at once."""
        path, given = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        self.state.requests.append(path)
        if path == "/_requests":
            self._json(200, self.state.requests)
        elif path == "/.well-known/openid-configuration":
            self._discovery()
        elif path == "/sleutels":
            self._json(503 if self.state.mischief == "keys_down" else 200, self.state.jwks())
        elif path == "/machtig":
            self._authorize({name: values[0] for name, values in given.items()})
        else:
            self._json(404, {})

    def do_POST(self) -> None:
        """Take a plan, or change a code for a token."""
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        if path == "/_plan":
            self.state.plan = json.loads(content)
            if self.state.mischief == "new_key":
                self.state.key, self.state.kid = new_key(), secrets.token_hex(4)
            self._json(200, {})
        elif path == "/token":
            self._token({name: values[0] for name, values in parse_qs(content.decode()).items()})
        else:
            self._json(404, {})

    def _discovery(self) -> None:
        told: dict[str, Any] = {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/machtig",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/sleutels",
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }  # fmt: skip
        mischief = self.state.mischief
        wrong: dict[str, dict[str, Any]] = {
            "discovery_issuer": {"issuer": "https://kwaad.example"}, "file_keys": {"jwks_uri": "file:///etc/passwd"},
            "script": {"authorization_endpoint": "javascript:alert(1)"}, "number": {"token_endpoint": 12},
        }  # fmt: skip
        told |= wrong.get(mischief, {})
        if mischief == "not_json":
            self._send(200, b"<html>Onderhoud</html>")
        elif mischief == "huge":
            self._send(200, b"[" * 300_000)
        elif mischief == "list_json":
            self._json(200, [told])
        elif mischief == "elsewhere":
            self._send(302, b"", {"Location": f"{self.issuer}/ergens-anders"})
        elif mischief == "drip":
            self._drip(json.dumps(told).encode())
        elif mischief == "broken":
            self._json(500, {})
        else:
            self._json(200, told)

    def _authorize(self, given: dict[str, str]) -> None:
        good = {"client_id": CLIENT_ID, "response_type": "code", "code_challenge_method": "S256"}
        if any(given.get(name) != value for name, value in good.items()) or not given.get("nonce"):
            self._json(400, {"error": "invalid_request"})
            return
        if self.state.mischief == "cancel":
            answer = {"error": "access_denied", "state": given["state"]}
        else:
            code = secrets.token_urlsafe(300)
            self.state.codes[code] = given
            answer = {"code": code, "state": given["state"], "iss": self.issuer}
        self._send(302, b"", {"Location": f"{given['redirect_uri']}?{urlencode(answer)}"})

    def _token(self, given: dict[str, str]) -> None:
        if self.state.mischief == "token_down":
            self._json(502, {})
            return
        asked = self.state.codes.pop(given.get("code", ""), None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (given.get("client_id"), given.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            self._json(401, {"error": "invalid_client"})
        elif asked is None or challenge != asked["code_challenge"] or given["redirect_uri"] != asked["redirect_uri"]:
            self._json(400, {"error": "invalid_grant"})
        else:
            token = self.state.id_token(self.issuer, asked["nonce"])
            answer = {"access_token": "niet-gebruikt", "token_type": "Bearer", "id_token": token}
            if self.state.mischief == "no_token":
                del answer["id_token"]
            self._json(200, answer)

    def _drip(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        for letter in content:
            try:
                self.wfile.write(bytes([letter]))
            except OSError:
                return  # whoever asked has gone
            threading.Event().wait(0.05)

    def _json(self, status: int, content: Any) -> None:
        self._send(status, json.dumps(content).encode())

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve until the parent closes our standard input."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.state = State()
    Handler.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - whoever started this waits for the line
    sys.stdin.read()


if __name__ == "__main__":
    main()
