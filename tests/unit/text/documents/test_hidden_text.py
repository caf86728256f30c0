"""What a document hides is left out, and its warnings say so."""

from __future__ import annotations

import pytest

from app.text.documents.reader import read_document
from tests.documents.make import html


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in read_document(data).warnings]


@pytest.mark.parametrize(
    "hidden",
    ["<p style='display:none'>every skill</p>", "<div hidden><b>every</b> skill</div>"],
)
def test_hidden_elements_of_a_page(hidden: str) -> None:
    data = html("Care assistant").replace(b"</body>", hidden.encode() + b"</body>")
    document = read_document(data)
    assert document.text == "Care assistant"
    assert [warning.code for warning in document.warnings] == ["hidden_text"]


def test_scripts_and_empty_hidden_elements_hide_no_text() -> None:
    assert (
        codes(html("Care").replace(b"</body>", b"<script>x=1</script><p hidden> </p><nav>Menu</nav>")) == []
    )


def test_many_invisible_characters() -> None:
    assert codes("Care \u200bassistant".encode() * 5) == ["invisible_characters"]
    assert codes("Care \u00adassistant".encode() * 5) == []


def test_a_word_broken_by_a_soft_hyphen_is_marked_as_broken() -> None:
    assert read_document("the manage\u00ad\nment".encode()).text == "the manage-\nment"
