from __future__ import annotations

from seed_data.building import onet

HEADER = "skill_id,skill_name,aliases,description,taxonomy,original_id\n"


def test_technologies_carry_their_class_and_an_id_made_of_their_name() -> None:
    content = HEADER + "1,C++,C++,C++ (Development software),ONET_TECH,x\n2,Reading,,,ONET_SKILL,x\n"
    (skill,) = onet.technologies(content.encode())
    assert (skill.id, skill.type, skill.label) == ("onet:tech.c-plus-plus", "technology", "C++")
    assert skill.classes == ("Development software",)
    assert skill.uri.endswith("?e=C%2B%2B")


def test_names_that_share_a_slug_get_different_ids_whatever_their_order() -> None:
    ids = onet.technology_ids(["Act!", "ACT"])
    assert len(set(ids.values())) == 2
    assert all(found.startswith("onet:tech.act-") for found in ids.values())
    assert onet.technology_ids(["ACT", "Act!"]) == ids


def test_occupations_are_read_by_code() -> None:
    lines = (
        "O*NET-SOC Code\tTitle\tDescription",
        "15-1252.00\tSoftware Developers\tWrite",
        "11-1011.00\tChiefs\tLead",
    )
    content = "\n".join(lines)
    first, second = onet.occupations(content.encode())
    assert (first.id, second.title, second.job_zone) == ("onet:11-1011.00", "Software Developers", "")
    assert second.uri == "https://www.onetonline.org/link/summary/15-1252.00"
