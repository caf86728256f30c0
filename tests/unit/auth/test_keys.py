from __future__ import annotations

import re

import pytest

from app.auth.keys import given_id, id_of, is_key, make_key, sha256_of


def test_a_new_key_has_an_id_and_a_secret() -> None:
    new = make_key()
    assert re.fullmatch(r"pk_[a-z0-9]{12}_[A-Za-z0-9]{43}", new.key)
    assert new.key.startswith(new.id + "_")
    assert id_of(new.key) == new.id
    assert new.key.rpartition("_")[2] not in new.sha256


def test_keys_are_never_the_same() -> None:
    assert len({make_key().key for _ in range(200)}) == 200


def test_only_the_whole_key_is_the_key() -> None:
    new = make_key()
    assert is_key(new.key, new.sha256)
    assert new.sha256 == sha256_of(new.key)
    for other in (new.key[:-1], new.key.swapcase(), new.key + "a", new.id, ""):
        assert not is_key(other, new.sha256)


@pytest.mark.parametrize(
    "text", ["", "pk_", "pk_abc_def", "sk_" + "a" * 12 + "_" + "b" * 43, "pk_" + "é" * 12 + "_" + "b" * 43]
)
def test_what_has_not_the_form_of_a_key_has_no_id(text: str) -> None:
    assert id_of(text) is None


def test_the_id_is_read_from_an_id_or_a_whole_key() -> None:
    new = make_key()
    assert given_id(new.id) == given_id(f" {new.key}\n") == new.id
    assert given_id("Acme") is None
