from __future__ import annotations

import pytest

from app.extraction.pipeline import Request
from app.occupations.catalogue import Catalogue
from app.profiles.titles import posting_roles, roles_in, worker_roles
from app.vocabulary.index.index import VocabularyIndex
from tests.unit.matching.reading_stand_in import LabelExtractor
from tests.unit.matching.small_vocabulary import COOKS, FORKLIFT_OPERATORS, MOVERS

POSTINGS = [
    ("Forklift operator – night shift\n\nRequirements:\n- help the cook", [FORKLIFT_OPERATORS]),
    ("Forklift Operator / Warehouse Worker\n\nWe are a small firm.", [FORKLIFT_OPERATORS, MOVERS]),
    ("We are hiring.\nRequirements:\n- cook", []),
    ("Cook wanted for our canteen, three days a week.", [COOKS]),
]
RESUMES = [
    ("Experience\nForklift operator, Sample Storage, 2019 to 2021\n- Helped the cook", [FORKLIFT_OPERATORS]),
    ("Experience\nForklift operator\nSample Storage\n2019 - 2021", [FORKLIFT_OPERATORS]),
    ("Experience\n- Drove the cook to work in 2019", []),
    (
        "Experience\nI drove the new cook to work every day for years, like a warehouse worker would.",
        [],
    ),
    ("Profile\nI have worked as a cook for ten years.", [COOKS]),
    ("Profile\nI like the work of a cook.", []),
    ("Volunteering\nCook, soup kitchen, 2018 - 2020", [COOKS]),
    (
        "Experience\nCook, A, 2018 - 2019\nCook, B, 2019 - 2020\nWarehouse worker, C, 2020 - 2021",
        [COOKS, MOVERS],
    ),
    ("Interests\nCook, 2018", []),
]


@pytest.mark.parametrize(("text", "occupations"), POSTINGS)
def test_occupations_of_a_posting(
    index: VocabularyIndex, catalogue: Catalogue, text: str, occupations: list[str]
) -> None:
    found = posting_roles(catalogue, text, LabelExtractor(index).extract(Request(text, "posting")))
    assert [role.id for role in found] == occupations


@pytest.mark.parametrize(("text", "occupations"), RESUMES)
def test_occupations_of_a_worker(
    index: VocabularyIndex, catalogue: Catalogue, text: str, occupations: list[str]
) -> None:
    found = worker_roles(catalogue, text, LabelExtractor(index).extract(Request(text, "resume")))
    assert [role.id for role in found] == occupations


def test_roles_have_the_title_of_the_catalogue(catalogue: Catalogue) -> None:
    (role,) = roles_in(catalogue, ["cook", "", "Cooks", "nothing known"])
    assert role.title == catalogue.title(COOKS)
