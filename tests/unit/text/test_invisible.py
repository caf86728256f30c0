"""Invisible characters are taken out for reading, and places lead back to the text as it was sent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.text.invisible import has_many_invisible, visible_text

UNSEEN = "\u200b\u00ad\u2060\ufeff\u202e\U000e0041"


@given(st.lists(st.sampled_from(["a", "b", " ", "é", *UNSEEN]), max_size=30))
def test_each_place_leads_back_to_its_character(signs: list[str]) -> None:
    sent = "".join(signs)
    visible = visible_text(sent)
    if visible is None:
        assert not set(sent) & set(UNSEEN)
        return
    assert visible.text == "".join(sign for sign in sent if sign not in UNSEEN)
    for place, sign in enumerate(visible.text):
        assert sent[visible.start(place)] == sign
        assert visible.end(place + 1) == visible.start(place) + 1


def test_joiners_of_scripts_and_emoji_stay() -> None:
    assert visible_text("👩\u200d🍳 cook") is None
    visible = visible_text("Py\u200dthon")
    assert visible is not None
    assert visible.text == "Python"


def test_a_soft_hyphen_at_a_line_end_is_a_hyphen() -> None:
    visible = visible_text("manage\u00ad\nment, wel\u00adding")
    assert visible is not None
    assert visible.text == "manage-\nment, welding"


def test_many_are_five_that_are_no_typography() -> None:
    assert has_many_invisible("a\u200bb" * 5)
    assert not has_many_invisible("a\u200bb" * 4)
    assert not has_many_invisible("👩\u200d🍳" * 9 + "☎\ufe0f" * 9 + "ma\u00adny" * 9)
    assert not has_many_invisible("plain")
