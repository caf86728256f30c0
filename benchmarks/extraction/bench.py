"""What the sections share: where the data is, the vocabularies, and results that two sections need."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.extraction.access import Readers
from app.extraction.pipeline import Extractor
from benchmarks.extraction.linking_runs import LinkingRuns, link_everything
from benchmarks.extraction.mention_runs import MentionRuns, read_everything
from benchmarks.extraction.table import Table
from benchmarks.extraction.vocabularies import Folders, extractor_of, open_readers, prepare


@dataclass
class Bench:
    """One run of the benchmark; nothing is made before a section asks for it."""

    data: Path  # the folder with the public data sets
    work: Path  # where vocabularies are made
    mistakes: int  # how many mistakes of each kind are printed
    table: Table = field(default_factory=Table)

    @cached_property
    def folders(self) -> Folders:
        """Both vocabularies, made on first use."""
        return prepare(self.work, self.data)

    @cached_property
    def seed_readers(self) -> Readers:
        """Readers over what comes with Parlance."""
        return open_readers(self.folders.seed)

    @cached_property
    def full_readers(self) -> Readers:
        """Readers over the official ESCO release and what comes with Parlance."""
        return open_readers(self.folders.full)

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor over what comes with Parlance."""
        return extractor_of(self.seed_readers)

    @cached_property
    def linking(self) -> LinkingRuns:
        """The labelled sentences with Parlance's answers."""
        return link_everything(self.data, self.full_readers)

    @cached_property
    def mentions(self) -> MentionRuns:
        """The postings with marked words and Parlance's mentions."""
        return read_everything(self.data, self.extractor)
