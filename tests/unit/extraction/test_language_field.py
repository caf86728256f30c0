from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.extraction.schemas import BatchItem, ExtractRequest


@pytest.mark.parametrize("code", ["auto", "en", "es", "zh", "ceb"])
def test_codes_of_languages_are_taken(code: str) -> None:
    assert ExtractRequest(text="Forklift", language=code).language == code


@pytest.mark.parametrize("code", ["xx", "zz", "qqq"])
def test_a_code_of_no_language_is_refused_with_what_to_give(code: str) -> None:
    for model in (ExtractRequest, BatchItem):
        with pytest.raises(ValidationError, match=f"There is no language '{code}'. Give an ISO 639 code"):
            model.model_validate(
                {"id": "a", "text": "Forklift", "language": code}
                if model is BatchItem
                else {"text": "Forklift", "language": code}
            )
