"""The models that linking reads with, opened once per process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.extraction.asking import AskingModel
from app.extraction.linking.ranker import Ranker
from app.text.encoder import StaticEncoder
from app.text.reader import ReadingEncoder

ENCODER, READER, ASKING = "encoder", "reader", "asking"
THOROUGH_RANKING, FAST_RANKING = "ranking.npz", "fast_ranking.npz"


@dataclass(frozen=True)
class Models:
    """Both encoders, the gate, and the ranking for each effort."""

    encoder: StaticEncoder
    reader: ReadingEncoder
    asking: AskingModel
    thorough: Ranker
    fast: Ranker

    @classmethod
    def load(cls, folder: Path, encoder: StaticEncoder | None = None) -> Models:
        """Open the models in a folder such as `seed_data`; the static encoder may be open already."""
        return cls(
            encoder or StaticEncoder.load(folder / ENCODER),
            ReadingEncoder.load(folder / READER),
            AskingModel.load(folder / ASKING),
            Ranker.load(folder / READER / THOROUGH_RANKING),
            Ranker.load(folder / READER / FAST_RANKING),
        )
