"""The two vocabularies that are measured on: what comes with Parlance, and that with an official ESCO release."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.extraction.access import Readers, application_readers
from app.extraction.normalize import Normalizer
from app.extraction.pipeline import Extractor
from app.main import create_app
from app.resources import resource_folder
from app.settings import Settings
from app.vocabulary.building import models_checksum
from benchmarks.releases import Ran, esco, run

VERSION = "1.1.0"


@dataclass(frozen=True)
class Making:
    """What each step took: seeding an empty folder, importing ESCO, and making the index of both anew."""

    seeded: Ran
    imported: Ran
    indexed: Ran


@dataclass(frozen=True)
class Folders:
    """Data folders of what comes with Parlance, and of that with ESCO; what making them took, None where it was there."""

    seed: Path
    full: Path
    made: Making | None


def prepare(work: Path, data: Path) -> Folders:
    """Makes both folders under `work` with the commands a user has."""
    seed, full = work / "seed", work / "full"
    stamp, made_with = full / "made_with", models_checksum(resource_folder("seed_data"))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_with:
        return Folders(seed, full, None)
    for left in (seed, full):
        shutil.rmtree(left, ignore_errors=True)
    print("  seeding an empty folder, importing ESCO into a copy of it, making its index anew …", flush=True)
    with _data_folder(seed):
        seeded = run("seed")
    shutil.copytree(seed, full)
    with _data_folder(full):
        imported = run(*esco(data, VERSION), "--activate")
        # An import takes over what vectors an older index has; without that the index alone is made anew.
        shutil.rmtree(full / "index")
        indexed = run("seed")
    stamp.write_text(made_with, encoding="utf-8")
    return Folders(seed, full, Making(seeded, imported, indexed))


@contextmanager
def _data_folder(folder: Path) -> Iterator[None]:
    before = os.environ.get("PARLANCE_DATA_DIR")
    os.environ["PARLANCE_DATA_DIR"] = str(folder)
    try:
        yield
    finally:
        del os.environ["PARLANCE_DATA_DIR"]
        if before is not None:
            os.environ["PARLANCE_DATA_DIR"] = before


def open_readers(folder: Path) -> Readers:
    """What a server over this folder reads with."""
    return application_readers(create_app(Settings(data_dir=folder)))


def extractor_of(readers: Readers) -> Extractor:
    """The extractor of the active releases."""
    return readers.extractor(readers.vocabulary.registry.index())


def normalizer_of(readers: Readers) -> Normalizer:
    """A normalizer of the active releases that has read nothing yet."""
    return Normalizer(readers.vocabulary.registry.index(), readers.models)
