"""Builds the index of the seed straight from its files. Kept light, since a new process imports it."""

from __future__ import annotations

from pathlib import Path

from app.releases.seed_files import SeedFiles
from app.releases.seed_rows import vocabulary_rows
from app.vocabulary.indexing import build_once, build_with_encoder


def build_from_files(folder: Path, target: Path, models: Path) -> None:
    """Builds the index of a seed folder; its bytes are those of an index built from the database."""
    build_once(target, lambda place: build_with_encoder(vocabulary_rows(SeedFiles(folder)), place, models))
