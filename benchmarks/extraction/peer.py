"""`esco-skill-extractor` beside Parlance, where it is installed and finds its model; we do not depend on it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from benchmarks.extraction.linking_runs import Guess, Linker
from benchmarks.linking import Candidates

PACKAGE = "esco_skill_extractor"


def load_peer() -> Any | None:
    """Its extractor; None, with a line that says why, where it is not installed or cannot load its model."""
    if importlib.util.find_spec(PACKAGE) is None:
        print("  esco-skill-extractor is not installed, so it is not beside in this run")
        return None
    try:
        return importlib.import_module(PACKAGE).SkillExtractor(device="cpu")
    except (OSError, ImportError) as error:  # its model comes from a hub
        print(f"  esco-skill-extractor is installed but cannot be loaded: {error}")
        return None


def peer_linker(peer: Any, candidates: Candidates) -> Linker:
    """Its skills for a sentence. Below its threshold it says nothing; it gives no order, so its own order counts."""
    numbers = {uri: number for number, uri in enumerate(candidates.uris)}

    def link(sentence: str) -> Sequence[Guess]:
        return [Guess(numbers[uri], 1.0) for uri in peer.get_skills([sentence])[0] if uri in numbers]

    return link
