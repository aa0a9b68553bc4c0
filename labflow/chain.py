"""The record as bytes: canonical form, hash chain, commitments, Merkle root. Never reads a database, never a clock.

Every choice is frozen by the known answers in the tests: whoever changes one breaks every log that exists.
"""

import hashlib
import hmac
import json
import re
import unicodedata

FORMAT = 1
START = bytes(32)
LARGEST = 2**53

_SPELL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: object) -> str:
    """Return the one spelling of a value: JSON with sorted keys and no spaces.

    Text in NFC, whole numbers below 2^53, lists and objects with ASCII keys; anything else raises ValueError. Within
    these bounds it is what RFC 8785 prescribes.
    """
    _check(value)
    return _SPELL.encode(value)


def read_canonical(text: str) -> object:
    """Return the value of a text that is in canonical form; anything else raises ValueError."""
    value = json.loads(text)
    if canonical(value) != text:
        raise ValueError("not in canonical form")
    return value


def _check(value: object) -> None:
    if isinstance(value, str):
        if not (value.isascii() or unicodedata.is_normalized("NFC", value)) or _SURROGATE.search(value):
            raise ValueError("text must be NFC and without surrogates")
    elif isinstance(value, dict):
        for name, part in value.items():
            if not (isinstance(name, str) and name.isascii()):
                raise ValueError("names must be ASCII")
            _check(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif isinstance(value, bool) or not isinstance(value, int) or abs(value) >= LARGEST:
        raise ValueError(f"{type(value).__name__} has no canonical form here")


def chained(previous: bytes, seq: int, body: str) -> bytes:
    """Return the hash of entry `seq`, given the hash of the one before (START for the first)."""
    return hashlib.sha256(b"labflow-audit-v1\0" + previous + seq.to_bytes(8, "big") + body.encode()).digest()


def commitment(salt: str, data: str) -> str:
    """Return what binds an entry to private data without showing it: HMAC-SHA-256, hex. `salt` is hex too."""
    return hmac.new(bytes.fromhex(salt), data.encode(), hashlib.sha256).hexdigest()


class Tree:
    """The Merkle tree of RFC 6962 over the bodies, grown one leaf at a time."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, body: str) -> None:
        """Add the next body."""
        size, digest = 1, hashlib.sha256(b"\0" + body.encode()).digest()
        while self._peaks and self._peaks[-1][0] == size:
            digest = _node(self._peaks.pop()[1], digest)
            size *= 2
        self._peaks.append((size, digest))

    def root(self) -> str:
        """Return the root over all bodies so far, hex."""
        if not self._peaks:
            return hashlib.sha256(b"").hexdigest()
        digest = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            digest = _node(left, digest)
        return digest.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
