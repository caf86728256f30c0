"""A small vocabulary of our own, as rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.vocabulary.arranging import arranged
from app.vocabulary.terms import ReleaseKey, SkillLink, SkillName, SkillTerm, VocabularyRows

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class LetterEncoder:
    """Vectors of the letters of a text: texts of the same letters are alike."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        counts = np.array([[text.lower().count(letter) for letter in LETTERS] for text in texts])
        counts = counts.reshape(len(texts), len(LETTERS))
        lengths = np.maximum(np.sqrt((counts**2).sum(axis=1, keepdims=True)), 1)
        vectors: npt.NDArray[np.float32] = (counts / lengths).astype(np.float32)
        return vectors


SKILLS = [
    SkillTerm("esco:cash", "esco", "skill", "https://example.org/cash", "manage cash desk"),
    SkillTerm("esco:forklift", "esco", "skill", "https://example.org/forklift", "operate forklift"),
    SkillTerm("esco:elderly", "esco", "skill", "https://example.org/elderly", "tend to elderly people"),
    SkillTerm("esco:events", "esco", "skill", "https://example.org/events", "organise events"),
    SkillTerm(
        "esco:programming", "esco", "knowledge", "https://example.org/programming", "computer programming"
    ),
    SkillTerm(
        "esco:python", "esco", "knowledge", "https://example.org/python", "Python (computer programming)"
    ),
    SkillTerm("esco:service", "esco", "skill", "https://example.org/service", "customer service"),
    SkillTerm("onet:cpp", "onet", "technology", "https://example.org/cpp", "C++"),
    SkillTerm("onet:excel", "onet", "technology", "https://example.org/excel", "Microsoft Excel"),
    SkillTerm("onet:exceltrans", "onet", "technology", "https://example.org/exceltrans", "ExcelTrans"),
    SkillTerm("onet:python", "onet", "technology", "https://example.org/o-python", "Python"),
    SkillTerm(
        "onet:service", "onet", "knowledge", "https://example.org/o-service", "Customer and Personal Service"
    ),
    SkillTerm("essential:money", "essential", "essential", "urn:example:money", "Handling money"),
    SkillTerm("essential:service", "essential", "essential", "urn:example:service", "Serving customers"),
]
NAMES = [
    SkillName("esco:cash", "en", "alternative", "cash handling"),
    SkillName("esco:elderly", "en", "alternative", "care of the elderly"),
    SkillName("esco:forklift", "en", "alternative", "fork-lift truck driving"),
    SkillName("esco:python", "en", "derived", "Python"),
    SkillName("onet:excel", "en", "derived", "Excel"),
    SkillName("essential:money", "en", "alternative", "count cash"),
    SkillName("essential:money", "es", "label", "Manejar dinero"),
    SkillName("essential:service", "es", "label", "Atender a los clientes"),
]
LINKS = [
    SkillLink("onet:python", "exact_match", "esco:python", "checked"),
    SkillLink("onet:service", "exact_match", "esco:service", "checked"),
    SkillLink("essential:service", "exact_match", "onet:service", "checked"),
    SkillLink("essential:money", "broader", "esco:cash", "checked"),
    SkillLink("esco:python", "broader", "esco:programming", "official"),
    SkillLink("onet:cpp", "broader", "esco:programming", "derived"),
    SkillLink("onet:cpp", "close_match", "esco:unknown", "derived"),
]
RELEASES = [ReleaseKey("essential", "1", "c"), ReleaseKey("esco", "2", "a"), ReleaseKey("onet", "3", "b")]


def rows_of(
    skills: Sequence[SkillTerm], names: Sequence[SkillName] = (), links: Sequence[SkillLink] = ()
) -> VocabularyRows:
    return arranged(RELEASES, skills, names, links, {"cash": 7, "excel": 40, "running": 3})
