"""The small vocabulary and catalogue of the matching tests."""

from __future__ import annotations

from tests.unit.matching.conftest import catalogue, index, profiles

__all__ = ["catalogue", "index", "profiles"]
