from __future__ import annotations

import pytest

from app.vocabulary.slugs import slug, technology_ids, tidy


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("C++ Builder", "c-plus-plus-builder"), ("C#", "c-sharp"), ("Café Suite", "cafe-suite"), ("~", "")],
)
def test_a_slug_spells_out_what_tells_names_apart(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_tidy_makes_one_line_with_plain_hyphens() -> None:
    assert tidy("  Auto\u2011CAD \n\u00a0LT ") == "Auto-CAD LT"


def test_names_that_share_a_slug_get_different_ids_whatever_their_order() -> None:
    ids = technology_ids(["Act!", "ACT"])
    assert len(set(ids.values())) == 2
    assert all(found.startswith("onet:tech.act-") for found in ids.values())
    assert technology_ids(["ACT", "Act!"]) == ids
