"""The same answer on other processors: two ads read with other kernels of NumPy and of its BLAS.

What this covers: OpenBLAS held to its kernels for older processors, and NumPy's own loops without AVX-512 and AVX2; the
child says itself that they are off. Not covered: the kernels of onnxruntime, which it chooses by itself.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.extraction.pipeline import Extractor, Request
from app.vocabulary.index.index import VocabularyIndex

ROOT = Path(__file__).parents[3]
# What this build of NumPy can do without: its loops for newer processors, by their names.
LOOPS = tuple(np._core._multiarray_umath.__cpu_dispatch__)  # type: ignore[attr-defined]
KERNELS = {
    "the same": ("", ()),
    "BLAS without AVX-512": ("Haswell", ()),
    "BLAS without AVX2": ("Nehalem", ()),
    "NumPy without AVX-512": ("", tuple(name for name in LOOPS if "512" in name or name == "X86_V4")),
    "all of them": ("Nehalem", LOOPS),
}
READ = """
import sys
from pathlib import Path
from numpy._core._multiarray_umath import __cpu_features__
from threadpoolctl import threadpool_info
import numpy as np
folder, blas, *off = sys.argv[1:]
assert not [name for name in off if __cpu_features__[name]]
used = {each["architecture"] for each in threadpool_info() if each["internal_api"] == "openblas"}
assert used if not blas else used == {blas}
from tests.unit.extraction.test_same_answer import told
from app.extraction.linking.models import Models
from app.extraction.pipeline import Extractor
from app.resources import resource_folder
from app.vocabulary.index.index import VocabularyIndex
models = Models.load(resource_folder("seed_data"))
sys.stdout.write(told(Extractor(VocabularyIndex(Path(folder)), lambda: models)))
"""
WAREHOUSE = """Warehouse operative
We are a family firm.
Requirements:
- operate a forklift, 2 years
- good knowledge of Python
- you organize the meetings of the team
- deal with customers who are not happy
Benefits
- a pension
"""
SOFTWARE = """Software engineer
You will build services in Go and C++ and run them on Kubernetes. You work closely with others, pay attention to detail
and bring new ideas. Spring Boot is a plus; Excel is not needed.
"""


def told(extractor: Extractor) -> str:
    """What is said of both ads, confidence to three digits, as an answer shows it."""
    lines = []
    for ad in (WAREHOUSE, SOFTWARE):
        found = extractor.extract(Request(ad, "posting", "en", "thorough"))
        for mention in found.mentions:
            told_of = mention._replace(confidence=round(mention.confidence, 3))
            lines.append(f"{extractor.index.skill_id(mention.skill)} {told_of}")
        lines += [str(skill._replace(confidence=round(skill.confidence, 3))) for skill in found.skills]
        lines.append(f"{found.qualifications} {found.warnings} {found.lines}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def here(extractor: Extractor) -> str:
    return told(extractor)


def test_something_is_read_in_the_ads(here: str) -> None:
    for skill in ("esco:forklift", "onet:tech.kubernetes", "onet:tech.cpp"):
        assert skill in here


@pytest.mark.slow
@pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="kernels of x86 processors")
@pytest.mark.parametrize("kernels", KERNELS)
def test_other_kernels_give_the_same_answer(here: str, kernels: str, index: VocabularyIndex) -> None:
    blas, off = KERNELS[kernels]
    folder = Path(index.vectors.base.filename).parent  # type: ignore[union-attr]  # they are mapped from a file there
    switches = {"OPENBLAS_CORETYPE": blas, "NPY_DISABLE_CPU_FEATURES": " ".join(off)}
    answer = subprocess.run(
        [sys.executable, "-c", READ, str(folder), blas, *off],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **{name: value for name, value in switches.items() if value}},
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == here.splitlines()
