"""What a key looks like, how one is made, and how it is compared with what is kept of it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from dataclasses import dataclass

# pk_<id>_<secret>: letters and digits alone, so that a double click selects all of it. 62 ** 43 is above 2 ** 256,
# so that no guessing helps and one round of SHA-256 is enough to keep.
PREFIX = "pk_"
ID_LENGTH = 12
SECRET_LENGTH = 43
_ID_ALPHABET = string.ascii_lowercase + string.digits
_SECRET_ALPHABET = string.ascii_letters + string.digits
_ID = rf"{PREFIX}[a-z0-9]{{{ID_LENGTH}}}"
_KEY = re.compile(rf"({_ID})_[A-Za-z0-9]{{{SECRET_LENGTH}}}", re.ASCII)
_GIVEN_ID = re.compile(rf"({_ID})(_[A-Za-z0-9]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made: the whole of it, shown once, and what is kept."""

    key: str
    id: str
    sha256: str


def make_key() -> NewKey:
    """A new key with a secret of 256 random bits."""
    key_id = PREFIX + _random(_ID_ALPHABET, ID_LENGTH)
    key = f"{key_id}_{_random(_SECRET_ALPHABET, SECRET_LENGTH)}"
    return NewKey(key, key_id, sha256_of(key))


def id_of(key: str) -> str | None:
    """The id in a key, or None for what has not the form of one."""
    found = _KEY.fullmatch(key)
    return found and found[1]


def given_id(text: str) -> str | None:
    """The id that somebody means who gives it, or by mistake the whole key."""
    found = _GIVEN_ID.fullmatch(text.strip())
    return found and found[1]


def sha256_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_key(key: str, sha256: str) -> bool:
    """Whether this is the key that was kept; takes the same time wherever they differ."""
    return hmac.compare_digest(sha256_of(key), sha256)


def _random(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))
