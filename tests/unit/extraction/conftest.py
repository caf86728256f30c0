"""A small vocabulary and an extractor over it, made once."""

from __future__ import annotations

import pytest

from app.extraction.linking.models import Models
from app.extraction.pipeline import Extractor
from app.resources import resource_folder
from app.vocabulary.arranging import arranged
from app.vocabulary.index.build import build_index
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.terms import ReleaseKey, SkillLink, SkillName, SkillTerm

SKILLS = (
    ("esco:forklift", "skill", "operate forklift"),
    ("esco:teams", "skill", "work in teams"),
    ("esco:python", "knowledge", "Python (computer programming)"),
    ("esco:javascript", "knowledge", "JavaScript"),
    ("esco:organise", "skill", "organise meetings"),
    ("esco:welding", "knowledge", "welding"),
    ("esco:complaints", "skill", "handle customer complaints"),
    ("onet:1.C.1.z", "attitude", "Innovation"),
    ("onet:1.C.5.b", "attitude", "Attention to Detail"),
    ("onet:tech.go", "technology", "Go"),
    ("onet:tech.r", "technology", "R"),
    ("onet:tech.excel", "technology", "Microsoft Excel"),
    ("onet:tech.python", "technology", "Python"),
    ("onet:tech.spring", "technology", "Spring Framework"),
    ("onet:tech.spring-boot", "technology", "Spring Boot"),
    ("onet:tech.kubernetes", "technology", "Kubernetes"),
    ("onet:tech.cpp", "technology", "C++"),
)
NAMES = (
    ("esco:forklift", "en", "alternative", "forklift operating"),
    ("esco:python", "en", "derived", "Python"),
    ("esco:welding", "en", "alternative", "light"),
    ("onet:tech.excel", "en", "derived", "Excel"),
    ("onet:tech.spring", "en", "derived", "Spring"),
    ("esco:teams", "es", "alternative", "trabajar en equipo"),
)
ORDINARY = {
    "go": 90,
    "excel": 8,
    "spring": 12,
    "light": 60,
    "work": 500,
    "experience": 300,
    "with": 900,
    "and": 900,
}


@pytest.fixture(scope="session")
def models() -> Models:
    """The models that come with Parlance."""
    return Models.load(resource_folder("seed_data"))


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, models: Models) -> VocabularyIndex:
    """Fifteen skills of two frameworks, two of them linked."""
    folder = tmp_path_factory.mktemp("index") / "small"
    rows = arranged(
        (ReleaseKey("esco", "1", "a"), ReleaseKey("onet", "1", "b")),
        [SkillTerm(i, i.split(":")[0], kind, f"urn:{i}", label) for i, kind, label in SKILLS],  # type: ignore[arg-type]
        [SkillName(*name) for name in NAMES],  # type: ignore[arg-type]
        [SkillLink("onet:tech.python", "exact_match", "esco:python", "checked")],
        ORDINARY,
    )
    build_index(rows, folder, models.encoder, models.reader)
    return VocabularyIndex(folder)


@pytest.fixture(scope="session")
def extractor(index: VocabularyIndex, models: Models) -> Extractor:
    """An extractor over the small vocabulary."""
    return Extractor(index, lambda: models)
