from __future__ import annotations

from pathlib import Path

import pytest

from seed_data.building import matches
from seed_data.building.records import Name, Skill
from seed_data.building.vocabulary import UnknownTerm, Vocabulary

SKILLS = [
    Skill("esco:1", "esco", "knowledge", "", "JavaScript"),
    Skill("esco:2", "esco", "skill", "", "manage time"),
    Skill("esco:3", "esco", "knowledge", "", "mathematics"),
    Skill("esco:4", "esco", "knowledge", "", "Hadoop"),
    Skill("onet:tech.javascript", "onet", "technology", "", "JavaScript"),
    Skill("onet:tech.apache-hadoop", "onet", "technology", "", "Apache Hadoop"),
    Skill("onet:2.A.1.e", "onet", "skill", "", "Mathematics"),
    Skill("onet:2.C.4.a", "onet", "knowledge", "", "Mathematics"),
    Skill("onet:2.B.5.a", "onet", "skill", "", "Time Management"),
]
DERIVED = [Name("onet:tech.apache-hadoop", "en", "derived", "Hadoop")]
HEADER = "onet_id\tonet_label\tesco_label\n"


def hand(tmp_path: Path, *lines: str) -> Path:
    table = tmp_path / "exact_matches.tsv"
    table.write_text(HEADER + "".join(line + "\n" for line in lines))
    return table


def test_equal_names_match_and_shared_ones_prove_nothing() -> None:
    assert matches.by_name(Vocabulary(SKILLS), DERIVED) == {
        "onet:tech.javascript": "esco:1",
        "onet:tech.apache-hadoop": "esco:4",
    }


def test_our_list_adds_what_names_do_not_show(tmp_path: Path) -> None:
    table = hand(
        tmp_path, "onet:2.B.5.a\tTime Management\tmanage time", "onet:2.C.4.a\tMathematics\tmathematics"
    )
    links = matches.links(table, Vocabulary(SKILLS), DERIVED)
    found = {(link.source_id, link.target_id, link.origin) for link in links}
    assert ("esco:2", "onet:2.B.5.a", "parlance") in found
    assert ("esco:1", "onet:tech.javascript", "derived") in found
    assert len(found) == 4


@pytest.mark.parametrize(
    "lines",
    [
        ("onet:2.B.5.z\tTime Management\tmanage time",),
        ("onet:2.B.5.a\tTime\tmanage time",),
        ("onet:2.B.5.a\tTime Management\tmanage hours",),
        ("onet:2.A.1.e\tMathematics\tmathematics", "onet:2.C.4.a\tMathematics\tmathematics"),
    ],
)
def test_a_wrong_line_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(UnknownTerm):
        matches.by_hand(hand(tmp_path, *lines), Vocabulary(SKILLS))
