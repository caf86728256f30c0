from __future__ import annotations

from pathlib import Path

import pytest

from seed_data.building import vocabulary
from seed_data.building.records import Name, Skill
from seed_data.building.vocabulary import UnknownTerm, Vocabulary

SKILLS = Vocabulary(
    [
        Skill("esco:1", "esco", "skill", "", "operate forklift"),
        Skill("esco:2", "esco", "skill", "", "drive agricultural machines"),
        Skill("esco:3", "esco", "knowledge", "", "statistics"),
        Skill("onet:tech.excel", "onet", "technology", "", "Microsoft Excel", ("Spreadsheet software",)),
        Skill("onet:tech.sheet", "onet", "technology", "", "Spreadsheet software", ("Spreadsheet software",)),
    ]
)


def hand(tmp_path: Path, text: str) -> Path:
    table = tmp_path / "hand.tsv"
    table.write_text(text)
    return table


def test_aliases_become_names(tmp_path: Path) -> None:
    table = hand(tmp_path, "framework\tskill\talias\nesco\toperate forklift\tFLT\n")
    assert vocabulary.aliases(table, SKILLS) == [Name("esco:1", "en", "derived", "FLT")]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("esco\tfly\twings\n", "0 skills with the label"),
        ("esco\tstatistics\tOperate forklift\n", "is the label of"),
        ("esco\tstatistics\tdata\nesco\toperate forklift\tDATA\n", "stands for two skills"),
    ],
)
def test_a_wrong_alias_is_refused(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(UnknownTerm, match=message):
        vocabulary.aliases(hand(tmp_path, "framework\tskill\talias\n" + lines), SKILLS)


def test_a_technology_is_narrower_than_the_one_named_as_its_class() -> None:
    (link,) = vocabulary.broader_by_class(SKILLS)
    assert (link.source_id, link.target_id, link.origin) == (
        "onet:tech.excel",
        "onet:tech.sheet",
        "onet_class",
    )


def test_ambiguous_names_say_why(tmp_path: Path) -> None:
    own = [
        Name("esco:2", "en", "alternative", "forklift driving"),
        Name("esco:3", "en", "alternative", "data"),
        Name("esco:2", "en", "alternative", "operate forklift"),
        Name("esco:1", "en", "alternative", "drive a forklift"),
    ]
    ours = [Name("esco:1", "en", "derived", "Forklift driving")]
    everyday = hand(tmp_path, "framework\tskill\tname\nesco\tstatistics\tdata\n")
    assert vocabulary.ambiguous_names(own, ours, everyday, SKILLS) == [
        ["esco:2", "forklift driving", "claimed_by_alias"],
        ["esco:2", "operate forklift", "label_of_another"],
        ["esco:3", "data", "everyday_word"],
    ]


def test_an_everyday_name_that_is_no_name_is_refused(tmp_path: Path) -> None:
    everyday = hand(tmp_path, "framework\tskill\tname\nesco\tstatistics\tfigures\n")
    with pytest.raises(UnknownTerm, match="no official name"):
        vocabulary.ambiguous_names([], [], everyday, SKILLS)
