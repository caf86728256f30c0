from __future__ import annotations

import pytest

from app.occupations.titles.mending import Mender
from app.occupations.titles.words import Reading

KNOWN = {
    "engineer": 150,
    "engine": 9,
    "nurse": 30,
    "manager": 40,
    "accountant": 12,
    "rare": 1,
    "baker": 5,
    "enginear": 1,
    "managor": 2,
}


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("enginer", "engineer"),
        ("accuontant", "accountant"),
        ("managr", "manager"),
        ("nurse", "nurse"),
        ("enginear", "engineer"),  # known, but a hundred times rarer
        ("managor", "managor"),  # not so much rarer
        ("nrse", "nrse"),  # too short to tell
        ("xanager", "xanager"),  # the first letter is hardly ever wrong
        ("rarer", "rarer"),  # a rare word mends nothing
        ("bakers2", "bakers2"),
    ],
)
def test_words_are_put_right_by_known_ones(word: str, mended: str) -> None:
    readings, changed = Mender(KNOWN).mend([Reading((word,), word)])
    assert readings == [Reading((mended,), mended)]
    assert changed is (word != mended)
