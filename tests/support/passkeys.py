"""An authenticator in software: makes passkeys and answers with them, rightly or as told."""

import hashlib
import json
import secrets
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class SoftPasskey:
    """One passkey; its fields may be changed to make it lie.

    Args:
        origin: the page that it thinks it is asked by.
        party: the name that it is bound to.
    """

    def __init__(self, origin: str, party: str = "localhost") -> None:
        self.origin, self.party = origin, party
        self.flags, self.count = PRESENT | VERIFIED, 0
        self.id = secrets.token_bytes(32)
        self.user: bytes = b""
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options of making."""
        self.user = base64url_to_bytes(options["user"]["id"])
        numbers = self._key.public_key().public_numbers()
        key = {
            1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big"),
        }  # fmt: skip
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(key)
        data = self._data(self.flags | HAS_KEY) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._credential(client, attestationObject=bytes_to_base64url(attestation))

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options of using."""
        client = self._client("webauthn.get", options["challenge"])
        data = self._data(self.flags)
        signed = data + hashlib.sha256(client).digest()
        signature = self._key.sign(signed, ec.ECDSA(SHA256()))
        return self._credential(
            client,
            authenticatorData=bytes_to_base64url(data),
            signature=bytes_to_base64url(signature),
            userHandle=bytes_to_base64url(self.user),
        )

    def _data(self, flags: int) -> bytes:
        party = hashlib.sha256(self.party.encode()).digest()
        return party + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _credential(self, client: bytes, **response: str) -> dict[str, Any]:
        name = bytes_to_base64url(self.id)
        response["clientDataJSON"] = bytes_to_base64url(client)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
