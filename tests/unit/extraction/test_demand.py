"""How likely a name is asked for that was read by names alone."""

from __future__ import annotations

import pytest

from app.extraction.demand import demand_features, named_confidence
from app.extraction.document import read_document
from app.extraction.pipeline import Extractor, Request

AD = """Welder
We are a family firm that loves welding.
Requirements:
- welding
- Python (Preferred)
Benefits
- welding in your free time
- Innovation prizes
"""


def read(extractor: Extractor, text: str) -> dict[tuple[str, str], tuple[float, float]]:
    """Confidence and link of each mention, by its words and section."""
    mentions = extractor.extract(Request(text, "posting", "en", "fast")).mentions
    return {(text[m.start : m.end], m.section): (m.confidence, m.link) for m in mentions}


def test_the_place_tells_how_likely_a_name_is_asked_for(extractor: Extractor) -> None:
    found = read(extractor, AD)
    sure = {section: confidence for (name, section), (confidence, _) in found.items() if name == "welding"}
    assert (
        sure["requirements"] > 0.7 > 0.5 > max(sure[section] for section in sure if section != "requirements")
    )


def test_what_is_called_preferred_is_surer(extractor: Extractor) -> None:
    plain = read(extractor, AD.replace(" (Preferred)", ""))["Python", "requirements"]
    called = read(extractor, AD)["Python", "requirements"]
    assert called[0] > plain[0] > 0.7


def test_how_likely_it_is_this_skill_is_another_question(extractor: Extractor) -> None:
    found = read(extractor, AD)
    assert found["Python", "requirements"][1] > 0.9
    assert found["welding", "requirements"][1] != found["welding", "requirements"][0]


def test_a_note_of_a_line_or_two_asks_for_what_it_names(extractor: Extractor) -> None:
    ((confidence, link),) = read(extractor, "You know welding.").values()
    assert confidence == link


def test_in_a_resume_a_name_is_as_sure_as_itself(extractor: Extractor) -> None:
    (mention,) = extractor.extract(Request("Skills\n\nPython", "resume", "en", "fast")).mentions
    assert mention.confidence == mention.link


@pytest.mark.parametrize("own", [0.0, 0.5, 1.0])
def test_features_and_confidence_stay_within_bounds(extractor: Extractor, own: float) -> None:
    document = read_document(AD, "posting", "en", extractor.index.words)
    for number in range(len(document.segments)):
        features = demand_features(document, number, own, in_words=True)
        assert sum(features[1:5]) == 1
        assert 0 < named_confidence(document, number, own, in_words=True) < 1
